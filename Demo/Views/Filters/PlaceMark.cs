using System.Numerics;
using Cnn;
using Demo.Platform;
using Demo.Ui;

namespace Demo.Views.Filters;

/// <summary>The place that is looked at, on the pictures: what the kernel covers of the one that enters, a cell of the others.</summary>
internal static class PlaceMark
{
    private const float LeastMark = 5, LeastTap = 4;

    /// <summary>What lies under the kernel of what enters; with dilation each number's pixel, where they can be told apart.</summary>
    public static void OnInput(DrawList list, in Rect picture, LabState lab, LabGraph graph)
    {
        if (lab.FilterOf(graph.Row) is not (>= 0 and var at))
            return;
        var (rows, columns) = graph.Sizes[at];
        var (x, y) = lab.Slide.In(columns.Output, rows.Output);
        float cell = picture.Width / columns.Length, high = picture.Height / rows.Length;
        float left = picture.X + (x * columns.Stride - columns.Pad) * cell, top = picture.Y + (y * rows.Stride - rows.Pad) * high;
        Outline(list, new Rect(left, top, columns.Extent * cell, rows.Extent * high));
        if (columns.Dilation == 1 || columns.Dilation * cell < LeastTap)
            return;
        for (int i = 0; i < columns.Kernel * columns.Kernel; i++)
        {
            float tapX = left + i % columns.Kernel * columns.Dilation * cell, tapY = top + i / columns.Kernel * columns.Dilation * high;
            list.Fill(new Rect(tapX, tapY, cell, high), Theme.Fade(Theme.Accent, 0.7f));
        }
    }

    /// <summary>The same place of what leaves a stage behind the filter.</summary>
    public static void OnOutput(DrawList list, in Rect picture, LabState lab, LabGraph graph, Node node)
    {
        if (lab.FilterOf(graph.Row) is not (>= 0 and var at))
            return;
        var (rows, columns) = graph.Sizes[at];
        var (x, y) = lab.Slide.In(columns.Output, rows.Output);
        int width = node.Shape[3], height = node.Shape[2];
        float cell = picture.Width / width, high = picture.Height / height;
        Outline(list, new Rect(
            picture.X + Math.Min(width - 1, (int)((x + 0.5f) * width / columns.Output)) * cell,
            picture.Y + Math.Min(height - 1, (int)((y + 0.5f) * height / rows.Output)) * high, cell, high));
    }

    // Dark under it, to be seen on any picture.
    private static void Outline(DrawList list, in Rect cells)
    {
        float grow = Math.Max(1, (LeastMark - cells.Width) / 2);
        list.Outline(cells.Inset(-grow - 1), Theme.Shade, 0, 1);
        list.Outline(cells.Inset(-grow), Theme.Accent, 0, 1.5f);
    }
}

/// <summary>Places the kernel where a picture is clicked: A is 0 for what enters the filter, else something behind it.</summary>
/// <param name="lab">Whose place it is.</param>
internal sealed class PlaceHandle(LabState lab) : Handle
{
    public override void Press(Scene scene, IAppActions app, in HotSpot spot, Vector2 at, MouseButton button) => Place(spot, at);

    public override void Drag(Scene scene, IAppActions app, in HotSpot spot, Vector2 from, Vector2 to) => Place(spot, to);

    private void Place(in HotSpot spot, Vector2 at)
    {
        if (lab.Run.Graph is not { } graph || lab.FilterOf(graph.Row) is not (>= 0 and var filter))
            return;
        var (rows, columns) = graph.Sizes[filter];
        float x = (at.X - spot.Rect.X) / spot.Rect.Width, y = (at.Y - spot.Rect.Y) / spot.Rect.Height;
        lab.Slide.Put(Cell(columns, x, spot.A == 0), Cell(rows, y, spot.A == 0));
    }

    // Of what enters, the place whose window has the pixel in its middle.
    private static int Cell(SizeFormula axis, float share, bool enters)
    {
        float cell = enters ? (MathF.Floor(share * axis.Length) - (axis.Extent - 1) / 2 + axis.Pad) / axis.Stride : share * axis.Output;
        return Math.Clamp((int)MathF.Floor(cell), 0, Math.Max(0, axis.Output - 1));
    }
}
