using Demo.Ui;

namespace Demo.Overlays;

/// <summary>The chosen map as large as the panel allows, with a scale of its colours.</summary>
internal sealed class ZoomedMap
{
    private const float BarWidth = 260;

    public void Draw(Scene scene, in Rect body)
    {
        var layer = scene.Chosen;
        var line = body.BottomSlice(ColourBar.Height, out var room, 6);
        MapView.Draw(scene, room.Fit(layer.Columns, layer.Rows));
        if (scene.Shown is not { } value)
            return;
        var (x, y) = scene.Pixel;
        ColourBar.Draw(scene, line.RightSlice(Math.Min(BarWidth, line.Width * 0.6f), out line, 10), value.Floats);
        float cell = MapView.Cells(layer, scene.State.Channel, value.Floats)[y * layer.Columns + x];
        scene.List.Text(line with { Height = Theme.Row }, TextStyle.Quiet.Cut, $"pixel ({x}, {y}) = {cell:0.000}");
    }
}
