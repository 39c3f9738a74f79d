using System.Globalization;

namespace Demo.Ui;

/// <summary>A table of numbers, coloured as maps are, with as many digits as its cells have room for.</summary>
/// <param name="Rect">Where it lies.</param>
/// <param name="Columns">Cells in a row.</param>
/// <param name="Rows">Rows.</param>
internal readonly record struct NumberGrid(Rect Rect, int Columns, int Rows)
{
    private const float SmallestDigits = 8, Narrow = 0.8f, Fill = 1.2f, Apart = 2;

    private static readonly string[] Decimals = ["0.00", "0.0"], Short = ["0.###", "0.##", "0.#", "0"];

    /// <summary>As many rows as columns.</summary>
    public static NumberGrid Square(in Rect rect, int size) => new(rect, size, size);

    private float Gap => Rect.Height / Rows < 14 ? 1 : 2;

    /// <summary>A cell.</summary>
    public Rect this[int index]
    {
        get
        {
            float width = (Rect.Width + Gap) / Columns, height = (Rect.Height + Gap) / Rows;
            return new Rect(Rect.X + index % Columns * width, Rect.Y + index / Columns * height, width - Gap, height - Gap);
        }
    }

    /// <summary>Which cell lies there; −1 for none.</summary>
    public int At(float x, float y) => !Rect.Contains(x, y) ? -1
        : Math.Min((int)((y - Rect.Y) / Rect.Height * Rows), Rows - 1) * Columns
            + Math.Min((int)((x - Rect.X) / Rect.Width * Columns), Columns - 1);

    /// <summary>Draws a cell with its number.</summary>
    /// <param name="scene">The scene.</param>
    /// <param name="index">Which one.</param>
    /// <param name="value">The number.</param>
    /// <param name="colour">The colour that it has in its map.</param>
    /// <param name="typed">Whether it is a number as a person types it: 1 instead of 1.00.</param>
    public void Draw(Scene scene, int index, double value, uint colour, bool typed = false)
    {
        var cell = this[index];
        scene.List.Box(cell, colour, Math.Min(3, cell.Height / 4));
        Span<char> text = stackalloc char[32];
        // Digits are two thirds as high as their letters' line: in low cells they may fill them.
        float size = Math.Min(Theme.Label, cell.Height * Fill);
        for (; size >= SmallestDigits; size -= size > 10 ? 2 : 1)
            foreach (string format in typed ? Short : Decimals)
            {
                var digits = Format(text, value, format);
                // Between neighbours' digits a gap is seen.
                if (scene.Fonts.Measure(digits, size) * Narrow > cell.Width - Apart)
                    continue;
                scene.List.Text(cell, new TextStyle(size, Theme.InkOn(colour), Align.Centre), digits);
                return;
            }
    }

    /// <summary>Strokes over a cell that lies outside the picture.</summary>
    public void Hatch(Scene scene, int index)
    {
        var cell = this[index];
        scene.List.Outline(cell.Inset(0.5f), Theme.Fade(Theme.Secondary, 0.6f), 3);
        uint colour = Theme.Fade(Theme.Secondary, 0.35f);
        float step = Math.Max(5, cell.Height / 3);
        for (float at = step; at < cell.Width + cell.Height - 1; at += step)
        {
            // From the left or lower edge up to the upper or right one.
            float left = Math.Max(0, at - cell.Height), right = Math.Min(at, cell.Width);
            scene.List.Segment(cell.X + left, cell.Y + (at - left), cell.X + right, cell.Y + (at - right), colour, 0.8f);
        }
    }

    private static ReadOnlySpan<char> Format(Span<char> text, double value, string format)
    {
        value.TryFormat(text[1..], out int length, format, CultureInfo.InvariantCulture);
        var digits = text.Slice(1, length);
        if (digits[0] != '-')
            return digits;
        digits[0] = '−';
        return digits[1..].ContainsAnyExcept('0', '.') ? digits : digits[1..];
    }
}
