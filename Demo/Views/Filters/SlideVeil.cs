using Cnn;
using Demo.Ui;

namespace Demo.Views.Filters;

/// <summary>What the sliding kernel has not written yet, under a veil: the rest of its row, and the rows below.</summary>
internal static class SlideVeil
{
    // Of a pixel: floats are not quite on an edge.
    private const float Nearly = 1e-3f;

    /// <summary>Draws it over what has the cells of the filter's output, while the slide is on.</summary>
    /// <param name="list">What is drawn.</param>
    /// <param name="picture">Where the map lies, on whole framebuffer pixels.</param>
    /// <param name="scale">Framebuffer pixels per logical pixel.</param>
    /// <param name="lab">Whose slide.</param>
    /// <param name="graph">What runs.</param>
    /// <param name="node">The map, [1,C,H,W].</param>
    public static void Draw(DrawList list, in Rect picture, float scale, LabState lab, LabGraph graph, Node node)
    {
        if (!lab.Slide.IsOn || lab.FilterOf(graph.Row) is not (>= 0 and var at))
            return;
        var (rows, columns) = graph.Sizes[at];
        if ((node.Shape[3], node.Shape[2]) != (columns.Output, rows.Output))
            return;
        var (x, y) = lab.Slide.In(columns.Output, rows.Output);
        // Whole framebuffer pixels: no edge is drawn twice, half and half.
        float left = Snapped(picture.X + (x + 1) * picture.Width / columns.Output);
        float top = Snapped(picture.Y + y * picture.Height / rows.Output);
        float below = Snapped(picture.Y + (y + 1) * picture.Height / rows.Output);
        if (x + 1 < columns.Output)
            list.Fill(new Rect(left, top, picture.Right - left, below - top), Theme.Shade);
        if (y + 1 < rows.Output)
            list.Fill(picture with { Y = below, Height = picture.Bottom - below }, Theme.Shade);

        // A pixel belongs to the cell under its middle, as the map's shader has it; one whose middle is the edge to the later cell.
        float Snapped(float at) => MathF.Ceiling(at * scale - 0.5f - Nearly) / scale;
    }
}
