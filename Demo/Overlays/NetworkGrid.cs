using Demo.Platform;
using Demo.Ui;

namespace Demo.Overlays;

/// <summary>A large network: a strip of all layers, as wide as they take time, above all maps of the chosen one.</summary>
internal sealed class NetworkGrid
{
    private const float StripHeight = 40, TileGap = 5, MinTile = 36;

    public void Draw(Scene scene, in Rect body)
    {
        DrawStrip(scene, body.Top(StripHeight + 26, out var rest, 10));
        var layer = scene.Chosen;
        var title = rest.Top(Theme.Row, out var grid, 4);
        string name = layer.Node.Name;
        scene.List.Text(title.RightSlice(Math.Min(150, title.Width * 0.4f), out title), TextStyle.Label.Right, $"range: {RangeName(scene.State.Range)}");
        if (double.IsNaN(scene.Times[layer.Index]))
            scene.List.Text(title, TextStyle.Quiet.Cut, $"{layer.Node.Op.Name} · {layer.Extent} · {name}");
        else
            scene.List.Text(title, TextStyle.Quiet.Cut, $"{layer.Node.Op.Name} · {layer.Extent} · {scene.Times[layer.Index]:0.00} ms · {name}");
        DrawMaps(scene, layer, grid);
    }

    private static void DrawStrip(Scene scene, in Rect room)
    {
        var layers = scene.Network.Layers;
        var (list, state) = (scene.List, scene.State);
        var line = room.Top(20, out var rest, 2);
        bool timed = !double.IsNaN(scene.Times.Total);
        list.Text(line.RightSlice(110, out line), TextStyle.Label.Right, timed ? "width = time" : "width = work");
        list.Text(line, TextStyle.Label, $"{layers.Length - 1} layers, input to output");
        double total = 0;
        for (int i = 0; i < layers.Length; i++)
            total += Cost(scene, i, timed);
        // A third of the width is shared out equally, so that every layer can be hit.
        float gap = layers.Length > room.Width / 6 ? 0 : 1, equal = room.Width / 3 / layers.Length;
        float x = room.X, spread = room.Width - equal * layers.Length;
        for (int i = 0; i < layers.Length; i++)
        {
            var layer = layers[i];
            float width = equal + (total > 0 ? (float)(Cost(scene, i, timed) / total) * spread : spread / layers.Length);
            var tile = new Rect(x, rest.Y, Math.Max(1, width - gap), StripHeight);
            int channel = i == state.Layer ? state.Channel : 0;
            MapView.Tile(scene, tile, layer, channel, RangeOf.Map);
            list.Box(new Rect(x, tile.Bottom + 2, tile.Width, 4), FamilyColour(layer), 2);
            if (i == state.Layer)
                list.Outline(tile with { Height = StripHeight + 8 }, Theme.Accent, 2, 2);
            list.Hot(tile with { Height = StripHeight + 8 }, HotKind.Unit, "One layer; click to see all of its maps.", Key.Unknown, i, 0);
            x += width;
        }
    }

    private static double Cost(Scene scene, int layer, bool timed) =>
        timed ? Math.Max(0, scene.Times[layer]) : scene.Network.Layers[layer].Node.MultiplyAccumulates;

    private static void DrawMaps(Scene scene, Layer layer, in Rect room)
    {
        var (list, state) = (scene.List, scene.State);
        if (layer.IsVector)
        {
            DrawUnits(scene, layer, room);
            return;
        }
        var (tile, across) = TileFor(room, layer.Channels);
        int rows = (layer.Channels + across - 1) / across, visible = Math.Max(1, (int)((room.Height + TileGap) / (tile + TileGap)));
        int firstRow = Math.Clamp(state.Scroll, 0, Math.Max(0, rows - visible));
        float left = room.X + (room.Width - across * (tile + TileGap) + TileGap) / 2;
        for (int channel = firstRow * across; channel < Math.Min(layer.Channels, (firstRow + visible) * across); channel++)
        {
            var rect = new Rect(left + channel % across * (tile + TileGap), room.Y + (channel / across - firstRow) * (tile + TileGap), tile, tile);
            MapView.Tile(scene, rect, layer, channel, state.Range);
            list.Hot(rect, HotKind.Unit, "One feature map of this layer; click to see how it is computed.", Key.Unknown, layer.Index, channel);
            if (channel == state.Channel && state.HasChosen)
                list.Outline(rect.Inset(-2), Theme.Accent, 3, 2);
        }
    }

    // Many numbers: small squares that touch, as many side by side as make the block about square.
    private static void DrawUnits(Scene scene, Layer layer, in Rect room)
    {
        var (list, state) = (scene.List, scene.State);
        int across = Math.Max(1, (int)MathF.Ceiling(MathF.Sqrt(layer.Channels * room.Width / room.Height)));
        float cell = Math.Min(28, room.Width / across);
        for (int channel = 0; channel < layer.Channels; channel++)
        {
            var rect = new Rect(room.X + channel % across * cell, room.Y + channel / across * cell, cell, cell);
            if (rect.Bottom > room.Bottom + 1)
                break;
            MapView.Tile(scene, rect, layer, channel, state.Range);
            list.Hot(rect, HotKind.Unit, "One number of this layer; click to see how it is computed.", Key.Unknown, layer.Index, channel);
            if (channel == state.Channel && state.HasChosen)
                list.Outline(rect.Inset(-1), Theme.Accent, 2, 2);
        }
    }

    // The largest tiles with which all maps fit; at least MinTile, then the wheel scrolls.
    private static (float Tile, int Across) TileFor(in Rect room, int channels)
    {
        for (int across = 1; ; across++)
        {
            float tile = MathF.Floor((room.Width + TileGap) / across - TileGap);
            int rows = (channels + across - 1) / across;
            if (tile <= MinTile || (rows * (tile + TileGap) - TileGap <= room.Height && tile <= 180))
                return (Math.Max(tile, 8), across);
        }
    }

    private static string RangeName(RangeOf range) => range switch
    {
        RangeOf.Map => "map",
        RangeOf.Layer => "layer",
        _ => "network",
    };

    // Green: convolutions and matrices, gold: per-value functions, violet: pools, grey: the rest.
    private static uint FamilyColour(Layer layer) => layer.Node.Op switch
    {
        Cnn.Ops.Conv or Cnn.Ops.Gemm => Theme.Time,
        Cnn.Ops.MaxPool or Cnn.Ops.AveragePool or Cnn.Ops.GlobalAveragePool => 0xFF8B7BF0,
        Cnn.Ops.Concat => 0xFF6B7686,
        _ => 0xFFC9A227,
    };
}
