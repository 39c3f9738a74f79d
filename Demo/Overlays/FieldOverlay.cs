using Demo.Ui;

namespace Demo.Overlays;

/// <summary>The part of the source that the value under the mouse can depend on: its receptive field.</summary>
internal sealed class FieldOverlay : IOverlay
{
    public string Name => "field";

    public Toggle? Toggle => Ui.Toggle.Field;

    public void Draw(Scene scene, in View view)
    {
        if (scene.FrameSize.Width == 0 || scene.FieldIn(scene.Network.Layers[0]) is not { } box)
            return;
        var input = scene.Network.Layers[0];
        var picture = SourcePanel.PictureRect(scene, view);
        var sight = new Sight(scene.SeenPart, picture);
        scene.List.Begin(picture);
        scene.List.Outline(sight.At(box.On(Rect.Unit, input)), Theme.BrightInk, 1, 2);
        if (scene.State.Thing is { Cell: var cell })
            scene.List.Outline(sight.At(new FieldBox(cell.X, cell.Y, cell.X, cell.Y, 0, 0).On(Rect.Unit, cell.Layer)),
                Theme.BrightInk, 1, 2);
        var label = new Rect(picture.X + 6, picture.Bottom - 24, 104, 18);
        scene.List.Fill(label, Theme.Shade, 4);
        scene.List.Text(label, TextStyle.Value.Centred, $"field {box.Right - box.Left + 1} × {box.Bottom - box.Top + 1}");
    }

    /// <summary>Outlines on a layer's small map which of its cells the value can depend on, where fields are shown.</summary>
    public static void DrawOn(Scene scene, in Rect map, in Rect clip, Layer layer, int channel)
    {
        if (!scene.IsOn(Ui.Toggle.Field) || layer.Index >= scene.State.Layer || layer.IsVector
            || scene.FieldIn(layer) is not { } box || channel < box.First || channel > box.Last)
            return;
        // One cell of a small map is a point.
        var cells = box.On(map, layer);
        cells = cells.Inset(Math.Min(0, (cells.Width - 4) / 2), Math.Min(0, (cells.Height - 4) / 2)).Intersect(clip);
        if (cells is { Width: > 0, Height: > 0 })
            MapView.Mark(scene.List, cells, 0);
    }
}
