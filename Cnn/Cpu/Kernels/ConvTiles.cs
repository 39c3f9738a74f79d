namespace Cnn.Cpu.Kernels;

/// <summary>Cuts a convolution's output into tiles.</summary>
internal static class ConvTiles
{
    /// <summary>The tiles of one output map, two rows at a time, so that segments of both make pairs.</summary>
    /// <param name="shape">The sizes.</param>
    /// <param name="sizes">How long segments can be, the largest first.</param>
    /// <param name="mayOverlap">Whether places may be computed twice: the last segment of a row then begins where it fits.</param>
    public static Tile[] Of(ConvShape shape, int[] sizes, bool mayOverlap)
    {
        var cut = Cut(shape.Columns, sizes, mayOverlap);
        var tiles = new List<Tile>();
        for (int row = 0; row < shape.Rows; row += 2)
        {
            var rows = Enumerable.Range(row, Math.Min(2, shape.Rows - row));
            foreach (var segments in rows.SelectMany(r => cut.Select(s => (Row: r, s.Column, s.Size))).GroupBy(s => s.Size))
                foreach (var pair in segments.Chunk(2))
                    tiles.Add(Join(shape, segments.Key, [.. pair.Select(s => (s.Row, s.Column))]));
        }
        return [.. tiles];
    }

    /// <summary>The tiles of so many neighbouring places, whose inputs lie as far apart as their outputs.</summary>
    public static Tile[] OfLine(int places, int[] sizes, int lanes) =>
    [
        .. Cut(places, sizes, mayOverlap: true).GroupBy(s => s.Size).SelectMany(segments => segments.Chunk(2)).Select(pair =>
        {
            int at = pair[0].Column * lanes, next = pair[^1].Column * lanes - at;
            return new Tile(pair[0].Size, pair.Length, at, at, next, next);
        }),
    ];

    /// <summary>The same places for one pack of output channels: two tiles of two segments become one where they lie alike.</summary>
    public static Tile[] InFours(Tile[] tiles)
    {
        var fours = new List<Tile>();
        foreach (var tile in tiles)
        {
            bool areAlike = fours.Count > 0 && fours[^1] is { Segments: 2 } last && tile.Segments == 2 && tile.Places == last.Places
                && tile.InputToSecond == last.InputToSecond && tile.OutputToSecond == last.OutputToSecond;
            if (areAlike)
                fours[^1] = fours[^1] with
                {
                    Segments = 4,
                    InputToThird = tile.Input - fours[^1].Input,
                    OutputToThird = tile.Output - fours[^1].Output,
                };
            else
                fours.Add(tile);
        }
        return [.. fours];
    }

    private static Tile Join(ConvShape shape, int size, (int Row, int Column)[] at)
    {
        var (input, output) = At(shape, at[0]);
        var (secondInput, secondOutput) = At(shape, at[^1]);
        return new(size, at.Length, input, output, secondInput - input, secondOutput - output);
    }

    private static (int Input, int Output) At(ConvShape shape, (int Row, int Column) at) => (
        checked((at.Row * shape.Window.H.Stride * shape.PaddedWidth + at.Column * shape.Window.W.Stride) * shape.InputLanes),
        checked((at.Row * (shape.Fold > 0 ? 2 : 1) * shape.Columns + at.Column) * shape.Lanes));

    /// <summary>Cuts a row into segments so that they take the least time: one costs its places, and some more for its weights.</summary>
    internal static (int Column, int Size)[] Cut(int columns, int[] sizes, bool mayOverlap)
    {
        const int weights = 1;
        var best = new (int Cost, int Size)[columns + 1];
        for (int n = 1; n <= columns; n++)
            best[n] = sizes.Where(size => size <= n || (mayOverlap && size <= columns))
                .Select(size => (best[Math.Max(0, n - size)].Cost + size + weights, size)).Min();
        var cut = new List<(int, int)>();
        for (int n = columns; n > 0; n -= best[n].Size)
            cut.Add((Math.Max(0, n - best[n].Size), best[n].Size));
        return [.. cut];
    }
}
