using NUnit.Framework;
using SixLabors.ImageSharp;
using SixLabors.ImageSharp.PixelFormats;
using SixLabors.ImageSharp.Processing;

namespace Cnn.Tests.Demo.Walk;

/// <summary>
/// Small copies of the window's pictures, one beside the other on a sheet, and the sheet that they are held to. A tile is so small that
/// another driver's edges and roundings vanish in it, and so large that a panel that is gone, moved or of another colour does not.
/// </summary>
internal sealed class GoldenSheet(string file)
{
    public const int TileWidth = 96, TileHeight = 54, Across = 10;

    // Of 255: the mean over a tile, and over the worst of its blocks of 6×6 pixels, which is 60×60 of 960×540.
    private const double MostMean = 0.8, MostBlock = 6;

    private const int Block = 6;

    private readonly List<Image<Rgb24>> _tiles = [];
    private readonly List<string> _names = [];

    /// <summary>Takes the picture of a step.</summary>
    public void Add(string name, string png)
    {
        var picture = Image.Load<Rgb24>(png);
        picture.Mutate(p => p.Resize(TileWidth, TileHeight, KnownResamplers.Box));
        _tiles.Add(picture);
        _names.Add(name);
    }

    /// <summary>Writes all tiles, to be looked at and kept.</summary>
    public void Save()
    {
        using var sheet = new Image<Rgb24>(Across * TileWidth, (_tiles.Count + Across - 1) / Across * TileHeight);
        for (int i = 0; i < _tiles.Count; i++)
            sheet.Mutate(p => p.DrawImage(_tiles[i], PlaceOf(i), 1));
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        sheet.SaveAsPng(file);
        File.WriteAllLines(Path.ChangeExtension(file, ".txt"), _names);
    }

    /// <summary>What differs from the sheet that was kept, a line a tile.</summary>
    public IReadOnlyList<string> Differences()
    {
        string[] names = File.ReadAllLines(Path.ChangeExtension(file, ".txt"));
        if (!names.SequenceEqual(_names))
            return [$"other steps: {string.Join(", ", names.Except(_names).Select(n => $"no '{n}'").Concat(_names.Except(names)))}"];
        using var sheet = Image.Load<Rgb24>(file);
        return [.. Enumerable.Range(0, _tiles.Count).Select(i => (Name: _names[i], Found: Compare(sheet, i)))
            .Where(t => t.Found.Mean > MostMean || t.Found.Worst > MostBlock)
            .Select(t => $"'{t.Name}': mean {t.Found.Mean:0.0}, worst block {t.Found.Worst:0.0} of 255")];
    }

    private (double Mean, double Worst) Compare(Image<Rgb24> sheet, int index)
    {
        var (tile, at) = (_tiles[index], PlaceOf(index));
        double sum = 0, worst = 0;
        for (int y = 0; y < TileHeight; y += Block)
            for (int x = 0; x < TileWidth; x += Block)
            {
                // Signed and by channel: what a glyph's edge gains one pixel further another one loses.
                double r = 0, g = 0, b = 0;
                for (int dy = 0; dy < Block; dy++)
                    for (int dx = 0; dx < Block; dx++)
                    {
                        var (p, q) = (tile[x + dx, y + dy], sheet[at.X + x + dx, at.Y + y + dy]);
                        (r, g, b) = (r + p.R - q.R, g + p.G - q.G, b + p.B - q.B);
                    }
                double block = (Math.Abs(r) + Math.Abs(g) + Math.Abs(b)) / (3 * Block * Block);
                (sum, worst) = (sum + block, Math.Max(worst, block));
            }
        return (sum * Block * Block / (TileWidth * TileHeight), worst);
    }

    private static Point PlaceOf(int index) => new(index % Across * TileWidth, index / Across * TileHeight);
}
