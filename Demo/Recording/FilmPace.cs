namespace Demo.Recording;

/// <summary>Says by a clock which frames of a film are due: 30 a second, the first at once.</summary>
/// <param name="began">When it begins, in seconds of the clock.</param>
internal sealed class FilmPace(double began)
{
    /// <summary>Frames a second.</summary>
    public const int Rate = 30;

    // A virtual clock's ticks are sums of fractions.
    private const double Rounding = 1e-6;

    private long _taken;

    /// <summary>How many frames have become due since it was asked last: none, one, or more when that is long ago.</summary>
    /// <param name="time">Now, in seconds of the clock.</param>
    public int Due(double time)
    {
        long due = Math.Max(0, (long)Math.Floor((time - began) * Rate + Rounding) + 1 - _taken);
        _taken += due;
        return (int)due;
    }
}
