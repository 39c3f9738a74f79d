namespace Cnn.Ops.Preprocessing;

/// <summary>One column of <see cref="ComponentBoxes"/>; bottom and right are inclusive.</summary>
internal readonly record struct ComponentBox(int Mass, int Area, int Top, int Left, int Bottom, int Right, int Grey)
{
    /// <summary>How many rows there are for each component.</summary>
    public const int Fields = 7;

    /// <summary>The column of a label.</summary>
    public static ComponentBox Of(Tensor boxes, int label)
    {
        var b = boxes.Span<int>();
        int n = b.Length / Fields;
        return new(b[label], b[n + label], b[2 * n + label], b[3 * n + label], b[4 * n + label], b[5 * n + label], b[6 * n + label]);
    }

    /// <summary>The height of its box.</summary>
    public int Height => Bottom - Top + 1;

    /// <summary>The width of its box.</summary>
    public int Width => Right - Left + 1;

    /// <summary>The longer side of its box.</summary>
    public int Longer => Math.Max(Height, Width);

    /// <summary>Requires the boxes of a square map, and says how many labels they have.</summary>
    /// <exception cref="CnnException">These are no boxes of a square map.</exception>
    public static int Labels(TensorInfo boxes) =>
        boxes.Type == DataType.Int32 && boxes.Shape.Rank == 4 && boxes.Shape[0] == Fields && boxes.Shape[2] == boxes.Shape[3]
            ? (int)(boxes.Shape.Count / Fields)
            : throw new CnnException($"the boxes are {boxes}; Int32 {Fields}×N×S×S is needed");
}
