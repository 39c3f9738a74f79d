namespace Demo.Ui;

/// <summary>What a slide has not reached yet, under a veil: the rest of its row, and the rows below.</summary>
internal static class RasterVeil
{
    // Of a pixel: floats are not quite on an edge.
    private const float Nearly = 1e-3f;

    /// <summary>Draws it over a map.</summary>
    /// <param name="list">What is drawn.</param>
    /// <param name="picture">Where the map lies, on whole framebuffer pixels.</param>
    /// <param name="scale">Framebuffer pixels per logical pixel.</param>
    /// <param name="place">The last cell that was reached.</param>
    /// <param name="columns">Of the map.</param>
    /// <param name="rows">Of the map.</param>
    public static void Draw(DrawList list, in Rect picture, float scale, (int X, int Y) place, int columns, int rows)
    {
        // Whole framebuffer pixels: no edge is drawn twice, half and half.
        float left = Snapped(picture.X + (place.X + 1) * picture.Width / columns);
        float top = Snapped(picture.Y + place.Y * picture.Height / rows);
        float below = Snapped(picture.Y + (place.Y + 1) * picture.Height / rows);
        if (place.X + 1 < columns)
            list.Fill(new Rect(left, top, picture.Right - left, below - top), Theme.Shade);
        if (place.Y + 1 < rows)
            list.Fill(picture with { Y = below, Height = picture.Bottom - below }, Theme.Shade);

        // A pixel belongs to the cell under its middle, as the map's shader has it; one whose middle is the edge to the later cell.
        float Snapped(float at) => MathF.Ceiling(at * scale - 0.5f - Nearly) / scale;
    }
}
