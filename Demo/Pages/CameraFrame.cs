using SkiaSharp;

namespace Demo.Pages;

/// <summary>What a camera sees, and what makes it hard.</summary>
internal enum CameraCondition
{
    /// <summary>A sheet held upright, a third to two thirds of the picture's width.</summary>
    Held,
    /// <summary>Turned by up to 15° and tilted away.</summary>
    Tilted,
    /// <summary>15 to 30 % of the picture's width.</summary>
    Far,
    /// <summary>60 to 70 % of the picture's width.</summary>
    Near,
    /// <summary>A shadow across the sheet.</summary>
    Shaded,
    /// <summary>Little light.</summary>
    Dim,
    /// <summary>Out of focus.</summary>
    Blur,
    /// <summary>Moved while the shutter was open.</summary>
    MotionBlur,
    /// <summary>A noisy sensor.</summary>
    Noise,
    /// <summary>On a phone's screen, dark on light or light on dark.</summary>
    Phone,
    /// <summary>On a whiteboard that fills most of the picture.</summary>
    Whiteboard,
    /// <summary>White or yellow on dark paper.</summary>
    DarkPaper,
    /// <summary>A sheet with nothing on it.</summary>
    BlankPage,
    /// <summary>No sheet at all.</summary>
    NoPage,
}

/// <summary>What is behind.</summary>
internal enum Backdrop
{
    /// <summary>A wall with a frame on it, a lamp, a table.</summary>
    Room,
    /// <summary>Books on shelves.</summary>
    Shelf,
    /// <summary>Somebody, with the room behind.</summary>
    Person,
    /// <summary>Bricks, or wood with its grain.</summary>
    Texture,
}

/// <summary>Everything that decides how one frame of a camera looks: 640×480.</summary>
/// <param name="Hand">The digit and the way it is written; null where there is none.</param>
/// <param name="Condition">What is seen, and what makes it hard.</param>
/// <param name="Backdrop">What is behind.</param>
/// <param name="Sheet">The sheet's corners in pixels, clockwise from its top left; empty without a sheet.</param>
/// <param name="SheetSize">Its own size, about that in the frame, in pixels.</param>
/// <param name="Paper">The sheet's colour.</param>
/// <param name="Writing">The digit on the sheet, in the sheet's own pixels.</param>
/// <param name="Seed">For the backdrop, light, noise, the hand's wobble.</param>
internal sealed record CameraFrame(
    Hand? Hand, CameraCondition Condition, Backdrop Backdrop, SKPoint[] Sheet, SKSize SheetSize, SKColor Paper, Writing Writing, int Seed)
{
    /// <summary>Of every frame, in pixels.</summary>
    public const int Width = 640, Height = 480;

    /// <summary>What a reader should say: the digit, or nothing.</summary>
    public string Label => string.Concat(Writings.Select(w => w.Hand.Digit));

    /// <summary>What is written, from left to right: one digit, a number, or nothing.</summary>
    public IReadOnlyList<Writing> Writings { get; init; } = Hand is null ? [] : [Writing];

    // Markers: black, blue, red, green. Light ones: white, chalk yellow.
    private static readonly SKColor[] DarkInks = [new(24, 24, 28), new(26, 40, 122), new(168, 24, 34), new(20, 92, 52)];
    private static readonly SKColor[] LightInks = [new(240, 240, 236), new(244, 226, 130)];

    /// <summary>
    /// The frame with a number of a series: the same seed and number give the same frame anywhere. The series goes through
    /// all conditions and backdrops, or keeps to the condition asked for.
    /// </summary>
    /// <param name="seed">Of the series.</param>
    /// <param name="number">In the series.</param>
    /// <param name="wanted">The condition, unless all in turn.</param>
    /// <param name="digits">So many make a number.</param>
    public static CameraFrame Generate(int seed, int number, CameraCondition? wanted = null, int digits = 1)
    {
        var frame = One(seed, number, wanted);
        if (digits == 1 || frame.Hand is null)
            return frame;
        var random = new Random(frame.Seed);
        Hand[] hands = [.. Enumerable.Range(0, digits).Select(_ => Hand.All[random.Next(Hand.All.Count)])];
        var (width, height) = (frame.SheetSize.Width, frame.SheetSize.Height);
        // Fingers hold the sheet at its edges.
        var within = new SKRect(width * 0.12f, height * 0.1f, width * 0.88f, height * 0.85f);
        return frame with { Writings = Row.Of(hands, frame.Writing, within, touching: false, random) };
    }

    private static CameraFrame One(int seed, int number, CameraCondition? wanted)
    {
        int conditions = Enum.GetValues<CameraCondition>().Length, backdrops = Enum.GetValues<Backdrop>().Length;
        var condition = wanted ?? (CameraCondition)(number % conditions);
        var random = new Random(unchecked(seed * 1_000_003 + number * 101 + (int)condition));
        int round = wanted is null ? number / conditions : number;
        var backdrop = (Backdrop)(round % backdrops);
        // 3 and 10 share no factor: ten rounds show ten digits.
        var hands = Hand.Of((round * 3 + (int)condition + seed) % 10);
        var hand = condition is CameraCondition.BlankPage or CameraCondition.NoPage ? null : hands[random.Next(hands.Count)];
        var size = SizeOf(random, condition);
        bool light = condition == CameraCondition.DarkPaper || (condition == CameraCondition.Phone && random.Next(2) == 0);
        var inks = light ? LightInks : DarkInks;
        float height = Math.Min(size.Height * 0.7f, size.Width * 0.9f) * Between(random, 0.65f, 1);
        var writing = new Writing(
            hand ?? hands[0],
            new SKPoint(size.Width * Between(random, 0.46f, 0.54f), size.Height * Between(random, 0.46f, 0.54f)),
            height,
            Stretch: Between(random, 0.8f, 1.1f), Slant: Between(random, -0.1f, 0.2f), Turn: Between(random, -4, 4),
            PenWidth: height * Between(random, 0.055f, 0.13f),
            inks[random.Next(inks.Length)]);
        int grey = light ? random.Next(18, 60) : random.Next(205, 250);
        var paper = new SKColor((byte)grey, (byte)(grey - random.Next(6)), (byte)(grey - random.Next(14)));
        var sheet = condition == CameraCondition.NoPage ? [] : Corners(random, condition, size);
        return new CameraFrame(hand, condition, backdrop, sheet, size, paper, writing, random.Next());
    }

    // The sheet's size in the frame, in pixels.
    private static SKSize SizeOf(Random random, CameraCondition condition)
    {
        float width = Width * (condition switch
        {
            CameraCondition.Far => Between(random, 0.15f, 0.3f),
            CameraCondition.Near => Between(random, 0.6f, 0.7f),
            CameraCondition.Whiteboard => Between(random, 0.75f, 0.95f),
            CameraCondition.Phone => Between(random, 0.2f, 0.32f),
            _ => Between(random, 0.3f, 0.6f),
        });
        // Paper of the A series across or upright, a phone's screen, a board. What is too high for the frame is cut.
        float aspect = condition switch
        {
            CameraCondition.Phone => 1.8f,
            CameraCondition.Whiteboard => 0.7f,
            _ => random.Next(2) == 0 || width > Width * 0.5f ? 0.707f : 1.414f,
        };
        return new SKSize(width, Math.Min(width * aspect, Height * 0.92f));
    }

    private static SKPoint[] Corners(Random random, CameraCondition condition, SKSize size)
    {
        float turn = condition switch
        {
            CameraCondition.Tilted => (random.Next(2) == 0 ? -1 : 1) * Between(random, 7, 15),
            CameraCondition.Whiteboard => Between(random, -1, 1),
            _ => Between(random, -5, 5),
        };
        float tilt = condition == CameraCondition.Tilted ? 0.08f : 0.03f;
        float spareX = Math.Max(0, Width - size.Width * 1.08f) / 2, spareY = Math.Max(0, Height - size.Height * 1.08f) / 2;
        var middle = new SKPoint(Width / 2f + spareX * Between(random, -0.9f, 0.9f), Height / 2f + spareY * Between(random, -0.9f, 0.9f));
        var rotation = SKMatrix.CreateRotationDegrees(turn);
        SKPoint Corner(float x, float y) => middle + rotation.MapPoint(new SKPoint(
            size.Width * (x - 0.5f) * (1 - tilt * random.NextSingle()), size.Height * (y - 0.5f) * (1 - tilt * random.NextSingle())));
        return [Corner(0, 0), Corner(1, 0), Corner(1, 1), Corner(0, 1)];
    }

    private static float Between(Random random, float low, float high) => low + (high - low) * random.NextSingle();
}
