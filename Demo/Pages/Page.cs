using SkiaSharp;

namespace Demo.Pages;

/// <summary>What makes a page hard to read.</summary>
internal enum PageCondition
{
    /// <summary>Paper from above, evenly lit.</summary>
    Plain,
    /// <summary>Seen at an angle, with the desk around the sheet.</summary>
    Perspective,
    /// <summary>Out of focus.</summary>
    Blur,
    /// <summary>A noisy sensor.</summary>
    Noise,
    /// <summary>Light that falls off across the page.</summary>
    Gradient,
    /// <summary>A soft shadow over a part of the page.</summary>
    Shadow,
    /// <summary>Ruled paper.</summary>
    Ruled,
    /// <summary>Squared paper.</summary>
    Grid,
    /// <summary>A small digit in a large picture.</summary>
    Small,
    /// <summary>Away from the middle.</summary>
    OffCentre,
    /// <summary>Close to the picture's edge.</summary>
    Edge,
    /// <summary>Paper ruled as dark as the ink.</summary>
    DarkRuled,
    /// <summary>Paper squared as dark as the ink.</summary>
    DarkGrid,
    /// <summary>A digit up to two and a half times as wide as others.</summary>
    Wide,
    /// <summary>A digit a half to a third as wide as others.</summary>
    Narrow,
    /// <summary>A twentieth of the picture's longer side, and less.</summary>
    Tiny,
    /// <summary>Digits of a number that touch.</summary>
    Touching,
    /// <summary>Light ink on dark paper.</summary>
    Light,
}

/// <summary>Everything that decides how one page looks.</summary>
/// <param name="Hand">The digit and the way it is written.</param>
/// <param name="Condition">What makes it hard.</param>
/// <param name="Width">Of the picture, in pixels.</param>
/// <param name="Height">Of the picture, in pixels.</param>
/// <param name="Centre">Of the digit, in pixels.</param>
/// <param name="DigitHeight">In pixels.</param>
/// <param name="Stretch">Width of the digit relative to its hand.</param>
/// <param name="Slant">Horizontal shift for each unit of height.</param>
/// <param name="Turn">In degrees, clockwise.</param>
/// <param name="PenWidth">In pixels.</param>
/// <param name="Ink">The pen's colour.</param>
/// <param name="Paper">The paper's colour.</param>
/// <param name="Seed">For noise, light, the angle of view, the hand's wobble.</param>
internal sealed record Page(
    Hand Hand, PageCondition Condition, int Width, int Height, SKPoint Centre, float DigitHeight, float Stretch,
    float Slant, float Turn, float PenWidth, SKColor Ink, SKColor Paper, int Seed)
{
    /// <summary>What is written, from left to right: one digit, or a number.</summary>
    public IReadOnlyList<Writing> Writings { get; init; } =
        [new Writing(Hand, Centre, DigitHeight, Stretch, Slant, Turn, PenWidth, Ink)];

    /// <summary>What a reader should say.</summary>
    public string Label => string.Concat(Writings.Select(w => w.Hand.Digit));

    private static readonly (int Long, int Short)[] Sizes =
        [(320, 240), (480, 360), (640, 480), (800, 600), (1024, 768), (1280, 960), (1600, 1200)];

    // Blue and black ballpoint, felt-tip, pencil.
    private static readonly SKColor[] Inks = [new(28, 44, 120), new(22, 22, 26), new(50, 60, 150), new(96, 96, 100)];

    private static readonly SKColor Chalk = new(232, 232, 224);

    // A series goes through the conditions before the first that is made on request alone.
    private const int Series = (int)PageCondition.DarkRuled;

    /// <summary>
    /// The page with a number of a series: the same seed and number give the same page anywhere. The series goes through
    /// all conditions before that of dark rules, or keeps to the one asked for.
    /// </summary>
    /// <param name="seed">Of the series.</param>
    /// <param name="number">In the series.</param>
    /// <param name="wanted">The condition, unless all in turn.</param>
    /// <param name="digits">So many make a number; digits that shall touch are two at least.</param>
    public static Page Generate(int seed, int number, PageCondition? wanted = null, int digits = 1)
    {
        var page = One(seed, number, wanted);
        digits = Math.Max(digits, page.Condition == PageCondition.Touching ? 2 : 1);
        if (digits == 1)
            return page;
        var random = new Random(page.Seed);
        Hand[] hands = [.. Enumerable.Range(0, digits).Select(_ => Hand.All[random.Next(Hand.All.Count)])];
        float margin = Math.Min(page.Width, page.Height) * 0.05f;
        var within = new SKRect(margin, margin, page.Width - margin, page.Height - margin);
        return page with { Writings = Row.Of(hands, page.Writings[0], within, page.Condition == PageCondition.Touching, random) };
    }

    private static Page One(int seed, int number, PageCondition? wanted)
    {
        var random = new Random(unchecked(seed * 1_000_003 + number));
        var condition = wanted ?? (PageCondition)(number % Series);
        // Ten successive pages show ten digits; 7 and 10 share no factor.
        var hands = Hand.Of((number * 7 + seed) % 10);
        var hand = hands[random.Next(hands.Count)];
        var (width, height) = Sizes[condition == PageCondition.Small ? random.Next(3, Sizes.Length) : random.Next(Sizes.Length)];
        if (random.Next(3) == 0)
            (width, height) = (height, width);
        int shorter = Math.Min(width, height);
        float size = condition switch
        {
            PageCondition.Small => shorter * Between(random, 0.09f, 0.16f),
            PageCondition.Tiny => Math.Max(width, height) * Between(random, 0.035f, 0.05f),
            _ => shorter * Between(random, 0.25f, 0.6f),
        };
        float turn = Between(random, -8, 8);
        var centre = Place(random, condition, width, height, size);
        int white = random.Next(215, 250);
        float wide = condition switch
        {
            PageCondition.Wide => Between(random, 1.5f, 2.2f),
            PageCondition.Narrow => Between(random, 0.35f, 0.55f),
            _ => 1,
        };
        bool light = condition == PageCondition.Light;
        return new Page(
            hand, condition, width, height, centre, size,
            Stretch: wide * Between(random, 0.8f, 1.15f),
            Slant: Between(random, -0.1f, 0.25f),
            turn,
            PenWidth: Math.Max(1.5f, size * Between(random, 0.03f, 0.1f)),
            light ? Chalk : Inks[random.Next(Inks.Length)],
            light ? new SKColor((byte)(white - 205), (byte)(white - 200), (byte)(white - 203))
                : new SKColor((byte)white, (byte)(white - random.Next(8)), (byte)(white - random.Next(20))),
            random.Next());
    }

    private static SKPoint Place(Random random, PageCondition condition, int width, int height, float size)
    {
        // Half of the digit with room for slant and turn.
        float reach = size * 0.62f;
        float x = width * Between(random, 0.44f, 0.56f), y = height * Between(random, 0.44f, 0.56f);
        switch (condition)
        {
            case PageCondition.OffCentre or PageCondition.Small or PageCondition.Tiny:
                x = Between(random, reach, width - reach);
                y = Between(random, reach, height - reach);
                break;
            case PageCondition.Edge:
                float margin = reach + Math.Min(width, height) * 0.02f;
                if (random.Next(2) == 0)
                    x = random.Next(2) == 0 ? margin : width - margin;
                else
                    y = random.Next(2) == 0 ? margin : height - margin;
                break;
        }
        return new SKPoint(x, y);
    }

    private static float Between(Random random, float low, float high) => low + (high - low) * random.NextSingle();
}
