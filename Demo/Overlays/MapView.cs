using Cnn.Ops;
using Demo.Platform;
using Demo.Ui;

namespace Demo.Overlays;

/// <summary>One enlarged map whose cells can be pointed at; inspector and zoom share it.</summary>
internal static class MapView
{
    private const float IdleOpacity = 0.35f;

    public static void Draw(Scene scene, in Rect rect)
    {
        var (layer, state, list) = (scene.Chosen, scene.State, scene.List);
        bool picture = layer.Index == 0 && layer.Channels == 3;
        Tile(scene, rect, layer, picture ? -1 : state.Channel, picture ? RangeOf.Layer : state.Range);
        if (layer.IsVector)
            return;
        list.Hot(rect, HotKind.Pixels, "Point at a cell to see how its value is computed.", Key.Unknown, layer.Columns, layer.Rows);
        if (scene.IsOn(Toggle.Grid))
            DrawGrid(list, rect, layer.Columns, layer.Rows);
        var (x, y) = scene.Pixel;
        float width = rect.Width / layer.Columns, height = rect.Height / layer.Rows;
        Mark(list, new Rect(rect.X + x * width, rect.Y + y * height, width, height).Inset(-1), 1);
    }

    /// <summary>An outline that is seen on maps of any colours.</summary>
    public static void Mark(DrawList list, in Rect rect, float radius)
    {
        list.Outline(rect.Inset(-1), Theme.Panel, radius, 1);
        list.Outline(rect, Theme.Text, radius, 1);
    }

    /// <summary>One map or unit of a layer: its values, or in the difference view how far they are from the reference's.</summary>
    public static void Tile(Scene scene, in Rect rect, Layer layer, int channel, RangeOf range) =>
        Tile(scene, rect, rect, layer, channel, range);

    /// <summary>As much of it as lies inside <paramref name="clip"/>.</summary>
    public static void Tile(Scene scene, in Rect rect, in Rect clip, Layer layer, int channel, RangeOf range)
    {
        var shape = layer.IsVector ? MapShape.Disc : MapShape.Cells;
        range = RangeFor(layer, range);
        // What was computed of no picture is not to be taken for something.
        bool idle = scene.FrameSize.Width == 0 || scene is { IsCanvas: true, IsBlank: true };
        if (scene.Open[Panel.Difference])
            scene.List.Difference(rect, clip, layer.Node, channel, range, shape);
        else
            scene.List.Map(rect, clip, layer.Node, channel, layer.Colours(scene.State.Colours), range, idle ? IdleOpacity : 1, shape);
    }

    /// <summary>The range that a layer's maps are shown in when a person has chosen one.</summary>
    public static RangeOf RangeFor(Layer layer, RangeOf chosen) => layer.Node.Op is Softmax ? RangeOf.Unit
        : layer.IsVector && chosen is (RangeOf.Map or RangeOf.Own) ? RangeOf.Layer : chosen;

    /// <summary>One map's part of a layer's values.</summary>
    public static ReadOnlySpan<float> Cells(Layer layer, int channel, ReadOnlySpan<float> values)
    {
        int size = layer.Rows * layer.Columns;
        return values.Slice(channel * size, size);
    }

    /// <summary>Lines between cells, where they are far enough apart to be seen.</summary>
    public static void DrawGrid(DrawList list, in Rect rect, int columns, int rows)
    {
        if (rect.Width / columns < 3 || rect.Height / rows < 3)
            return;
        uint colour = Theme.Fade(Theme.Text, 0.22f);
        for (int x = 0; x <= columns; x++)
            list.Segment(rect.X + x * rect.Width / columns, rect.Y, rect.X + x * rect.Width / columns, rect.Bottom, colour, 0.6f);
        for (int y = 0; y <= rows; y++)
            list.Segment(rect.X, rect.Y + y * rect.Height / rows, rect.Right, rect.Y + y * rect.Height / rows, colour, 0.6f);
    }

    public static (float Low, float High) Range(ReadOnlySpan<float> cells)
    {
        float low = float.PositiveInfinity, high = float.NegativeInfinity;
        foreach (float cell in cells)
        {
            // NaN compares as neither.
            low = cell < low ? cell : low;
            high = cell > high ? cell : high;
        }
        return low <= high ? (low, high) : (0, 0);
    }
}
