using System.Numerics;

namespace Demo.Drawing;

/// <summary>
/// The smallest and largest of values, the network's of its layers': on the processor what Shaders/draw/range.comp.glsl, join.comp.glsl
/// and network_range.comp.glsl compute. What is not a number says nothing; of nothing the range is 0.
/// </summary>
internal readonly record struct ValueRange(float Low, float High)
{
    // Of the sizes that a network's layers reach: a quarter of an octave each, those of 1 in the middle.
    private const int Bins = 256, Zero = 128;

    /// <summary>Of nothing yet: whatever is added becomes the range.</summary>
    public static ValueRange None => new(float.MaxValue, float.MinValue);

    /// <summary>The range of values; (0, 0) if none is a number.</summary>
    public static ValueRange Of(ReadOnlySpan<float> values)
    {
        Vector<float> low = new(float.MaxValue), high = new(float.MinValue);
        int i = 0;
        for (; i <= values.Length - Vector<float>.Count; i += Vector<float>.Count)
        {
            var value = new Vector<float>(values[i..]);
            // A comparison with NaN is false.
            low = Vector.ConditionalSelect(Vector.LessThan(value, low), value, low);
            high = Vector.ConditionalSelect(Vector.GreaterThan(value, high), value, high);
        }
        var range = None;
        for (int lane = 0; lane < Vector<float>.Count; lane++)
            range = range.With(low[lane], high[lane]);
        foreach (float value in values[i..])
            range = range.With(value, value);
        return range.Low <= range.High ? range : default;
    }

    /// <summary>The range around ranges.</summary>
    public static ValueRange Around(ReadOnlySpan<ValueRange> ranges)
    {
        var all = None;
        foreach (var range in ranges)
            all = all.With(range.Low, range.High);
        return all;
    }

    /// <summary>What the values of half of the layers keep to, 0 … M. Those never drawn and those of zeros do not count.</summary>
    public static ValueRange OfNetwork(ReadOnlySpan<ValueRange> layers)
    {
        Span<int> counts = stackalloc int[Bins];
        Span<float> largest = stackalloc float[Bins];
        counts.Clear();
        largest.Clear();
        int total = 0;
        foreach (var (low, high) in layers)
        {
            float most = MathF.Max(MathF.Abs(low), MathF.Abs(high));
            if (!(most > 0))
                continue;
            int bin = Math.Clamp((int)MathF.Floor(MathF.Log2(most) * 4) + Zero, 0, Bins - 1);
            counts[bin]++;
            largest[bin] = MathF.Max(largest[bin], most);
            total++;
        }
        int seen = 0, last = 0;
        for (int i = 0; i < Bins && seen * 2 < total; i++)
            (seen, last) = (seen + counts[i], i);
        return new(0, largest[last]);
    }

    private ValueRange With(float low, float high) => new(low < Low ? low : Low, high > High ? high : High);
}
