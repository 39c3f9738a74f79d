using Cnn.Networks;
using Cnn.Training;
using SkiaSharp;

namespace Demo.Pages;

/// <summary>
/// Paints what the finder learns from: pages, camera frames and scans, with one digit, with numbers, or with nothing but
/// what looks like digits.
/// </summary>
/// <param name="scans">Pictures of digits, as MNIST has them, that are pasted and shown too; null for none.</param>
internal sealed class ScenePainter(DataSet? scans)
{
    // The finder sees a frame's longer side at about so many pixels.
    private const float Side = 224;

    // MNIST's digits take 20 of 28 pixels.
    private const float ScanHeight = 28f / 20;

    // Strokes between these shares of a digit's size are what the ink network makes.
    private const float Thinnest = 0.11f, Thickest = 0.17f;

    // A scene gives this many close-ups at most.
    private const int MostInks = 3;

    /// <summary>The scene of a seed; may be called from several threads.</summary>
    public Scene Paint(int seed)
    {
        var random = new Random(seed);
        double kind = random.NextDouble();
        var marks = new List<Mark>();
        if (scans is not null && kind < 0.2)
        {
            using var sheet = PaintScans(random, marks);
            return Finish(sheet, marks, random);
        }
        using var bitmap = kind < 0.55 ? PaintPage(random, marks) : PaintFrame(random, marks);
        if (random.Next(4) == 0)
            AddDoodles(bitmap, marks, random);
        return Finish(bitmap, marks, random);
    }

    private SKBitmap PaintPage(Random random, List<Mark> marks)
    {
        var conditions = Enum.GetValues<PageCondition>();
        // Digits that touch are hard to tell apart: they are shown more often.
        var condition = random.Next(6) == 0 ? PageCondition.Touching : conditions[random.Next(conditions.Length)];
        var page = Page.Generate(random.Next(), random.Next(1000), condition, DigitsOf(random));
        return PagePainter.Paint(page with { Writings = Vary(page.Writings, random) }, marks);
    }

    private SKBitmap PaintFrame(Random random, List<Mark> marks)
    {
        var conditions = Enum.GetValues<CameraCondition>();
        var frame = CameraFrame.Generate(random.Next(), random.Next(1000), conditions[random.Next(conditions.Length)], DigitsOf(random));
        return CameraPainter.Paint(frame with { Writings = Vary(frame.Writings, random) }, marks);
    }

    private static int DigitsOf(Random random) => random.Next(2) == 0 ? 1 : random.Next(2, 7);

    // In some pictures the digits are scans, in some none are left, but something else stands there.
    private IReadOnlyList<Writing> Vary(IReadOnlyList<Writing> writings, Random random) => random.Next(10) switch
    {
        0 => [.. writings.Select(w => w with { Hand = Doodle.All[random.Next(Doodle.All.Count)] })],
        <= 3 when scans is not null => [.. writings.Select(w => Scanned(w, random))],
        _ => writings,
    };

    private Writing Scanned(Writing writing, Random random)
    {
        int index = Pick(random, writing.Hand.Digit);
        return writing with { Scan = Ink(index), Height = writing.Height * ScanHeight, Slant = 0 };
    }

    // A scan of a digit.
    private int Pick(Random random, int digit)
    {
        int index;
        do
            index = random.Next(scans!.Count);
        while (scans.Label(index) != digit);
        return index;
    }

    private SKImage Ink(int index)
    {
        var pixels = new byte[4 * scans!.Height * scans.Width];
        var image = scans.Image(index);
        // White, premultiplied: colour and opacity are the same number.
        for (int i = 0; i < pixels.Length; i++)
            pixels[i] = image[i / 4];
        return SKImage.FromPixelCopy(new SKImageInfo(scans.Width, scans.Height, SKColorType.Rgba8888, SKAlphaType.Premul), pixels);
    }

    // A picture that is nothing but scans, with their own pixels: one, or a table of them; white on black or black on white.
    private SKBitmap PaintScans(Random random, List<Mark> marks)
    {
        int rows = random.Next(2) == 0 ? 1 : random.Next(1, 4), columns = rows == 1 && random.Next(2) == 0 ? 1 : random.Next(1, 5);
        var bitmap = new SKBitmap(new SKImageInfo(
            columns * scans!.Width, rows * scans.Height, SKColorType.Rgba8888, SKAlphaType.Opaque));
        using var canvas = new SKCanvas(bitmap);
        bool dark = random.Next(3) == 0;
        canvas.Clear(dark ? SKColors.White : SKColors.Black);
        for (int i = 0; i < rows * columns; i++)
        {
            int index = random.Next(scans.Count);
            var (x, y) = (i % columns * scans.Width, i / columns * scans.Height);
            var scan = Ink(index);
            using var tint = SKColorFilter.CreateBlendMode(dark ? SKColors.Black : SKColors.White, SKBlendMode.SrcIn);
            using var paint = new SKPaint { ColorFilter = tint };
            canvas.DrawImage(scan, x, y, SKSamplingOptions.Default, paint);
            marks.Add(Mark.Scanned(scans.Label(index), scan, SKMatrix.CreateTranslation(x, y)));
        }
        return bitmap;
    }

    // Something else on the picture, away from the digits.
    private static void AddDoodles(SKBitmap bitmap, List<Mark> marks, Random random)
    {
        using var canvas = new SKCanvas(bitmap);
        for (int i = random.Next(1, 5); i > 0; i--)
        {
            float height = Math.Max(bitmap.Width, bitmap.Height) * (0.03f + 0.25f * random.NextSingle() * random.NextSingle());
            var place = new SKPoint(random.NextSingle() * bitmap.Width, random.NextSingle() * bitmap.Height);
            if (marks.Any(m => SKRect.Inflate(m.Box, height * 0.6f, height * 0.8f).Contains(place)))
                continue;
            byte grey = (byte)random.Next(256);
            Pen.Draw(canvas, new Writing(
                Doodle.All[random.Next(Doodle.All.Count)], place, height, 0.6f + 0.8f * random.NextSingle(), 0.2f * random.NextSingle(),
                random.Next(-15, 16), height * (0.04f + 0.1f * random.NextSingle()), new SKColor(grey, grey, grey)), random);
        }
    }

    private static Scene Finish(SKBitmap bitmap, List<Mark> marks, Random random)
    {
        marks.RemoveAll(mark => mark.Digit < 0);
        var grey = new GreyPicture(bitmap);
        float scale = Side * (0.8f + 0.5f * random.NextSingle()) / Math.Max(grey.Height, grey.Width);
        int height = Math.Max(1, (int)(grey.Height * scale)), width = Math.Max(1, (int)(grey.Width * scale));
        var boxes = marks.Select(mark => new SceneBox(
            mark.Box.Top * scale, mark.Box.Left * scale, mark.Box.Bottom * scale, mark.Box.Right * scale)).ToArray();
        var inks = marks.Where(mark => mark.Size * scale >= DigitFinder.Smallest).OrderBy(_ => random.Next()).Take(MostInks)
            .Select(mark => Close(grey, mark, random)).ToArray();
        return new Scene(height, width, grey.Part(new SKRect(0, 0, grey.Width, grey.Height), height, width, sparse: true), boxes, inks);
    }

    // Cut out as the finder may find it: a little aside, a little too large or small.
    private static InkSample Close(GreyPicture grey, Mark mark, Random random)
    {
        const int size = InkNetwork.Side;
        float side = mark.Size * size / InkNetwork.Digit * (0.88f + 0.27f * random.NextSingle());
        float x = mark.Box.MidX + mark.Size * 0.12f * (random.NextSingle() - 0.5f);
        float y = mark.Box.MidY + mark.Size * 0.12f * (random.NextSingle() - 0.5f);
        var place = SKRect.Create(x - side / 2, y - side / 2, side, side);
        using var ink = new SKBitmap(new SKImageInfo(size, size, SKColorType.Rgba8888, SKAlphaType.Opaque));
        using (var canvas = new SKCanvas(ink))
        {
            canvas.Clear(SKColors.Black);
            canvas.Scale(size / side);
            canvas.Translate(-place.Left, -place.Top);
            mark.Redraw(canvas, Thinnest, Thickest);
        }
        return new InkSample(grey.Part(place, size, size), new GreyPicture(ink).Part(new SKRect(0, 0, size, size), size, size));
    }
}
