using Cnn.Cpu.Lanes;
using Cnn.Ops;

namespace Cnn.Cpu.Kernels;

/// <summary>What only training computes: masks of Dropout, and what ends a step.</summary>
internal static class Optimizers<V> where V : unmanaged, ILanes<V>
{
    /// <summary>AdamStep.</summary>
    public static bool AdamStep(NodePlanner p)
    {
        p.Launch(new AdamStepLaunch<V>(p.Node, p.Inputs(), p.Output(CpuLayout.Rows), p.Threads));
        return true;
    }

    /// <summary>DropoutMask.</summary>
    public static bool DropoutMask(NodePlanner p)
    {
        p.Launch(new DropoutMaskLaunch(p.Node, p.Input(0, CpuLayout.Rows), p.Output(CpuLayout.Rows), p.Threads));
        return true;
    }

    /// <summary>SgdStep.</summary>
    public static bool SgdStep(NodePlanner p)
    {
        p.Launch(new SgdStepLaunch<V>(p.Node, p.Inputs(), p.Output(CpuLayout.Rows), p.Threads));
        return true;
    }
}

/// <summary>A weight after one step of Adam. What lies past the last element in its register is computed too, and means nothing.</summary>
internal sealed unsafe class AdamStepLaunch<V>(Node node, CpuTensor[] inputs, CpuTensor y, int threads)
    : Launch(node, node.Op.Name, inputs, y) where V : unmanaged, ILanes<V>
{
    private readonly AdamStep _op = (AdamStep)node.Op;
    private readonly int _pieces = Pieces.Of(y.Elements, threads);

    public override int Tasks => _pieces;

    public override void Run(int task)
    {
        var (from, end) = Pieces.At(task, _pieces, Written.Elements, V.Count);
        float* w = Reads[0].Floats, m = Reads[1].Floats, v = Reads[2].Floats;
        double rate = Reads[3].Floats[0], step = Reads[4].Floats[0];
        V first = V.All((float)(rate * Ops.AdamStep.Correction(_op.Beta1, step)));
        V second = V.All((float)Ops.AdamStep.Correction(_op.Beta2, step));
        V epsilon = V.All(_op.Epsilon), decay = V.All((float)(rate * _op.Decay));
        for (long i = from; i < end; i += V.Count)
        {
            V move = V.Load(m + i) * first / (V.Sqrt(V.Load(v + i) * second) + epsilon);
            V.Store(V.Load(w + i) - V.MultiplyAdd(decay, V.Load(w + i), move), Written.Floats + i);
        }
    }
}

/// <summary>A weight after one step down. What lies past the last element in its register is computed too, and means nothing.</summary>
internal sealed unsafe class SgdStepLaunch<V>(Node node, CpuTensor[] inputs, CpuTensor y, int threads)
    : Launch(node, node.Op.Name, inputs, y) where V : unmanaged, ILanes<V>
{
    private readonly int _pieces = Pieces.Of(y.Elements, threads);

    public override int Tasks => _pieces;

    public override void Run(int task)
    {
        var (from, end) = Pieces.At(task, _pieces, Written.Elements, V.Count);
        float* w = Reads[0].Floats, d = Reads[1].Floats;
        V rate = V.All(-Reads[2].Floats[0]);
        for (long i = from; i < end; i += V.Count)
            V.Store(V.MultiplyAdd(rate, V.Load(d + i), V.Load(w + i)), Written.Floats + i);
    }
}

/// <summary>A mask of Dropout. A task has some of its elements.</summary>
internal sealed unsafe class DropoutMaskLaunch(Node node, CpuTensor step, CpuTensor y, int threads)
    : Launch(node, node.Op.Name, [step], y)
{
    private readonly DropoutMask _op = (DropoutMask)node.Op;
    private readonly int _pieces = Pieces.Of(y.Elements, threads);

    public override int Tasks => _pieces;

    public override void Run(int task)
    {
        var (from, end) = Pieces.At(task, _pieces, Written.Elements, 1);
        _op.Fill(new Span<float>(Written.Floats + from, (int)(end - from)), (int)from, Reads[0].Floats[0]);
    }
}
