using SkiaSharp;

namespace Demo.Pages;

/// <summary>Draws a frame as a camera gives it: the backdrop, the sheet and the hand that holds it, light, lens and sensor.</summary>
internal static class CameraPainter
{
    private const int Width = CameraFrame.Width, Height = CameraFrame.Height;

    /// <summary>The picture, opaque RGBA; the caller disposes it.</summary>
    /// <param name="frame">What is seen.</param>
    /// <param name="marks">Where the digits stand is added; null where nobody asks.</param>
    public static SKBitmap Paint(CameraFrame frame, ICollection<Mark>? marks = null)
    {
        var random = new Random(frame.Seed);
        var bitmap = new SKBitmap(new SKImageInfo(Width, Height, SKColorType.Rgba8888, SKAlphaType.Opaque));
        using (var canvas = new SKCanvas(bitmap))
        {
            BackdropPainter.Paint(canvas, frame.Backdrop, random);
            if (frame.Sheet.Length > 0)
            {
                canvas.Save();
                canvas.Concat(Lens.SquareTo(frame.Sheet[0], frame.Sheet[1], frame.Sheet[2], frame.Sheet[3])
                    .PreConcat(SKMatrix.CreateScale(1 / frame.SheetSize.Width, 1 / frame.SheetSize.Height)));
                DrawSheet(canvas, frame, random, marks);
                canvas.Restore();
            }
            DrawLight(canvas, frame, random);
        }
        // Every lens is a little soft, every sensor a little noisy.
        Lens.Blur(bitmap, frame.Condition == CameraCondition.Blur ? 1.5f + 1.5f * random.NextSingle() : 0.6f);
        if (frame.Condition == CameraCondition.MotionBlur)
            Lens.Move(bitmap, 5 + 6 * random.NextSingle(), random.NextSingle() * MathF.Tau);
        Lens.AddNoise(bitmap, frame.Condition is CameraCondition.Noise or CameraCondition.Dim ? 9 + 7 * random.NextSingle() : 3, random);
        return bitmap;
    }

    private static void DrawSheet(SKCanvas canvas, CameraFrame frame, Random random, ICollection<Mark>? marks)
    {
        var (width, height) = (frame.SheetSize.Width, frame.SheetSize.Height);
        var sheet = new SKRect(0, 0, width, height);
        bool board = frame.Condition == CameraCondition.Whiteboard, phone = frame.Condition == CameraCondition.Phone;
        // The shadow that it throws; a phone's case; a board's frame.
        using var soft = SKMaskFilter.CreateBlur(SKBlurStyle.Normal, 6);
        using var shadow = new SKPaint { Color = new SKColor(0, 0, 0, 90), MaskFilter = soft };
        canvas.DrawRect(new SKRect(5, 8, width + 8, height + 12), shadow);
        if (phone || board)
        {
            using var rim = new SKPaint { Color = phone ? new SKColor(20, 20, 24) : new SKColor(150, 152, 156), IsAntialias = true };
            float by = width * (phone ? 0.06f : 0.015f);
            canvas.DrawRoundRect(new SKRect(-by, phone ? -by * 2 : -by, width + by, height + (phone ? by * 2 : by)), by, by, rim);
        }
        using var paper = new SKPaint { Color = frame.Paper, IsAntialias = true };
        canvas.DrawRect(sheet, paper);
        foreach (var writing in frame.Writings)
        {
            var mark = Pen.Draw(canvas, writing, random);
            marks?.Add(mark);
        }
        if (!board)
            DrawFingers(canvas, width, height, random);
    }

    // A thumb at a lower corner, or one on each side; not on what is written.
    private static void DrawFingers(SKCanvas canvas, float width, float height, Random random)
    {
        float size = Math.Clamp(width * 0.08f, 9, 26);
        using var skin = new SKPaint
        {
            Color = new SKColor((byte)random.Next(120, 232), (byte)random.Next(85, 180), (byte)random.Next(60, 145)),
            IsAntialias = true,
        };
        if (random.Next(2) == 0)
            canvas.DrawOval(width * (random.Next(2) + (random.NextSingle() - 0.5f) * 0.2f), height, size * 0.8f, size * 1.4f, skin);
        else
            for (int side = 0; side <= 1; side++)
                canvas.DrawOval(side * width, height * (0.4f + 0.4f * random.NextSingle()), size * 1.3f, size * 0.8f, skin);
    }

    private static void DrawLight(SKCanvas canvas, CameraFrame frame, Random random)
    {
        int level = frame.Condition == CameraCondition.Dim ? random.Next(70, 120) : random.Next(185, 256);
        float angle = random.NextSingle() * MathF.Tau;
        var arm = new SKPoint(MathF.Cos(angle) * 400, MathF.Sin(angle) * 400);
        var middle = new SKPoint(Width / 2f, Height / 2f);
        using var shader = SKShader.CreateLinearGradient(
            middle - arm, middle + arm, [Grey(level), Grey(level * 3 / 4)], SKShaderTileMode.Clamp);
        using var light = new SKPaint { Shader = shader, BlendMode = SKBlendMode.Multiply };
        canvas.DrawRect(0, 0, Width, Height, light);
        if (frame.Condition != CameraCondition.Shaded)
            return;
        // A soft edge that runs across the sheet.
        SKPoint place = frame.Sheet[0] + frame.Sheet[2];
        using var soft = SKMaskFilter.CreateBlur(SKBlurStyle.Normal, 3 + 12 * random.NextSingle());
        using var shadow = new SKPaint { Color = Grey(random.Next(110, 170)), BlendMode = SKBlendMode.Multiply, MaskFilter = soft };
        canvas.Save();
        canvas.Translate(place.X / 2, place.Y / 2);
        canvas.RotateDegrees(random.Next(360));
        float aside = frame.SheetSize.Width * (-0.25f + 0.5f * random.NextSingle());
        canvas.DrawRect(aside, -1000, 1000, 2000, shadow);
        canvas.Restore();
    }

    private static SKColor Grey(int level) => new((byte)level, (byte)level, (byte)level);
}
