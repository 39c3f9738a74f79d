using Demo.Platform;
using Demo.Ui;

namespace Demo.Overlays;

/// <summary>A small network: one column of tiles a layer, lines to what the chosen unit is computed from.</summary>
internal sealed class NetworkColumns
{
    private readonly LinkStrengths _strengths = new();

    public void Draw(Scene scene, ColumnLayout columns)
    {
        var layers = scene.Network.Layers;
        for (int i = 0; i < layers.Length; i++)
        {
            DrawHead(scene, layers[i], columns.Head(i));
            for (int channel = 0; channel < layers[i].Channels; channel++)
                DrawTile(scene, layers[i], channel, columns.Tile(i, channel), i == layers.Length - 1);
        }
        if (scene.State.HasChosen && scene.IsOn(Toggle.Links))
            DrawLinks(scene, columns);
        if (scene.State.HasChosen)
        {
            var chosen = columns.Tile(scene.State.Layer, scene.State.Channel).Inset(-3);
            scene.List.Outline(chosen, Theme.Accent, scene.Chosen.IsVector ? chosen.Width / 2 : 4, 2);
        }
    }

    private static void DrawHead(Scene scene, Layer layer, in Rect head)
    {
        bool chosen = layer.Index == scene.State.Layer && scene.State.HasChosen;
        var inner = head.Inset(2, 0);
        var style = new TextStyle(Theme.Label, Theme.Secondary, Align.Centre, MayCut: true);
        scene.List.Text(inner.Top(18, out var rest), TextStyle.Body.Centred.Cut with { Bold = chosen }, layer.Name);
        scene.List.Text(rest.Top(16, out rest), style, layer.Extent);
        var last = rest.Top(16, out _);
        scene.List.Hot(head, HotKind.Tip, layer.About);
        if (scene.Open[Panel.Difference] && scene.Errors is { } errors && errors.TryGet(layer.Node, out var row))
            DrawError(scene, last, style, row.EndToEnd);
        else if (double.IsNaN(scene.Times[layer.Index]))
            scene.List.Text(last, style, layer.Index == 0 ? "" : "–");
        else
            scene.List.Text(last, style.In(Theme.Time), $"{scene.Times[layer.Index]:0.00} ms");
    }

    private static void DrawError(Scene scene, in Rect line, in TextStyle style, double error)
    {
        if (error == 0)
            scene.List.Text(line, style, "exact");
        else
            scene.List.Text(line, style.In(Theme.Warning), $"{error:0e-0}");
    }

    private static void DrawTile(Scene scene, Layer layer, int channel, in Rect tile, bool named)
    {
        var list = scene.List;
        bool picture = layer.Index == 0 && layer.Channels == 3;
        MapView.Tile(scene, tile, layer, channel, picture ? RangeOf.Layer : scene.State.Range);
        FieldOverlay.DrawOn(scene, tile, tile, layer, channel);
        if (named && layer.IsVector)
            list.Text(new Rect(tile.Right + 3, tile.Y, 22, tile.Height), TextStyle.Label.Cut, scene.Network.Label(channel));
        string tip = layer.IsVector ? "One number of this layer; click to see how it is computed."
            : "One feature map of this layer; click to see how it is computed.";
        list.Hot(tile.Inset(-2), HotKind.Unit, tip, Key.Unknown, layer.Index, channel);
    }

    private void DrawLinks(Scene scene, ColumnLayout columns)
    {
        var layer = scene.Chosen;
        var to = columns.Tile(layer.Index, scene.State.Channel);
        foreach (var source in layer.Inputs)
        {
            var strengths = _strengths.Of(scene.Network, layer, scene.State.Channel, source);
            for (int channel = 0; channel < source.Channels; channel++)
            {
                float strength = strengths[channel];
                if (strength == 0)
                    continue;
                var from = columns.Tile(source.Index, channel);
                uint colour = strength > 0 ? Theme.Positive : Theme.Negative;
                scene.List.Curve(from.Right + 1, from.CentreY, to.X - 3, to.CentreY,
                    Theme.Fade(colour, 0.15f + 0.75f * MathF.Abs(strength)), 0.8f + 1.2f * MathF.Abs(strength));
            }
        }
    }
}
