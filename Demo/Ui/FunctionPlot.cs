namespace Demo.Ui;

/// <summary>A function of one number drawn over the values that enter it: both axes go through what there is, and 0.</summary>
/// <param name="Room">Where.</param>
/// <param name="Low">The lowest value that enters.</param>
/// <param name="High">The highest.</param>
/// <param name="Bottom">The lowest that leaves; 0 or below.</param>
/// <param name="Top">The highest that leaves; 0 or above.</param>
internal readonly record struct FunctionPlot(Rect Room, double Low, double High, double Bottom, double Top)
{
    public float XOf(double value) => Room.X + (float)((value - Low) / (High - Low)) * Room.Width;

    public float YOf(double value) =>
        Room.Bottom - 3 - (float)((value - Bottom) / Math.Max(Top - Bottom, 1e-12)) * (Room.Height - 6);

    /// <summary>The axes through 0.</summary>
    public void Axes(DrawList list)
    {
        list.Segment(XOf(0), Room.Y, XOf(0), Room.Bottom, Theme.Border);
        list.Segment(Room.X, YOf(0), Room.Right, YOf(0), Theme.Border);
    }

    /// <summary>The function, from its values at equal distances over all that enters.</summary>
    public void Curve(DrawList list, ReadOnlySpan<float> values)
    {
        for (int i = 1; i < values.Length; i++)
            if (float.IsFinite(values[i - 1]) && float.IsFinite(values[i]))
                list.Segment(At(i - 1, values), YOf(values[i - 1]), At(i, values), YOf(values[i]), Theme.Accent, 2);
    }

    /// <summary>A value on it, with a line down to where it enters.</summary>
    public void Dot(DrawList list, double value, double result, float foot)
    {
        var (x, y) = (XOf(Math.Clamp(value, Low, High)), YOf(Math.Clamp(result, Bottom, Top)));
        list.Segment(x, y, x, foot, Theme.Fade(Theme.Text, 0.4f));
        list.Disc(x, y, 4, Theme.Text, Theme.Panel);
    }

    private float At(int i, ReadOnlySpan<float> values) => Room.X + Room.Width * i / (values.Length - 1);
}
