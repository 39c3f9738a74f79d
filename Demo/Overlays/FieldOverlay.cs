using Demo.Platform;
using Demo.Ui;

namespace Demo.Overlays;

/// <summary>The part of the source that the value under the mouse depends on: its receptive field.</summary>
internal sealed class FieldOverlay : IOverlay
{
    public string Name => "field";

    public Toggle? Toggle => Ui.Toggle.Field;

    public void Draw(Scene scene, in View view)
    {
        if (scene.FrameSize.Width == 0)
            return;
        var input = scene.Network.Layers[0];
        var (x, y) = scene.Pixel;
        var box = FieldBox.Of(scene.Network, scene.Chosen, x, y);
        var picture = SourcePanel.PictureRect(scene, view);
        var seen = new Sight(scene.SeenPart, picture).Seen;
        float cellWidth = seen.Width / input.Columns, cellHeight = seen.Height / input.Rows;
        var field = new Rect(seen.X + box.Left * cellWidth, seen.Y + box.Top * cellHeight,
            (box.Right - box.Left + 1) * cellWidth, (box.Bottom - box.Top + 1) * cellHeight);
        scene.List.Begin(picture);
        scene.List.Outline(field, Theme.Text, 1, 2);
        if (scene.State.Thing is { Cell: var cell })
            scene.List.Outline(CellOf(seen, cell), Theme.Text, 1, 2);
        var label = new Rect(picture.X + 6, picture.Bottom - 24, 104, 18);
        scene.List.Fill(label, Theme.Shade, 4);
        scene.List.Text(label, TextStyle.Value.Centred, $"field {box.Right - box.Left + 1} × {box.Bottom - box.Top + 1}");
    }

    // Where the cell of a map lies that found a thing.
    private static Rect CellOf(in Rect seen, in MapCell cell)
    {
        float width = seen.Width / cell.Layer.Columns, height = seen.Height / cell.Layer.Rows;
        return new Rect(seen.X + cell.X * width, seen.Y + cell.Y * height, width, height);
    }
}
