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
        var sight = new Sight(scene.SeenPart, picture);
        scene.List.Begin(picture);
        scene.List.Outline(sight.At(Cells(input, box.Left, box.Top, box.Right, box.Bottom)), Theme.Text, 1, 2);
        if (scene.State.Thing is { Cell: var cell })
            scene.List.Outline(sight.At(Cells(cell.Layer, cell.X, cell.Y, cell.X, cell.Y)), Theme.Text, 1, 2);
        var label = new Rect(picture.X + 6, picture.Bottom - 24, 104, 18);
        scene.List.Fill(label, Theme.Shade, 4);
        scene.List.Text(label, TextStyle.Value.Centred, $"field {box.Right - box.Left + 1} × {box.Bottom - box.Top + 1}");
    }

    // Some cells of a map, in 0…1 of it.
    private static Rect Cells(Layer layer, int left, int top, int right, int bottom) => new(
        (float)left / layer.Columns, (float)top / layer.Rows,
        (float)(right - left + 1) / layer.Columns, (float)(bottom - top + 1) / layer.Rows);
}
