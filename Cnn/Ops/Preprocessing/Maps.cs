namespace Cnn.Ops.Preprocessing;

/// <summary>
/// What the preprocessing operators share. They compute in integers, so that every backend gets the same bits: maps are
/// Int32 [1,1,H,W], −1 where there is no picture or nothing is known; places in a frame are in 64ths of a pixel.
/// </summary>
internal static class Maps
{
    /// <summary>Parts of a pixel that places are measured in.</summary>
    public const int Unit = 64;

    /// <summary>Requires a map.</summary>
    public static TensorInfo Require(TensorInfo map, string what) =>
        map.Type == DataType.Int32 && map.Shape.Rank == 4 && map.Shape[0] == 1 && map.Shape[1] == 1 && map.Shape.Count > 0
            ? map with { Value = null }
            : throw new CnnException($"{what} is {map}; an Int32 map 1×1×H×W is needed");

    /// <summary>Requires maps of one size, one or several.</summary>
    public static TensorInfo RequirePlanes(TensorInfo maps, string what) =>
        maps.Type == DataType.Int32 && maps.Shape.Rank == 4 && maps.Shape[1] == 1 && maps.Shape.Count > 0
            ? maps with { Value = null }
            : throw new CnnException($"{what} is {maps}; Int32 maps N×1×H×W are needed");

    /// <summary>Requires a short list of integers.</summary>
    public static void RequireVector(TensorInfo vector, int length, string what)
    {
        if (vector.Type != DataType.Int32 || vector.Shape != new Shape(length))
            throw new CnnException($"{what} is {vector}; Int32 {length} is needed");
    }

    /// <summary>Requires lists of one length, as the rows of a matrix; a single one may stand alone.</summary>
    /// <returns>How many there are; null for one that stands alone.</returns>
    public static int? RequireRows(TensorInfo rows, int length, string what) =>
        rows.Type != DataType.Int32 ? throw new CnnException($"{what} is {rows}; Int32 is needed")
        : rows.Shape == new Shape(length) ? null
        : rows.Shape.Rank == 2 && rows.Shape[0] > 0 && rows.Shape[1] == length ? rows.Shape[0]
        : throw new CnnException($"{what} is {rows}; {length} numbers, or rows of so many, are needed");

    /// <summary>The shape of so many lists of one length; of one alone where there is none to count.</summary>
    public static Shape Rows(int? count, int length) => count is { } n ? [n, length] : [length];

    /// <summary>Requires a frame and its size.</summary>
    public static void RequireFrame(TensorInfo frame, TensorInfo size)
    {
        if (frame.Type != DataType.Int32 || frame.Shape.Rank != 1 || frame.Shape.Count == 0)
            throw new CnnException($"the frame is {frame}; an Int32 list of pixels is needed");
        RequireVector(size, 2, "the frame's size");
    }

    /// <summary>The frame's height and width; a size beyond what the frame's input holds is cut.</summary>
    public static (int Height, int Width) FrameSize(Tensor size, int capacity) =>
        FrameSize(size.Span<int>()[0], size.Span<int>()[1], capacity);

    /// <summary>The same for a height and a width.</summary>
    public static (int Height, int Width) FrameSize(int height, int width, int capacity)
    {
        height = Math.Clamp(height, 1, capacity);
        return (height, Math.Clamp(width, 1, capacity / height));
    }

    /// <summary>⌊length·i / n⌋ without leaving 32 bits, for 0 ≤ i ≤ n: where the i-th of n equal parts begins.</summary>
    public static int Edge(int length, int i, int n) => length / n * i + length % n * i / n;

    /// <summary>Luminance 0 … 255 of an RGBA pixel, with ITU-R BT.601 weights in 256ths.</summary>
    public static int Grey(int pixel) => (77 * (pixel & 255) + 150 * (pixel >> 8 & 255) + 29 * (pixel >> 16 & 255) + 128) >> 8;
}
