namespace Cnn.Ops.Preprocessing;

/// <summary>
/// The square of the frame in which the digit is looked at closely: around its box, with a margin of a fifth of its
/// longer side on each side. Inputs: the box Int32 [5], or several, Int32 [N,5] (<see cref="DigitBox"/>), the frame's centre square, a
/// switch
/// Int32 [1]. Output Int32 [3]: top, left, side in 64ths of a frame pixel. Where there is no digit, or with the switch at
/// 0, it is the centre square.
/// </summary>
public sealed record DigitSquare : Op
{
    /// <summary>The square's side in fifths of the digit's longer side.</summary>
    internal const int Fifths = 7;

    /// <inheritdoc/>
    public override TensorInfo Infer(ReadOnlySpan<TensorInfo> inputs)
    {
        Require.Inputs(inputs, 3, 3);
        int? boxes = Maps.RequireRows(inputs[0], 5, "the box");
        Maps.RequireVector(inputs[1], 3, "the centre square");
        Maps.RequireVector(inputs[2], 1, "the switch");
        return new TensorInfo(Maps.Rows(boxes, 3), DataType.Int32);
    }

    /// <inheritdoc/>
    public override void Evaluate(ReadOnlySpan<Tensor> inputs, Tensor output)
    {
        for (int i = 0; i < output.Count / 3; i++)
        {
            var box = inputs[0].Span<int>().Slice(5 * i, 5);
            var square = output.Span<int>().Slice(3 * i, 3);
            inputs[1].Span<int>().CopyTo(square);
            if (box[0] == 0 || inputs[2].Span<int>()[0] == 0)
            {
                // Nobody looks at the squares of further digits that are not there: a point is quickly sampled.
                square[2] = i == 0 ? square[2] : 0;
                continue;
            }
            int side = Math.Max(box[3] - box[1], box[4] - box[2]) / 5 * Fifths;
            square[0] = (box[1] + box[3] - side) >> 1;
            square[1] = (box[2] + box[4] - side) >> 1;
            square[2] = side;
        }
    }
}
