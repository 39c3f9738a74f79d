namespace Demo.Ui;

/// <summary>A cell of a confusion matrix, for the window and for a training's figures.</summary>
/// <param name="Count">How many pictures of the class got the answer.</param>
/// <param name="OfClass">How many pictures the class has.</param>
/// <param name="IsRight">Whether the answer is the class.</param>
internal readonly record struct ConfusionCell(int Count, int OfClass, bool IsRight)
{
    private const float DigitWidth = 8;

    // Right ones by their share of the class; mistakes show from the first one on.
    private double Strength
    {
        get
        {
            double share = (double)Count / Math.Max(1, OfClass);
            return Count == 0 ? 0 : IsRight ? share * 0.75 : 0.25 + 0.75 * Math.Min(1, share * 8);
        }
    }

    private uint Colour => Palette.Of(ColourMap.Diverging, IsRight ? Strength : -Strength, -1, 1);

    /// <summary>Draws the cell's colour.</summary>
    public void Fill(DrawList list, in Rect cell) => list.Box(cell, Colour, 1);

    /// <summary>Draws the count, if there is one and room for it.</summary>
    public void Number(DrawList list, in Rect cell)
    {
        if (Count > 0 && cell.Width >= DigitWidth * (Count < 10 ? 1.5f : Count < 100 ? 2.2f : Count < 1000 ? 3.2f : 4.2f))
            list.Text(cell, new TextStyle(Theme.Label, Theme.InkOn(Colour), Align.Centre), $"{Count}");
    }
}
