namespace Cnn.Ops.Preprocessing;

/// <summary>
/// Where, in the digit's square, the chosen components lie; a dilation of it keeps the strokes' soft rims and leaves out
/// everything else on the page. Inputs: labels Int32 [N,1,S,S], which of them belong to the digit Int32 [N·S²]
/// (<see cref="DigitPieces"/>), the square that the labels show, the digit's square. Output Int32 [1,1,Size,Size]: 1 or 0.
/// </summary>
/// <param name="Size">Pixels along each side of the output.</param>
public sealed record DigitMask(int Size) : Op
{
    /// <inheritdoc/>
    public override IEnumerable<(string Name, double Value)> Parameters() => [("SIZE", Size)];

    /// <inheritdoc/>
    public override TensorInfo Infer(ReadOnlySpan<TensorInfo> inputs)
    {
        Require.Inputs(inputs, 4, 4);
        var labels = Maps.RequirePlanes(inputs[0], "the labels");
        Maps.RequireVector(inputs[1], (int)labels.Shape.Count, "the pieces");
        Maps.RequireVector(inputs[2], 3, "the labels' square");
        Maps.RequireVector(inputs[3], 3, "the digit's square");
        return new TensorInfo([1, 1, Size, Size], DataType.Int32);
    }

    /// <inheritdoc/>
    public override void Evaluate(ReadOnlySpan<Tensor> inputs, Tensor output)
    {
        var labels = inputs[0].Span<int>();
        int height = inputs[0].Shape[2], width = inputs[0].Shape[3];
        var belongs = inputs[1].Span<int>();
        var whole = inputs[2].Span<int>();
        var square = inputs[3].Span<int>();
        var mask = output.Span<int>();
        for (int y = 0; y < Size; y++)
        {
            int row = Working(square[0] + Maps.Edge(square[2], 2 * y + 1, 2 * Size) - whole[0], whole[2], height);
            for (int x = 0; x < Size; x++)
            {
                int column = Working(square[1] + Maps.Edge(square[2], 2 * x + 1, 2 * Size) - whole[1], whole[2], width);
                int any = 0;
                for (int i = row * width + column; row >= 0 && column >= 0 && i < labels.Length; i += height * width)
                    any |= labels[i] >= 0 ? belongs[labels[i]] : 0;
                mask[y * Size + x] = any;
            }
        }
    }

    // The working pixel at a place of the frame, −1 outside.
    private static int Working(int place, int side, int size)
    {
        if (place < 0 || place >= side)
            return -1;
        // Whole pixels where 64ths would leave 32 bits.
        return side < int.MaxValue / size ? place * size / side : (place >> 6) * size / (side >> 6);
    }
}
