namespace Demo.Ui;

/// <summary>
/// A small network as columns from left to right, one a layer, each filled with the tiles of its maps. Tells whether that
/// fits at all; large networks are shown as a strip and a grid.
/// </summary>
internal sealed class ColumnLayout
{
    /// <summary>Name, size and time above each column.</summary>
    public const float HeadHeight = 52;

    private const float MinColumn = 50, MaxColumn = 130, MinTile = 15, MaxTile = 84, MaxDisc = 32, TileGap = 5;

    private readonly Rect[] _columns;
    private readonly (float Tile, float Pitch, int Across, float X, float Y)[] _tiles;

    public ColumnLayout(in Rect room, Network network)
    {
        Room = room;
        int count = network.Layers.Length;
        _columns = new Rect[count];
        _tiles = new (float, float, int, float, float)[count];
        float shares = network.Layers.Sum(Share), unit = Math.Min(room.Width / shares, MaxColumn);
        Fits = true;
        // A network of few layers stands in the middle.
        float x = room.X + (room.Width - unit * shares) / 2;
        for (int i = 0; i < count; i++)
        {
            var layer = network.Layers[i];
            _columns[i] = new Rect(x, room.Y, unit * Share(layer), room.Height);
            x = _columns[i].Right;
            _columns[i].Top(HeadHeight, out var body, 6);
            _tiles[i] = layer.IsVector ? Spread(body, layer.Channels) : Arrange(body, layer.Channels);
            Fits &= _tiles[i].Tile >= MinTile && _columns[i].Width >= MinColumn * (layer.IsVector ? 0.8f : 1);
        }
    }

    public Rect Room { get; }

    /// <summary>Whether every tile is large enough to be looked at.</summary>
    public bool Fits { get; }

    public Rect Head(int layer) => _columns[layer] with { Height = HeadHeight };

    public Rect Tile(int layer, int channel)
    {
        var (tile, pitch, across, x, y) = _tiles[layer];
        return new Rect(x + channel % across * pitch, y + channel / across * pitch, tile, tile);
    }

    // Many maps get a wider column, single numbers a narrower one.
    private static float Share(Layer layer) => layer.IsVector ? 0.78f : layer.Channels > 20 ? 1.25f : 1;

    // As many tiles side by side as make them largest; fewer where that costs little, for one column is easier to follow.
    private static (float, float, int, float, float) Arrange(in Rect body, int channels)
    {
        float best = 0;
        int bestAcross = 1;
        // Links need room between the columns.
        float width = body.Width - Math.Min(18, body.Width * 0.22f);
        for (int across = 1; across <= Math.Min(channels, 4); across++)
        {
            int down = (channels + across - 1) / across;
            float tile = Math.Min((width + TileGap) / across, (body.Height + TileGap) / down) - TileGap;
            if (tile > best * (best < 24 ? 1.05f : 1.25f))
                (best, bestAcross) = (tile, across);
        }
        best = MathF.Floor(Math.Min(best, MaxTile));
        width = bestAcross * (best + TileGap) - TileGap;
        return (best, best + TileGap, bestAcross, MathF.Round(body.CentreX - width / 2), body.Y);
    }

    // Discs one under the other over the whole height, a little to the left of the middle: names stand beside them.
    private static (float, float, int, float, float) Spread(in Rect body, int channels)
    {
        float pitch = MathF.Min(body.Height / channels, MaxDisc + 20);
        float disc = MathF.Floor(Math.Min(pitch - 3, Math.Min(MaxDisc, body.Width - 18)));
        return disc >= MinTile
            ? (disc, pitch, 1, MathF.Round(body.CentreX - disc / 2), body.Y + (pitch - disc) / 2)
            : Arrange(body, channels);
    }
}
