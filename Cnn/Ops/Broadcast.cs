namespace Cnn.Ops;

/// <summary>
/// ONNX's multidirectional broadcasting: shapes are aligned at their last axes, and an axis of length 1 repeats.
/// <see href="https://onnx.ai/onnx/repo-docs/Broadcasting.html"/>
/// </summary>
internal static class Broadcast
{
    /// <summary>The shape that both broadcast to.</summary>
    /// <exception cref="CnnException">Two lengths differ and neither is 1.</exception>
    public static Shape Shapes(Shape a, Shape b)
    {
        int rank = Math.Max(a.Rank, b.Rank);
        Span<int> lengths = stackalloc int[rank];
        for (int i = 0; i < rank; i++)
        {
            int la = i < rank - a.Rank ? 1 : a[i - rank + a.Rank];
            int lb = i < rank - b.Rank ? 1 : b[i - rank + b.Rank];
            if (la != lb && la != 1 && lb != 1)
                throw new CnnException($"shapes {a} and {b} do not broadcast: {la} against {lb}");
            lengths[i] = la == 1 ? lb : la;
        }
        return new Shape(lengths);
    }

    /// <summary>Whether <paramref name="shape"/> repeats to exactly <paramref name="target"/>.</summary>
    public static bool Fits(Shape shape, Shape target)
    {
        if (shape.Rank > target.Rank)
            return false;
        for (int i = 1; i <= shape.Rank; i++)
            if (shape.AsSpan()[^i] != target.AsSpan()[^i] && shape.AsSpan()[^i] != 1)
                return false;
        return true;
    }

    /// <summary>For each axis of <paramref name="target"/> how far apart neighbours lie in a tensor of
    /// <paramref name="shape"/>: 0 along repeated axes.</summary>
    public static int[] Strides(Shape shape, Shape target)
    {
        var own = shape.Strides();
        var strides = new int[target.Rank];
        for (int i = 1; i <= shape.Rank; i++)
            strides[^i] = shape.AsSpan()[^i] == 1 ? 0 : own[^i];
        return strides;
    }

    /// <summary>The nodes that sum a gradient back to the shape that had been broadcast.</summary>
    public static Node SumTo(Node gradient, Shape shape)
    {
        if (gradient.Shape == shape)
            return gradient;
        int lead = gradient.Shape.Rank - shape.Rank;
        var axes = new List<int>();
        for (int i = 0; i < gradient.Shape.Rank; i++)
            if (i < lead || (shape[i - lead] == 1 && gradient.Shape[i] != 1))
                axes.Add(i);
        var sum = axes.Count == 0 ? gradient : new Node(new ReduceSum([.. axes]), [gradient]);
        return sum.Shape == shape ? sum : new Node(new Reshape([.. shape]), [sum]);
    }
}
