using Cnn;
using SkiaSharp;

namespace Demo.Ui;

/// <summary>The typefaces and their measures. Figures are tabular in all families that are asked for.</summary>
internal sealed class Fonts : IDisposable
{
    private static readonly string[] Families = ["DejaVu Sans", "Noto Sans", "Segoe UI", "Helvetica Neue", "Arial"];

    private readonly SKTypeface _regular = Open(SKFontStyle.Normal), _bold = Open(SKFontStyle.Bold);
    private readonly Dictionary<(float Size, bool Bold), SKFont> _fonts = [];

    /// <exception cref="CnnException">No font is installed: Skia would draw no text and say nothing.</exception>
    public Fonts()
    {
        if (this[Theme.Body, false].MeasureText("Digits 0123456789") < Theme.Body)
            throw new CnnException(
                "no font is installed, so no text can be drawn; on Debian: apt-get install fonts-dejavu-core libfontconfig1");
    }

    /// <summary>The font of a size in logical pixels.</summary>
    public SKFont this[float size, bool bold]
    {
        get
        {
            if (!_fonts.TryGetValue((size, bold), out var font))
                _fonts[(size, bold)] = font = new SKFont(bold ? _bold : _regular, size)
                {
                    Subpixel = true,
                    Edging = SKFontEdging.Antialias,
                    Hinting = SKFontHinting.Slight,
                };
            return font;
        }
    }

    /// <summary>A text's width in logical pixels.</summary>
    public float Measure(ReadOnlySpan<char> text, float size, bool bold = false) => this[size, bold].MeasureText(text);

    public void Dispose()
    {
        foreach (var font in _fonts.Values)
            font.Dispose();
        _regular.Dispose();
        _bold.Dispose();
    }

    private static SKTypeface Open(SKFontStyle style)
    {
        foreach (string family in Families)
        {
            // FromFamilyName answers an unknown family with some other one.
            var face = SKTypeface.FromFamilyName(family, style);
            if (face.FamilyName == family)
                return face;
            face.Dispose();
        }
        return SKTypeface.FromFamilyName(null, style);
    }
}
