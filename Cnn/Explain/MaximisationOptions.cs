namespace Cnn.Explain;

/// <summary>How a picture is changed until it excites what it shall; see <see cref="ActivationMaximisation"/>.</summary>
public sealed record MaximisationOptions
{
    /// <summary>How many steps there are: 1 and more.</summary>
    public int Steps { get; init; } = 192;

    /// <summary>How far a step changes the picture's numbers, root mean square, of the way from the darkest to the brightest.</summary>
    public float Rate { get; init; } = 0.02f;

    /// <summary>How many pixels the picture is shifted by at most before each step; −1: an 18th of its shorter side.</summary>
    public int Jitter { get; init; } = -1;

    /// <summary>How much differences between neighbouring pixels are held back, as a part of a step: 0 and more.</summary>
    public float Smoothness { get; init; } = 0.06f;

    /// <summary>What the noise lies around and the picture is held to: 0, the least number, to 1, the greatest. 0 suits ink.</summary>
    public float Ground { get; init; } = 0.5f;

    /// <summary>How much distances from <see cref="Ground"/> are held back (L2), as a part of a step: 0 and more.</summary>
    public float Decay { get; init; } = 0.02f;

    /// <summary>After how many steps the picture is blurred a little, but for the last quarter; 0: never.</summary>
    public int BlurEvery { get; init; } = 8;

    /// <summary>From how many widths, each twice as wide as the last, a step is put together; 1: only from single pixels.</summary>
    public int Widths { get; init; } = 3;

    /// <summary>What suits pictures of ink: strokes are sharp, and most of a sheet is empty.</summary>
    public static MaximisationOptions OfInk { get; } =
        new() { Smoothness = 0.02f, Ground = 0.1f, Decay = 0.05f, BlurEvery = 0, Widths = 2 };

    internal void Check()
    {
        if (Steps < 1)
            throw new CnnException($"{Steps} steps were asked for; there must be at least 1");
        bool fits = Rate > 0 && float.IsFinite(Rate) && Smoothness >= 0 && Decay >= 0 && Ground is >= 0 and <= 1;
        if (!fits || Jitter < -1 || BlurEvery < 0 || Widths < 1)
            throw new CnnException("rate must be above 0, widths at least 1, ground 0 … 1, and nothing else below 0");
    }
}
