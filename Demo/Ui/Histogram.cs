namespace Demo.Ui;

/// <summary>How often the values of a map lie where, over a range of round numbers that does not jump with every frame.</summary>
internal sealed class Histogram
{
    public const int Bins = 64;

    // So many values tell the same as all; more would cost each frame.
    private const int MostValues = 1 << 15;

    private readonly int[] _counts = new int[Bins];

    /// <summary>The left end of the first bin; 0 or below.</summary>
    public double Low { get; private set; } = -1;

    /// <summary>The right end of the last bin; 0 or above.</summary>
    public double High { get; private set; } = 1;

    /// <summary>The fullest bin's count, but for the one that 0 is in: of many pictures most values are 0.</summary>
    public int Most { get; private set; } = 1;

    public int this[int bin] => _counts[bin];

    /// <summary>Counts the values.</summary>
    public void Count(ReadOnlySpan<float> values)
    {
        // An odd step visits all columns of a picture.
        int step = values.Length / MostValues * 2 + 1;
        step = values.Length <= MostValues ? 1 : step;
        float low = 0, high = 0;
        for (int i = 0; i < values.Length; i += step)
        {
            float value = values[i];
            // NaN and what is infinite have no place.
            low = value < low && float.IsFinite(value) ? value : low;
            high = value > high && float.IsFinite(value) ? value : high;
        }
        (Low, High) = low == 0 && high == 0 ? (-1, 1) : (-Round(-low), Round(high));
        Array.Clear(_counts);
        double scale = Bins / (High - Low);
        for (int i = 0; i < values.Length; i += step)
            if (float.IsFinite(values[i]))
                _counts[Math.Clamp((int)((values[i] - Low) * scale), 0, Bins - 1)]++;
        int zero = Math.Clamp((int)(-Low * scale), 0, Bins - 1);
        Most = 1;
        for (int i = 0; i < Bins; i++)
            Most = Math.Max(Most, i == zero ? 1 : _counts[i]);
    }

    /// <summary>Draws it as bars on a line.</summary>
    public void Draw(DrawList list, in Rect room)
    {
        float width = room.Width / Bins;
        for (int i = 0; i < Bins; i++)
        {
            float height = Math.Min(1, (float)_counts[i] / Most) * room.Height;
            if (height > 0)
                list.Box(new Rect(room.X + i * width, room.Bottom - Math.Max(1, height), width, Math.Max(1, height)), Theme.Edge);
        }
        list.Segment(room.X, room.Bottom, room.Right, room.Bottom, Theme.Border);
    }

    // Up to 1, 1.5, 2, 3, 5 or 7 times a power of ten.
    private static double Round(double value)
    {
        if (value <= 0)
            return 0;
        double ten = Math.Pow(10, Math.Floor(Math.Log10(value)));
        foreach (double step in (ReadOnlySpan<double>)[1, 1.5, 2, 3, 5, 7])
            if (value <= step * ten * 1.0001)
                return step * ten;
        return 10 * ten;
    }
}
