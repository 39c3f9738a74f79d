using Demo.Platform;
using Demo.Ui;

namespace Demo.Overlays;

/// <summary>
/// What the colours of the chosen map mean: the scale with its ends, and in words which colours over which range, to click.
/// </summary>
internal static class ColourBar
{
    public const float Height = 34;

    private const int Steps = 32;

    /// <summary>Draws the bar.</summary>
    /// <param name="scene">The scene.</param>
    /// <param name="rect">Where; <see cref="Height"/> high.</param>
    /// <param name="values">What is shown of the chosen layer: its values or differences.</param>
    public static void Draw(Scene scene, in Rect rect, ReadOnlySpan<float> values)
    {
        var (layer, list) = (scene.Chosen, scene.List);
        bool differences = scene.Open[Panel.Difference];
        var range = MapView.RangeFor(layer, scene.State.Range);
        var colours = differences ? ColourMap.Turbo : layer.Colours(scene.State.Colours);
        var (low, high) = range switch
        {
            RangeOf.Unit => (0f, 1f),
            RangeOf.Map => MapView.Range(MapView.Cells(layer, scene.State.Channel, values)),
            _ => MapView.Range(values),
        };
        var (from, to) = Palette.Ends(colours, low, high);
        var line = rect.Top(16, out var words, 2);
        var bar = line;
        // The range of the network stays on the device.
        if (range != RangeOf.Network)
        {
            Number(list, line.Left(42, out bar, 2), TextStyle.Value, from);
            Number(list, bar.RightSlice(42, out bar, 2), TextStyle.Value.Right, to);
        }
        DrawScale(list, bar, colours, from, to);
        string tip = "Over what colours are stretched: the map, its layer, or what half of the network's layers keep to.";
        float half = words.Width / 2;
        var left = words.Left(half, out var right);
        Word(scene, left, Palette.Name(colours), differences ? null : Key.M, "Which colours numbers become.", false);
        Word(scene, right, range == RangeOf.Unit ? "0…1" : RangeName(range), range == RangeOf.Unit ? null : Key.N, tip, true);
    }

    /// <summary>Draws the colours from one end to the other, 8 pixels high.</summary>
    public static void DrawScale(DrawList list, in Rect bar, ColourMap colours, double from, double to)
    {
        float width = bar.Width / Steps;
        for (int i = 0; i < Steps; i++)
        {
            uint colour = Palette.Of(colours, from + (to - from) * (i + 0.5) / Steps, from, to);
            list.Box(new Rect(bar.X + i * width, bar.CentreY - 4, width, 8), colour);
        }
    }

    /// <summary>Draws the number at an end of a scale; tiny ones, such as differences from the reference, by their exponent.</summary>
    public static void Number(DrawList list, in Rect rect, in TextStyle style, double value)
    {
        if (value != 0 && Math.Abs(value) < 0.005)
            list.Text(rect, style, $"{value:0e-0}");
        else
            list.Text(rect, style, $"{value:0.00}");
    }

    /// <summary>What people call a range.</summary>
    public static string RangeName(RangeOf range) => range switch
    {
        RangeOf.Map => "map",
        RangeOf.Layer => "layer",
        _ => "network",
    };

    private static void Word(Scene scene, in Rect room, string text, Key? key, string tip, bool right)
    {
        float width = Math.Min(room.Width, scene.Fonts.Measure(text, Theme.Label) + 4);
        var place = new Rect(right ? room.Right - width : room.X, room.Y, width, room.Height);
        bool hover = key is not null && place.Contains(scene.State.Mouse.X, scene.State.Mouse.Y);
        var style = TextStyle.Label.Cut.In(hover ? Theme.Text : Theme.Secondary);
        scene.List.Text(place, right ? style.Right : style, text);
        if (key is { } pressed)
            scene.List.Hot(place, HotKind.Button, tip, pressed);
        else
            scene.List.Hot(place, HotKind.Tip, tip);
    }
}
