using Demo.Explaining;
using Demo.Platform;
using Demo.Ui;

namespace Demo.Overlays;

/// <summary>Patches as tiles: those of one channel large with their values, and those of all channels small, in rows that scroll.</summary>
internal sealed class PatchTiles
{
    // Pictures become pixels for the screen a few in a frame.
    private const int DrawnOfFrame = 24;

    private const int LargeAcross = 3;

    private const float Gap = 4, ValueHeight = 15, BarWidth = 4, NameHeight = 15, LeastTile = 22, LargestTile = 56;

    private const string ChannelTip = "What excites this map most; click to choose it.";

    private readonly ExcitingPatch?[] _patches = new ExcitingPatch?[PatchBoard.Most];
    private int _left;

    /// <summary>A frame begins.</summary>
    public void Begin() => _left = DrawnOfFrame;

    /// <summary>Draws a channel's patches, the most exciting at the top left.</summary>
    /// <returns>How many there are.</returns>
    public int DrawLarge(Scene scene, in Rect room, PatchBoard board, int channel)
    {
        int count = board.Read(channel, _patches);
        float tile = MathF.Floor(Math.Min(
            (room.Width - (LargeAcross - 1) * Gap) / LargeAcross, (room.Height - (LargeAcross - 1) * Gap) / LargeAcross - ValueHeight));
        float left = room.X + (room.Width - LargeAcross * (tile + Gap) + Gap) / 2;
        for (int i = 0; i < count; i++)
        {
            var patch = _patches[i]!;
            var place = new Rect(
                left + i % LargeAcross * (tile + Gap), room.Y + i / LargeAcross * (tile + ValueHeight + Gap), tile, tile);
            Draw(scene, place, patch.Pixels);
            scene.List.Text(new Rect(place.X, place.Bottom, tile, ValueHeight), TextStyle.Value.Centred.Cut, $"{patch.Value:0.00}");
            scene.List.Hot(place with { Height = tile + ValueHeight }, HotKind.Tip, patch.About);
        }
        return count;
    }

    /// <summary>Draws all channels of the chosen layer, as many as find room; the wheel scrolls.</summary>
    public void DrawChannels(Scene scene, in Rect room)
    {
        var (list, state, layer) = (scene.List, scene.State, scene.Chosen);
        var board = scene.Excite.Board is { } shown && shown.Layer == layer ? shown : null;
        var (across, tile) = Arrange(room, layer.Channels);
        float height = NameHeight + tile + 2 * Gap;
        int rows = (layer.Channels + across - 1) / across, visible = Math.Max(1, (int)(room.Height / height));
        var scroll = state.ScrollOf(Scrolled.Channels);
        scroll.Fit(rows, visible);
        scroll.Follow((state.Layer, state.Channel), state.Channel / across, 1);
        list.Hot(room, HotKind.Scroll, "", a: (int)Scrolled.Channels);
        if (scroll.IsNeeded)
            Widgets.ScrollBar(scene, new Rect(room.Right - BarWidth, room.Y, BarWidth, room.Height), scroll);
        float width = (room.Width - (scroll.IsNeeded ? BarWidth + Gap : 0) + Gap) / across - Gap;
        for (int i = 0; i < visible * across; i++)
        {
            int channel = scroll.Row * across + i;
            if (channel >= layer.Channels)
                break;
            var cell = new Rect(room.X + i % across * (width + Gap), room.Y + i / across * height, width, height - Gap);
            DrawChannel(scene, cell, tile, board, channel);
        }
    }

    // The largest tiles with which all channels fit; else the smallest, and the wheel scrolls.
    private static (int Across, float Tile) Arrange(in Rect room, int channels)
    {
        for (int across = 1; ; across++)
        {
            float width = (room.Width - BarWidth - Gap) / across - Gap;
            float tile = MathF.Min(LargestTile, MathF.Floor((width - 2 * Gap) / PatchBoard.Most) - 1);
            int rows = (channels + across - 1) / across;
            bool fits = rows * (NameHeight + tile + 2 * Gap) <= room.Height;
            float next = (room.Width - BarWidth - Gap) / (across + 1) - 3 * Gap;
            if (fits || next < PatchBoard.Most * (LeastTile + 1))
                return (across, Math.Max(tile, LeastTile));
        }
    }

    private void DrawChannel(Scene scene, Rect cell, float tile, PatchBoard? board, int channel)
    {
        var list = scene.List;
        bool chosen = channel == scene.State.Channel;
        if (chosen)
            list.Outline(cell, Theme.Accent, 3);
        list.Hot(cell, HotKind.Unit, ChannelTip, Key.Unknown, scene.Chosen.Index, channel);
        int count = board?.Read(channel, _patches) ?? 0;
        var name = cell.Inset(3, 0).Top(NameHeight, out var tiles);
        if (count > 0)
            list.Text(name.RightSlice(56, out name, 4), TextStyle.Value.Right, $"{_patches[0]!.Value:0.00}");
        var style = chosen ? TextStyle.Value : TextStyle.Label;
        if (scene.Network.IsOfClasses(scene.Chosen))
            list.Text(name, style.Cut, scene.Network.Label(channel));
        else
            list.Text(name, style.Cut, $"{(scene.Chosen.IsVector ? "unit" : "map")} {channel + 1}");
        for (int i = 0; i < count; i++)
        {
            var place = new Rect(tiles.X + i * (tile + 1), tiles.Y + 1, tile, tile);
            if (place.Right > tiles.Right)
                break;
            Draw(scene, place, _patches[i]!.Pixels);
        }
    }

    private void Draw(Scene scene, in Rect place, PatchPixels pixels)
    {
        if (pixels.IsDrawn || _left-- > 0)
            scene.List.Image(place.Fit(pixels.Width, pixels.Height), pixels.Thumbnail);
        else
            scene.List.Fill(place, Theme.Track, 2);
    }
}
