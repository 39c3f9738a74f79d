namespace Cnn.Ops.Preprocessing;

/// <summary>
/// The tight box of the ink, in the map's pixels. Inputs: ink Int32 [N,1,S,S] 0 … 255, a switch Int32 [1]. Output Int32
/// [N,4]: top, left, bottom, right, the last two exclusive. Without ink, or with the switch at 0, it is what maps the whole
/// map to the whole output of <see cref="FitDigit"/>: the middle 20/28.
/// </summary>
public sealed record InkBounds : Op
{
    /// <summary>Fainter ink does not widen the box.</summary>
    internal const int LeastInk = 16;

    /// <summary>Where the box lies without ink: so much of MNIST's picture, from one to another of its rows and columns.</summary>
    internal const int Picture = 28, First = 4, End = 24;

    /// <inheritdoc/>
    public override TensorInfo Infer(ReadOnlySpan<TensorInfo> inputs)
    {
        Require.Inputs(inputs, 2, 2);
        var map = Maps.RequirePlanes(inputs[0], "the ink");
        if (map.Shape[2] != map.Shape[3])
            throw new CnnException($"the ink {map.Shape} is not square");
        Maps.RequireVector(inputs[1], 1, "the switch");
        return new TensorInfo([map.Shape[0], 4], DataType.Int32);
    }

    /// <inheritdoc/>
    public override void Evaluate(ReadOnlySpan<Tensor> inputs, Tensor output)
    {
        int size = inputs[0].Shape[3];
        bool fit = inputs[1].Span<int>()[0] != 0;
        for (int i = 0; i < inputs[0].Shape[0]; i++)
            Bound(inputs[0].Span<int>().Slice(i * size * size, size * size), size, fit, output.Span<int>().Slice(4 * i, 4));
    }

    private static void Bound(ReadOnlySpan<int> ink, int size, bool fit, Span<int> box)
    {
        int top = size, left = size, bottom = 0, right = 0;
        for (int i = 0; i < ink.Length; i++)
            if (ink[i] >= LeastInk)
            {
                (top, bottom) = (Math.Min(top, i / size), Math.Max(bottom, i / size + 1));
                (left, right) = (Math.Min(left, i % size), Math.Max(right, i % size + 1));
            }
        if (top == size || !fit)
        {
            top = left = size * First / Picture;
            bottom = right = size * End / Picture;
        }
        new[] { top, left, bottom, right }.CopyTo(box);
    }
}
