using Cnn.Cpu.Lanes;
using Cnn.Ops;

namespace Cnn.Cpu.Kernels;

/// <summary>Operators that compute each element from the same element of their inputs, in both layouts.</summary>
internal static class Elementwise<V> where V : unmanaged, ILanes<V>
{
    /// <summary>A function of one element.</summary>
    public static bool Ones(NodePlanner p)
    {
        var layout = p.NaturalLayout;
        p.Launch(new MapLaunch<V>(p.Node, Functions<V>.Of(p.Node)!.Value, p.Input(0, layout), p.Output(layout), p.Threads));
        return true;
    }

    /// <summary>A function of two tensors of one shape, or of one with a number or with a number for each channel.</summary>
    public static bool Pairs(NodePlanner p)
    {
        if (p.Node.Type != DataType.Float32 || p.Node.Inputs.Length != 2)
            return false;
        Shape shape = p.Node.Shape, a = p.Node.Inputs[0].Shape, b = p.Node.Inputs[1].Shape;
        bool packed = p.CanPack && (p.LayoutOf(0) == CpuLayout.Packed || p.LayoutOf(1) == CpuLayout.Packed)
            && Fits(a) && Fits(b) && (a == shape || b == shape);
        var layout = packed ? CpuLayout.Packed : CpuLayout.Rows;
        if (!packed && !(a == shape && IsRuns(b, shape)) && !(b == shape && IsRuns(a, shape)))
            return false;
        p.Launch(new PairLaunch<V>(p.Node, In(0), In(1), p.Output(layout), p.Threads));
        return true;

        bool Fits(Shape input) => input == shape || input.Count == 1 || IsLine(input)
            || (input.Rank == 4 && (input[0] == shape[0] || input[0] == 1) && input[1] == shape[1] && input[2] == 1 && input[3] == 1);

        // A number for each channel without an axis for images lies as packs do, but for lanes that mean nothing.
        bool IsLine(Shape input) => shape[0] == 1 && input.Rank == 3 && input[0] == shape[1] && input[1] == 1 && input[2] == 1;

        CpuTensor In(int i) => p.Node.Inputs[i].Shape switch
        {
            { Count: 1 } => p.Input(i, CpuLayout.Rows),
            var input when packed && IsLine(input) =>
                p.Input(i, CpuLayout.Rows) with { Shape = [1, input[0], 1, 1], Layout = CpuLayout.Packed },
            _ => p.Input(i, layout),
        };
    }

    /// <summary>Sum of tensors of one shape.</summary>
    public static bool Sum(NodePlanner p)
    {
        int count = p.Node.Inputs.Length;
        if (p.Node.Type != DataType.Float32 || count < 2 || p.Node.Inputs.Any(input => input.Shape != p.Node.Shape))
            return false;
        bool packed = p.CanPack && Enumerable.Range(0, count).Any(i => p.LayoutOf(i) == CpuLayout.Packed);
        var layout = packed ? CpuLayout.Packed : CpuLayout.Rows;
        CpuTensor sum = p.Input(0, layout), output = p.Output(layout);
        for (int i = 1; i < count; i++, sum = output)
            p.Launch(new PairLaunch<V>(p.Node, sum, p.Input(i, layout), output, p.Threads));
        return true;
    }

    // Whether each number of an input is for a run of the output: it has its first axes, perhaps after some of length 1, and none after.
    private static bool IsRuns(Shape input, Shape output)
    {
        if (input == output || input.Count == 1)
            return true;
        int missing = output.Rank - input.Rank, last = output.Rank - 1;
        while (last >= missing && input[last - missing] == 1)
            last--;
        // One axis that is not 1, or all up to that.
        int first = last;
        while (first > missing && input[first - 1 - missing] == output[first - 1])
            first--;
        return input[last - missing] == output[last] && Enumerable.Range(0, first - missing).All(axis => input[axis] == 1);
    }

    /// <summary>BatchNormalization of maps, and the activation after it.</summary>
    public static bool BatchNormalization(NodePlanner p)
    {
        if (!p.CanPack)
            return false;
        var fusion = p.Fusion;
        p.Launch(new NormalizeLaunch<V>(
            p.Node, [p.Input(0, CpuLayout.Packed), .. Enumerable.Range(1, 4).Select(i => p.Input(i, CpuLayout.Rows))],
            fusion.Activation is { } activation ? Functions<V>.Of(activation) : null, p.Output(fusion.Target, CpuLayout.Packed)));
        return true;
    }
}
