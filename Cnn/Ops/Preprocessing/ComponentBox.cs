namespace Cnn.Ops.Preprocessing;

/// <summary>One column of <see cref="ComponentBoxes"/>; bottom and right are inclusive.</summary>
internal readonly record struct ComponentBox(int Mass, int Area, int Top, int Left, int Bottom, int Right)
{
    /// <summary>The column of a label.</summary>
    public static ComponentBox Of(Tensor boxes, int label)
    {
        var b = boxes.Span<int>();
        int n = boxes.Shape[1];
        return new(b[label], b[n + label], b[2 * n + label], b[3 * n + label], b[4 * n + label], b[5 * n + label]);
    }

    /// <summary>The height of its box.</summary>
    public int Height => Bottom - Top + 1;

    /// <summary>The width of its box.</summary>
    public int Width => Right - Left + 1;

    /// <summary>The longer side of its box.</summary>
    public int Longer => Math.Max(Height, Width);

    /// <summary>The side of the square map that the boxes were made of.</summary>
    /// <exception cref="CnnException">These are no boxes of a square map.</exception>
    public static int Side(TensorInfo boxes)
    {
        int side = boxes.Shape.Rank == 2 ? (int)Math.Sqrt(boxes.Shape[1]) : 0;
        return boxes.Type == DataType.Int32 && side > 0 && boxes.Shape == new Shape(6, side * side)
            ? side
            : throw new CnnException($"the boxes are {boxes}; Int32 6×S² is needed");
    }
}
