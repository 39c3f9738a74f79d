using Demo.Ui;

namespace Demo.Overlays;

/// <summary>A small table of numbers, coloured as maps are and written out where there is room.</summary>
internal static class CellGrid
{
    private const float SmallestDigits = 8;

    /// <summary>The lowest cell, with the gap under it, whose number can be read.</summary>
    public const float LowestRow = 12;

    /// <summary>Draws row after row of cells.</summary>
    /// <param name="list">Where to.</param>
    /// <param name="rect">The whole table.</param>
    /// <param name="values">Row-major.</param>
    /// <param name="columns">Cells in a row.</param>
    /// <param name="gap">Between cells; with a gap the numbers are written out where they fit.</param>
    /// <param name="marked">The cell with an outline; −1 for none.</param>
    /// <param name="first">The first row that is drawn.</param>
    /// <param name="shown">How many are; 0 for all.</param>
    /// <param name="colours">The colours of the map that they are from.</param>
    public static void Draw(DrawList list, in Rect rect, ReadOnlySpan<double> values, int columns, float gap, int marked = -1,
        int first = 0, int shown = 0, ColourMap colours = ColourMap.Diverging)
    {
        double most = 1e-12, low = 0, high = 0;
        foreach (double value in values)
            (most, low, high) = (Math.Max(most, Math.Abs(value)), Math.Min(low, value), Math.Max(high, value));
        int rows = shown == 0 ? values.Length / columns : shown;
        for (int i = first * columns; i < (first + rows) * columns; i++)
        {
            var cell = Cell(rect, i - first * columns, columns, rows, gap);
            uint colour = Palette.Of(colours, values[i], low, high);
            list.Box(cell, colour, gap > 0 ? 3 : 0);
            // Smaller digits, then fewer.
            float size = Math.Min(Theme.Label, Math.Min(cell.Height - 1, cell.Width / 2.1f));
            var style = new TextStyle(size, Theme.InkOn(colour), Align.Centre);
            if (gap > 0 && size >= SmallestDigits && cell.Width >= 2.5f * size)
                list.Text(cell, style, $"{values[i]:0.00}");
            else if (gap > 0 && size >= SmallestDigits)
                list.Text(cell, style, $"{values[i]:0.0}");
            if (i == marked)
                list.Outline(cell.Inset(-1), Theme.Text, 3, 2);
        }
    }

    /// <summary>Draws row after row of a kernel's weights, cell beside cell.</summary>
    /// <param name="list">Where to.</param>
    /// <param name="rect">The whole kernel.</param>
    /// <param name="weights">Row-major.</param>
    /// <param name="columns">Weights in a row.</param>
    /// <param name="most">The size of the weight that has full colour.</param>
    public static void Draw(DrawList list, in Rect rect, ReadOnlySpan<float> weights, int columns, double most)
    {
        for (int i = 0; i < weights.Length; i++)
            list.Box(Cell(rect, i, columns, weights.Length / columns, 0), Palette.Of(ColourMap.Diverging, weights[i], -most, most));
    }

    private static Rect Cell(in Rect rect, int index, int columns, int rows, float gap)
    {
        float width = (rect.Width + gap) / columns, height = (rect.Height + gap) / rows;
        return new Rect(rect.X + index % columns * width, rect.Y + index / columns * height, width - gap, height - gap);
    }
}
