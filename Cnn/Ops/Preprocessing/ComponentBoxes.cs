namespace Cnn.Ops.Preprocessing;

/// <summary>
/// What is known of each connected component: how much ink it has, on how many pixels, and the box of that ink. Inputs: labels Int32 [1,1,H,W]
/// (<see cref="ConnectedComponents"/>), the ink mask that counts, the absorbance. Output Int32 [6,H·W], a column for each
/// label: mass (summed absorbance), area, top, left, bottom, right (inclusive; top and left H·W, bottom and right −1 where
/// there is no such label).
/// </summary>
public sealed record ComponentBoxes : Op
{
    /// <inheritdoc/>
    public override TensorInfo Infer(ReadOnlySpan<TensorInfo> inputs)
    {
        Require.Inputs(inputs, 3, 3);
        var labels = Maps.Require(inputs[0], "the labels");
        if (Maps.Require(inputs[1], "the mask") != labels || Maps.Require(inputs[2], "the absorbance") != labels)
            throw new CnnException($"labels {labels.Shape}, mask {inputs[1].Shape} and absorbance {inputs[2].Shape} differ in shape");
        return new TensorInfo([6, (int)labels.Shape.Count], DataType.Int32);
    }

    /// <inheritdoc/>
    public override void Evaluate(ReadOnlySpan<Tensor> inputs, Tensor output)
    {
        var labels = inputs[0].Span<int>();
        var mask = inputs[1].Span<int>();
        var absorbed = inputs[2].Span<int>();
        int width = inputs[0].Shape[3], count = labels.Length;
        var boxes = output.Span<int>();
        boxes[..(2 * count)].Clear();
        boxes[(2 * count)..(4 * count)].Fill(count);
        boxes[(4 * count)..].Fill(-1);
        for (int i = 0; i < count; i++)
        {
            int label = labels[i];
            if (label < 0 || mask[i] <= 0)
                continue;
            int y = i / width, x = i % width;
            boxes[label] += absorbed[i];
            boxes[count + label]++;
            boxes[2 * count + label] = Math.Min(boxes[2 * count + label], y);
            boxes[3 * count + label] = Math.Min(boxes[3 * count + label], x);
            boxes[4 * count + label] = Math.Max(boxes[4 * count + label], y);
            boxes[5 * count + label] = Math.Max(boxes[5 * count + label], x);
        }
    }
}
