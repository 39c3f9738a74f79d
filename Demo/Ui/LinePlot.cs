namespace Demo.Ui;

/// <summary>A point of a curve.</summary>
internal readonly record struct PlotPoint(double X, double Y);

/// <summary>Curves over one axis that begins at 0, with lines at round values beside which these stand.</summary>
/// <param name="Room">Where, with the numbers left of the curves.</param>
/// <param name="Length">Where the axis ends.</param>
/// <param name="Low">The lowest value.</param>
/// <param name="High">The highest.</param>
/// <param name="Logarithmic">Whether equal distances are equal factors.</param>
internal readonly record struct LinePlot(Rect Room, double Length, double Low, double High, bool Logarithmic = false)
{
    /// <summary>The room of the numbers.</summary>
    public const float NumberWidth = 40;

    /// <summary>How far apart two numbers must be.</summary>
    public const float NumberHeight = 14;

    // Where two curves cross, one is dashed: so many pixels are drawn and as many left out.
    private const float Dash = 5;

    /// <summary>Where the curves are.</summary>
    public Rect Plot => Room with { X = Room.X + NumberWidth, Width = Room.Width - NumberWidth };

    public float XOf(double x) => Plot.X + (float)Math.Clamp(x / Length, 0, 1) * Plot.Width;

    public float YOf(double y)
    {
        double share = Logarithmic ? Math.Log(Math.Max(y, 1e-30) / Low) / Math.Log(High / Low) : (y - Low) / (High - Low);
        return Room.Bottom - (float)Math.Clamp(share, 0, 1) * Room.Height;
    }

    /// <summary>What of the axis lies under a place.</summary>
    public double At(float x) => Math.Clamp((x - Plot.X) / Plot.Width, 0, 1) * Length;

    /// <summary>Draws a line at a value, and its number.</summary>
    public void Line(DrawList list, double value, string number)
    {
        float y = YOf(value);
        list.Segment(Plot.X, y, Plot.Right, y, Theme.Border);
        var text = new Rect(Room.X, Math.Clamp(y - NumberHeight / 2, Room.Y, Room.Bottom - NumberHeight), NumberWidth - 4, NumberHeight);
        list.Text(text, TextStyle.Label.Right, number);
    }

    /// <summary>Draws a curve; values that are no numbers leave a gap.</summary>
    /// <param name="list">Takes it.</param>
    /// <param name="points">From left to right; of many that share a pixel one is drawn.</param>
    /// <param name="colour">Its colour.</param>
    /// <param name="width">How thick it is.</param>
    /// <param name="dashed">Whether it has gaps.</param>
    public void Curve(DrawList list, ReadOnlySpan<PlotPoint> points, uint colour, float width = 1.5f, bool dashed = false)
    {
        (float X, float Y)? last = null;
        float length = 0;
        for (int i = 0; i < points.Length; i++)
        {
            if (!double.IsFinite(points[i].Y))
            {
                last = null;
                continue;
            }
            var (x, y) = (XOf(points[i].X), YOf(points[i].Y));
            if (last is not var (fromX, fromY))
                last = (x, y);
            else if (x - fromX >= 1 || i == points.Length - 1)
            {
                if (!dashed)
                    list.Segment(fromX, fromY, x, y, colour, width);
                else
                    length = Dashed(list, fromX, fromY, x, y, colour, width, length);
                last = (x, y);
            }
        }
    }

    private static float Dashed(DrawList list, float x0, float y0, float x1, float y1, uint colour, float width, float along)
    {
        float length = MathF.Sqrt((x1 - x0) * (x1 - x0) + (y1 - y0) * (y1 - y0));
        for (float at = 0; at < length;)
        {
            float phase = (along + at) % (2 * Dash), next = Math.Min(length, at + (phase < Dash ? Dash - phase : 2 * Dash - phase) + 0.01f);
            if (phase < Dash)
                list.Segment(Mix(x0, x1, at), Mix(y0, y1, at), Mix(x0, x1, next), Mix(y0, y1, next), colour, width);
            at = next;
        }
        return along + length;

        float Mix(float from, float to, float at) => from + (to - from) * at / length;
    }
}
