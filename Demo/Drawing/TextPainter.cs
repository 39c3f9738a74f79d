using Demo.Ui;
using SkiaSharp;

namespace Demo.Drawing;

/// <summary>Draws lines of text into a Skia canvas: aligned, fitted to their rectangle, and cached, for most are drawn again.</summary>
internal sealed class TextPainter(Fonts fonts) : IDisposable
{
    /// <summary>How far a line that is too long is narrowed before it is cut.</summary>
    public const float Narrowest = 0.75f;

    private const int MaxCached = 2048;

    private sealed record Shaped(string Text, SKTextBlob? Blob, float Width) : IDisposable
    {
        public void Dispose() => Blob?.Dispose();
    }

    private readonly record struct Key(int Hash, int Length, float Size, bool Bold, int Room);

    private readonly Dictionary<Key, Shaped> _cache = [];
    private readonly SKPaint _paint = new() { IsAntialias = true };

    public void Draw(SKCanvas canvas, in ShapeItem item, ReadOnlySpan<char> text)
    {
        var shaped = Shape(text, item);
        if (shaped.Blob is null)
            return;
        var rect = item.Rect;
        float x = Left(item, shaped.Width);
        // Capitals of the usual faces are 0.73 of the size high; their middle goes to the rectangle's.
        float baseline = MathF.Round(rect.CentreY + item.A * 0.365f);
        _paint.Color = item.Colour;
        canvas.DrawText(shaped.Blob, x, baseline, _paint);
    }

    /// <summary>What the line covers, with room for accents and descenders.</summary>
    public Rect Bounds(in ShapeItem item, ReadOnlySpan<char> text)
    {
        float width = Shape(text, item).Width;
        return new Rect(Left(item, width) - 1, item.Rect.CentreY - item.A * 0.7f, width + 2, item.A * 1.4f);
    }

    public void Dispose()
    {
        foreach (var shaped in _cache.Values)
            shaped.Dispose();
        _paint.Dispose();
    }

    private static float Left(in ShapeItem item, float width) => item.Align switch
    {
        Align.Left => item.Rect.X,
        Align.Centre => MathF.Round(item.Rect.CentreX - width / 2),
        _ => item.Rect.Right - width,
    };

    private Shaped Shape(ReadOnlySpan<char> text, in ShapeItem item)
    {
        var font = fonts[item.A, item.Bold];
        int room = (int)MathF.Ceiling(item.Rect.Width);
        var key = new Key(string.GetHashCode(text), text.Length, item.A, item.Bold, room);
        if (_cache.TryGetValue(key, out var found) && text.SequenceEqual(found.Text))
            return found;
        if (_cache.Count >= MaxCached)
        {
            foreach (var old in _cache.Values)
                old.Dispose();
            _cache.Clear();
        }
        float width = font.MeasureText(text), narrow = 1;
        string shown = text.ToString();
        if (width > room + 0.5f)
        {
            narrow = Math.Max(Narrowest, room / width);
            for (int keep = text.Length - 1; keep > 0 && font.MeasureText(shown) * narrow > room + 0.5f; keep--)
                shown = string.Concat(text[..keep].TrimEnd(), "…");
        }
        font.ScaleX = narrow;
        var shaped = new Shaped(text.ToString(), SKTextBlob.Create(shown, font), font.MeasureText(shown));
        font.ScaleX = 1;
        found?.Dispose();
        return _cache[key] = shaped;
    }
}
