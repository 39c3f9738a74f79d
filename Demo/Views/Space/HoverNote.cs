using Demo.Ui;

namespace Demo.Views.Space;

/// <summary>What is under the mouse: the map, and the value of its cell.</summary>
internal static class HoverNote
{
    public static void Draw(Scene scene, SpaceState state, in Rect room)
    {
        if (state.Hovered is not ({ } slice, var across, var down))
            return;
        var layer = slice.Layer;
        int x = (int)(across * layer.Columns), y = (int)(down * layer.Rows);
        string unit = slice.Channel < 0 ? "picture" : scene.Network.UnitText(layer, slice.Channel);
        float width = 20 + Math.Max(
            scene.Fonts.Measure(layer.Name, Theme.Label, true) + scene.Fonts.Measure(unit, Theme.Label) + 24
                + scene.Fonts.Measure(layer.Extent, Theme.Label),
            scene.Fonts.Measure("column 0000, row 0000: −0000.000 0000", Theme.Label));
        width = Math.Min(width, room.Width);
        var (mouseX, mouseY) = scene.State.Mouse;
        float left = Math.Clamp(mouseX + 14, room.X, room.Right - width), top = mouseY + 18;
        var box = new Rect(left, top + 42 > room.Bottom ? mouseY - 50 : top, width, 42);
        scene.List.Begin(box, floating: true);
        scene.List.Fill(box, Theme.Floating, 5, Theme.Edge);
        var line = box.Inset(9, 4).Top(17, out var rest);
        float name = scene.Fonts.Measure(layer.Name, Theme.Label, true) + 2;
        scene.List.Text(line.Left(name, out line, 10), TextStyle.Value.Strong.Cut, layer.Name);
        var extent = line.RightSlice(scene.Fonts.Measure(layer.Extent, Theme.Label) + 2, out line, 10);
        scene.List.Text(extent, TextStyle.Label.Right, layer.Extent);
        scene.List.Text(line, TextStyle.Value.Cut, unit);
        DrawValue(scene, slice, x, y, rest);
    }

    private static void DrawValue(Scene scene, in Slice slice, int x, int y, in Rect line)
    {
        var layer = slice.Layer;
        if (scene.Numbers(layer.Node) is not { } values)
            scene.List.Text(line, TextStyle.Label, "no value yet");
        else if (layer.IsVector)
            scene.List.Text(line, TextStyle.Label, $"{values.Floats[slice.Channel]:0.000}");
        else if (slice.Channel < 0)
            scene.List.Text(line, TextStyle.Label.Cut, $"column {x + 1}, row {y + 1}: {At(values, layer, 0, x, y):0.00}  "
                + $"{At(values, layer, 1, x, y):0.00}  {At(values, layer, 2, x, y):0.00}");
        else
            scene.List.Text(line, TextStyle.Label.Cut, $"column {x + 1}, row {y + 1}: {At(values, layer, slice.Channel, x, y):0.000}");
    }

    private static float At(Cnn.Tensor values, Layer layer, int channel, int x, int y) =>
        values.Floats[(channel * layer.Rows + y) * layer.Columns + x];
}
