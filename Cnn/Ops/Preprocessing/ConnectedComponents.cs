namespace Cnn.Ops.Preprocessing;

/// <summary>
/// Gives all pixels of a connected piece of a mask the same label: the smallest row-major index among them, so that the
/// answer does not depend on any order. Pixels touch across sides and corners. Input: masks Int32 [N,1,H,W], each with pieces of
/// its own. Output Int32 [N,1,H,W]: the label, −1 outside the mask.
/// </summary>
public sealed record ConnectedComponents : Op
{
    /// <inheritdoc/>
    public override TensorInfo Infer(ReadOnlySpan<TensorInfo> inputs)
    {
        Require.Inputs(inputs, 1, 1);
        return Maps.RequirePlanes(inputs[0], "the mask");
    }

    /// <inheritdoc/>
    public override void Evaluate(ReadOnlySpan<Tensor> inputs, Tensor output)
    {
        var mask = inputs[0].Span<int>();
        var labels = output.Span<int>();
        int height = output.Shape[2], width = output.Shape[3];
        labels.Fill(-1);
        var open = new Stack<int>();
        for (int seed = 0; seed < mask.Length; seed++)
        {
            if (mask[seed] <= 0 || labels[seed] >= 0)
                continue;
            labels[seed] = seed;
            open.Push(seed);
            while (open.TryPop(out int at))
            {
                int row = at / width;
                for (int y = row - Math.Min(row % height, 1); y <= row + Math.Min(height - 1 - row % height, 1); y++)
                    for (int x = Math.Max(at % width - 1, 0); x <= Math.Min(at % width + 1, width - 1); x++)
                        if (mask[y * width + x] > 0 && labels[y * width + x] < 0)
                        {
                            labels[y * width + x] = seed;
                            open.Push(y * width + x);
                        }
            }
        }
    }
}
