using Demo.Ui;

namespace Demo.Overlays;

/// <summary>The chosen map as large as the panel allows, with a scale of its colours.</summary>
internal sealed class ZoomedMap
{
    public void Draw(Scene scene, in Rect body)
    {
        var layer = scene.Chosen;
        body.BottomSlice(Theme.Row + 4, out var room);
        var map = room.Fit(layer.Columns, layer.Rows);
        MapView.Draw(scene, map);
        var line = new Rect(body.X, body.Bottom - Theme.Row, body.Width, Theme.Row);
        if (scene.Read(layer.Node) is not { } value)
            return;
        var (x, y) = scene.Pixel;
        int size = layer.Rows * layer.Columns;
        var cells = value.Floats.Slice(scene.State.Channel * size, size);
        var (low, high) = MapView.Range(cells);
        scene.List.Text(line, TextStyle.Quiet, $"pixel ({x}, {y}) = {cells[y * layer.Columns + x]:0.000}");
        scene.List.Text(line, TextStyle.Quiet.Right, $"{low:0.00} … {high:0.00}");
    }
}
