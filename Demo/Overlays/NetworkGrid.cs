using Demo.Platform;
using Demo.Ui;

namespace Demo.Overlays;

/// <summary>A large network: a strip of all layers above all maps of the chosen one.</summary>
internal sealed class NetworkGrid
{
    private const float TileGap = 5, MinTile = 36, BarWidth = 4, TitleGap = 4;

    private const string MapTip = "One feature map of this layer; click to see how it is computed.";
    private const string UnitTip = "One number of this layer; click to see how it is computed.";

    private readonly LayerStrip _strip = new();

    public void Draw(Scene scene, in Rect body)
    {
        _strip.Draw(scene, body.Top(LayerStrip.Height, out _));
        var (title, room) = Split(body);
        var layer = scene.Chosen;
        if (layer.IsVector)
            DrawUnits(scene, layer, room);
        else
            DrawMaps(scene, layer, room, ref title);
        var range = title.RightSlice(Math.Min(120, title.Width * 0.4f), out title);
        scene.List.Text(range, TextStyle.Label.Right, $"range: {ColourBar.RangeName(scene.State.Range)}");
        if (double.IsNaN(scene.Times[layer.Index]))
            scene.List.Text(title, TextStyle.Label.Cut, $"{layer.Extent} · {layer.Node.Name}");
        else
            scene.List.Text(title, TextStyle.Label.Cut, $"{layer.Extent} · {scene.Times[layer.Index]:0.00} ms · {layer.Node.Name}");
    }

    /// <summary>How many maps or numbers of a layer lie side by side.</summary>
    public static int Across(Layer layer, in Rect body)
    {
        var (_, room) = Split(body);
        return layer.IsVector ? UnitsAcross(layer, room) : Arrange(room, layer.Channels).Across;
    }

    private static (Rect Title, Rect Maps) Split(in Rect body)
    {
        body.Top(LayerStrip.Height, out var rest, 6);
        var title = rest.Top(Theme.Row, out var maps, TitleGap);
        return (title, maps);
    }

    private static void DrawMaps(Scene scene, Layer layer, Rect room, ref Rect title)
    {
        var (list, state) = (scene.List, scene.State);
        var (tile, across) = Arrange(room, layer.Channels);
        int rows = (layer.Channels + across - 1) / across, visible = Math.Max(1, (int)((room.Height + TileGap) / (tile + TileGap)));
        var scroll = state.ScrollOf(Scrolled.Grid);
        scroll.Fit(rows, visible);
        scroll.Follow((state.Layer, state.Channel), state.Channel / across, 1);
        list.Hot(room, HotKind.Scroll, "", a: (int)Scrolled.Grid);
        int first = scroll.Row * across, last = Math.Min(layer.Channels, (scroll.Row + visible) * across);
        if (scroll.IsNeeded)
        {
            Widgets.ScrollBar(scene, new Rect(room.Right - BarWidth, room.Y, BarWidth, room.Height), scroll);
            list.Text(title.RightSlice(Math.Min(150, title.Width * 0.4f), out title), TextStyle.Label.Right,
                $"maps {first + 1:N0}–{last:N0} of {layer.Channels:N0}");
        }
        float left = room.X + (room.Width - across * (tile + TileGap) + TileGap - (scroll.IsNeeded ? BarWidth + TileGap : 0)) / 2;
        for (int channel = first; channel < last; channel++)
        {
            float x = left + channel % across * (tile + TileGap), y = room.Y + (channel / across - scroll.Row) * (tile + TileGap);
            var rect = new Rect(x, y, tile, tile);
            MapView.Tile(scene, rect, layer, channel, state.Range);
            list.Hot(rect, HotKind.Unit, MapTip, Key.Unknown, layer.Index, channel);
            if (channel == state.Channel && state.HasChosen)
                list.Outline(rect.Inset(-2), Theme.Accent, 3, 2);
        }
    }

    // Many numbers: small squares that touch, as many side by side as make the block about square.
    private static void DrawUnits(Scene scene, Layer layer, in Rect room)
    {
        var (list, state) = (scene.List, scene.State);
        int across = UnitsAcross(layer, room);
        float cell = Math.Min(28, room.Width / across);
        for (int channel = 0; channel < layer.Channels; channel++)
        {
            var rect = new Rect(room.X + channel % across * cell, room.Y + channel / across * cell, cell, cell);
            if (rect.Bottom > room.Bottom + 1)
                break;
            MapView.Tile(scene, rect, layer, channel, state.Range);
            list.Hot(rect, HotKind.Unit, UnitTip, Key.Unknown, layer.Index, channel);
            if (channel == state.Channel && state.HasChosen)
                list.Outline(rect.Inset(-1), Theme.Accent, 2, 2);
        }
    }

    private static int UnitsAcross(Layer layer, in Rect room) =>
        Math.Max(1, (int)MathF.Ceiling(MathF.Sqrt(layer.Channels * room.Width / room.Height)));

    // The largest tiles with which all maps fit; at least MinTile, then the wheel scrolls and a bar stands beside them.
    private static (float Tile, int Across) Arrange(in Rect room, int channels)
    {
        for (int across = 1; ; across++)
        {
            float tile = TileOf(room.Width, across);
            int rows = (channels + across - 1) / across;
            bool fits = rows * (tile + TileGap) - TileGap <= room.Height;
            if (tile <= MinTile && !fits)
                tile = TileOf(room.Width - BarWidth - TileGap, across);
            if (tile <= MinTile || (fits && tile <= 180))
                return (Math.Max(tile, 8), across);
        }
    }

    private static float TileOf(float width, int across) => MathF.Floor((width + TileGap) / across - TileGap);
}
