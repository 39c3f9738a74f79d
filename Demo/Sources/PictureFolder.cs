using Cnn;
using Cnn.Training;
using SkiaSharp;

namespace Demo.Sources;

/// <summary>
/// Pictures to learn from that lie in a folder for each class, as <c>cats/one.jpg</c>: read, cut to their middle square and made small,
/// so that memory stays bounded however large they are.
/// </summary>
internal static class PictureFolder
{
    // Labels are bytes.
    private const int MostClasses = 256;

    private const long MostBytes = 1L << 30;

    private static readonly HashSet<string> s_endings = new(StringComparer.OrdinalIgnoreCase)
    {
        ".png", ".jpg", ".jpeg", ".webp", ".gif", ".bmp",
    };

    /// <summary>Whether a folder holds folders with pictures.</summary>
    public static bool Recognizes(string folder) => Directory.Exists(folder) && Classes(folder).Any(Directory.Exists);

    /// <summary>Reads all pictures.</summary>
    /// <param name="folder">Holds a folder for each class; folders whose names begin with a dot are none.</param>
    /// <param name="side">The side of the squares, in pixels.</param>
    /// <param name="note">Is told of what was left out.</param>
    /// <returns>RGB pictures and the classes' names, in the order of their names.</returns>
    /// <exception cref="CnnException">A class has no picture, there are fewer than two classes, or there are too many pictures.</exception>
    public static (DataSet Data, string[] Names) Load(string folder, int side, Action<string> note)
    {
        string[] classes = [.. Classes(folder)];
        if (classes.Length is < 2 or > MostClasses)
            throw new CnnException($"{folder}: {classes.Length} folders with pictures; a class each, 2 to {MostClasses} are needed");
        int length = 3 * side * side;
        var pixels = new List<byte[]>();
        var labels = new List<byte>();
        int unreadable = 0;
        for (int label = 0; label < classes.Length; label++)
        {
            int before = pixels.Count;
            foreach (string path in Pictures(classes[label]))
            {
                if ((pixels.Count + 1L) * length > MostBytes)
                    throw new CnnException(
                        $"{folder}: more pictures than fit into {MostBytes >> 30} GiB at {side}×{side}; use a smaller --size");
                try
                {
                    pixels.Add(Read(path, side));
                    labels.Add((byte)label);
                }
                catch (CnnException e)
                {
                    if (unreadable++ == 0)
                        note($"left out: {e.Message}");
                }
            }
            if (pixels.Count == before)
                throw new CnnException($"{classes[label]}: the class has no picture that can be read (PNG, JPEG, WebP, GIF and BMP are)");
        }
        if (unreadable > 1)
            note($"left out: {unreadable - 1} more pictures that cannot be read");
        var all = new byte[pixels.Count * length];
        for (int i = 0; i < pixels.Count; i++)
            pixels[i].CopyTo(all, i * length);
        string[] names = [.. classes.Select(path => Path.GetFileName(path)!)];
        return (new DataSet(side, side, classes.Length, all, [.. labels], channels: 3), names);
    }

    private static IEnumerable<string> Classes(string folder) => Directory.EnumerateDirectories(folder)
        .Where(path => !Path.GetFileName(path).StartsWith('.') && Pictures(path).Any()).Order(StringComparer.Ordinal);

    private static IEnumerable<string> Pictures(string folder) => Directory.EnumerateFiles(folder)
        .Where(path => s_endings.Contains(Path.GetExtension(path))).Order(StringComparer.Ordinal);

    // The middle square, channel after channel.
    private static byte[] Read(string path, int side)
    {
        using var whole = PictureDecoder.Decode(path);
        whole.SetImmutable();
        using var small = new SKBitmap(new SKImageInfo(side, side, SKColorType.Rgba8888, SKAlphaType.Premul));
        using (var canvas = new SKCanvas(small))
        using (var image = SKImage.FromBitmap(whole))
        {
            float square = Math.Min(whole.Width, whole.Height);
            var middle = SKRect.Create((whole.Width - square) / 2, (whole.Height - square) / 2, square, square);
            canvas.Clear(SKColors.White);
            canvas.DrawImage(image, middle, SKRect.Create(side, side), new SKSamplingOptions(SKFilterMode.Linear, SKMipmapMode.Linear));
        }
        var rgba = small.GetPixelSpan();
        var values = new byte[3 * side * side];
        for (int i = 0; i < side * side; i++)
            for (int c = 0; c < 3; c++)
                values[c * side * side + i] = rgba[4 * i + c];
        return values;
    }
}
