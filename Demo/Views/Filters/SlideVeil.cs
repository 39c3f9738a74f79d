using Cnn;
using Demo.Ui;

namespace Demo.Views.Filters;

/// <summary>What the sliding kernel has not written yet, under a veil: the rest of its row, and the rows below.</summary>
internal static class SlideVeil
{
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
        RasterVeil.Draw(list, picture, scale, lab.Slide.In(columns.Output, rows.Output), columns.Output, rows.Output);
    }
}
