namespace Cnn.Ops.Preprocessing;

/// <summary>
/// What is known of each connected component: how much ink it has, on how many pixels, and the box of that ink. Inputs: a
/// label for each block of pixels Int32 [N,1,P,Q] (<see cref="ConnectedComponents"/> of a <see cref="BlockMaximum"/>), the ink
/// mask that counts Int32 [N,1,H,W], the absorbance, the grey map Int32 [1,1,H,W]. Output Int32 [7,N,P,Q], seven numbers for
/// each label: mass (summed absorbance), area, top, left, bottom, right (in pixels, inclusive; top and left N·H·W, bottom and
/// right −1 where there is no such label), summed grey.
/// </summary>
/// <param name="Block">The side of a block, in pixels.</param>
public sealed record ComponentBoxes(int Block) : Op
{
    /// <inheritdoc/>
    public override IEnumerable<(string Name, double Value)> Parameters() => [("BLOCK", Block)];

    /// <inheritdoc/>
    public override TensorInfo Infer(ReadOnlySpan<TensorInfo> inputs)
    {
        Require.Inputs(inputs, 4, 4);
        var labels = Maps.RequirePlanes(inputs[0], "the labels");
        var mask = Maps.RequirePlanes(inputs[1], "the mask");
        if (Maps.RequirePlanes(inputs[2], "the absorbance") != mask || BlockMaximum.BlocksOf(mask, Block) != labels)
            throw new CnnException(
                $"labels {labels.Shape} of blocks of {Block}, mask {mask.Shape} and absorbance {inputs[2].Shape} do not belong together");
        if (Maps.Require(inputs[3], "the grey map").Shape is var grey && (grey[2] != mask.Shape[2] || grey[3] != mask.Shape[3]))
            throw new CnnException($"mask {mask.Shape} and grey map {grey} differ in size");
        return new TensorInfo([ComponentBox.Fields, labels.Shape[0], labels.Shape[2], labels.Shape[3]], DataType.Int32);
    }

    /// <inheritdoc/>
    public override void Evaluate(ReadOnlySpan<Tensor> inputs, Tensor output)
    {
        var labels = inputs[0].Span<int>();
        var mask = inputs[1].Span<int>();
        var absorbed = inputs[2].Span<int>();
        var grey = inputs[3].Span<int>();
        int width = inputs[1].Shape[3], count = labels.Length, rows = inputs[0].Shape[2], columns = inputs[0].Shape[3];
        var boxes = output.Span<int>();
        boxes[..(2 * count)].Clear();
        boxes[(2 * count)..(4 * count)].Fill(mask.Length);
        boxes[(4 * count)..(6 * count)].Fill(-1);
        boxes[(6 * count)..].Clear();
        for (int i = 0; i < mask.Length; i++)
        {
            if (mask[i] <= 0)
                continue;
            int y = i % grey.Length / width, x = i % width;
            int label = labels[(i / grey.Length * rows + y / Block) * columns + x / Block];
            if (label < 0)
                continue;
            boxes[label] += absorbed[i];
            boxes[count + label]++;
            boxes[2 * count + label] = Math.Min(boxes[2 * count + label], y);
            boxes[3 * count + label] = Math.Min(boxes[3 * count + label], x);
            boxes[4 * count + label] = Math.Max(boxes[4 * count + label], y);
            boxes[5 * count + label] = Math.Max(boxes[5 * count + label], x);
            boxes[6 * count + label] += grey[i % grey.Length];
        }
    }
}
