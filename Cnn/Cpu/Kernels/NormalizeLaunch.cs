using Cnn.Cpu.Lanes;
using Cnn.Ops;

namespace Cnn.Cpu.Kernels;

/// <summary>BatchNormalization with fixed statistics of packed maps, and an activation. A task is a pack's map.</summary>
internal sealed unsafe class NormalizeLaunch<V>(Node node, CpuTensor[] inputs, Function? activation, CpuTensor y)
    : Launch(node, node.Op.Name, inputs, y) where V : unmanaged, ILanes<V>
{
    private readonly float _epsilon = ((BatchNormalization)node.Op).Epsilon;

    public override int Tasks => Written.Shape[0] * Written.Packs;

    public override void Run(int task)
    {
        long pack = task % Written.Packs * V.Count, at = task * Written.PackStride;
        V factor = Of(1) / V.Sqrt(Of(4) + V.All(_epsilon)), mean = Of(3), bias = Of(2);
        float* source = Reads[0].Floats + at, target = Written.Floats + at;
        V low = V.All(activation?.Bounds?.Low ?? float.NegativeInfinity), high = V.All(activation?.Bounds?.High ?? float.PositiveInfinity);
        for (long i = 0; i < Written.PackStride; i += V.Count)
            V.Store(V.AtMost(V.AtLeast(V.MultiplyAdd(V.Load(source + i) - mean, factor, bias), low), high), target + i);
        if (activation is { Bounds: null } function)
            function.Apply(target, target, (nint)Written.PackStride);

        V Of(int input) => V.Load(Reads[input].Floats + pack);
    }
}
