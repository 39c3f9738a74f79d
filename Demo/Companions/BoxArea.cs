using System.Numerics;
using Cnn.Detection;
using Cnn.Preprocessing;
using Demo.Sources;

namespace Demo.Companions;

/// <summary>The part of a frame that a network sees of a thing: around its box, in pixels of the frame; it may reach beyond.</summary>
/// <param name="Left">The first column.</param>
/// <param name="Top">The first row.</param>
/// <param name="Width">How many columns.</param>
/// <param name="Height">How many rows.</param>
internal readonly record struct BoxArea(int Left, int Top, int Width, int Height)
{
    // Boxes far outside are the detector's mistakes, and no pixels are there.
    private const float Furthest = 1;

    /// <summary>The area around a box with the recipe's margin; where the recipe cuts out the middle, in the input's proportions.</summary>
    /// <param name="box">The box, in 0…1 of what the finding network saw.</param>
    /// <param name="part">The part of the frame that it saw.</param>
    /// <param name="frame">The frame's size in pixels.</param>
    /// <param name="preprocessing">What makes the network's input of it.</param>
    public static BoxArea Around(in Box box, in FramePart part, (int Width, int Height) frame, PreprocessingGraph preprocessing)
    {
        var (x0, top) = part.ToFrame(box.Left, box.Top);
        var (x1, bottom) = part.ToFrame(box.Right, box.Bottom);
        float left = Within(Math.Min(x0, x1)) * frame.Width, width = Within(Math.Max(x0, x1)) * frame.Width - left;
        float upper = Within(top) * frame.Height, height = Within(bottom) * frame.Height - upper;
        float middle = left + width / 2, centre = upper + height / 2;
        var recipe = preprocessing.Recipe!;
        (width, height) = (width * (1 + 2 * recipe.Margin), height * (1 + 2 * recipe.Margin));
        if (recipe.Fit == PictureFit.Crop)
        {
            var input = preprocessing.Output.Shape;
            bool last = recipe.Layout == ChannelLayout.Nhwc;
            float aspect = (float)input[last ? 2 : 3] / input[last ? 1 : 2];
            (width, height) = (Math.Max(width, height * aspect), Math.Max(height, width / aspect));
        }
        int columns = Math.Max(1, (int)MathF.Round(width)), rows = Math.Max(1, (int)MathF.Round(height));
        return new BoxArea((int)MathF.Round(middle - columns / 2f), (int)MathF.Round(centre - rows / 2f), columns, rows);
    }

    /// <summary>The area in 0…1 of a frame.</summary>
    public FramePart In(in Frame frame) => new(
        (float)Left / frame.Width, (float)Top / frame.Height, (float)Width / frame.Width, (float)Height / frame.Height);

    /// <summary>Copies the area's pixels, black where it lies outside; of more than a network takes every second, third … one.</summary>
    /// <param name="frame">The frame.</param>
    /// <param name="pixels">Takes them; a longer array replaces one that is too short.</param>
    /// <returns>A frame of them; what lies behind its last pixel means nothing.</returns>
    public Frame Copy(in Frame frame, ref int[] pixels)
    {
        int step = 1;
        while ((long)((Width + step - 1) / step) * ((Height + step - 1) / step) > PreprocessingGraph.DefaultCapacity)
            step++;
        int width = (Width + step - 1) / step, height = (Height + step - 1) / step;
        if (pixels.Length < width * height)
            pixels = new int[Math.Min(PreprocessingGraph.DefaultCapacity, (int)BitOperations.RoundUpToPowerOf2((uint)(width * height)))];
        for (int y = 0; y < height; y++)
            CopyRow(frame, Top + y * step, step, pixels.AsSpan(y * width, width));
        return frame with { Pixels = pixels, Width = width, Height = height };
    }

    private void CopyRow(in Frame frame, int y, int step, Span<int> row)
    {
        row.Fill(unchecked((int)0xFF000000));
        if (y < 0 || y >= frame.Height)
            return;
        var source = frame.Pixels.AsSpan(y * frame.Width, frame.Width);
        for (int i = 0, x = Left; i < row.Length; i++, x += step)
            if (x >= 0 && x < source.Length)
                row[i] = source[x];
    }

    private static float Within(float place) => Math.Clamp(place, -Furthest, 1 + Furthest);
}
