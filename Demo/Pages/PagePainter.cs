using SkiaSharp;

namespace Demo.Pages;

/// <summary>Draws a page as a camera would see it.</summary>
internal static class PagePainter
{
    /// <summary>The picture, opaque RGBA; the caller disposes it.</summary>
    /// <param name="page">What is seen.</param>
    /// <param name="marks">Where the digits stand is added; null where nobody asks.</param>
    public static SKBitmap Paint(Page page, ICollection<Mark>? marks = null)
    {
        var random = new Random(page.Seed);
        var bitmap = new SKBitmap(new SKImageInfo(page.Width, page.Height, SKColorType.Rgba8888, SKAlphaType.Opaque));
        using (var canvas = new SKCanvas(bitmap))
        {
            canvas.Clear(page.Paper);
            if (page.Condition == PageCondition.Perspective)
            {
                canvas.Clear(new SKColor(110, 84, 62));
                canvas.SetMatrix(Tilt(page, random));
                using var paper = new SKPaint { Color = page.Paper };
                canvas.DrawRect(0, 0, page.Width, page.Height, paper);
            }
            if (page.Condition is PageCondition.Ruled or PageCondition.Grid or PageCondition.DarkRuled or PageCondition.DarkGrid)
                DrawRules(canvas, page, random);
            foreach (var writing in page.Writings)
            {
                var mark = Pen.Draw(canvas, writing, random);
                marks?.Add(mark);
            }
            canvas.ResetMatrix();
            if (page.Condition == PageCondition.Gradient)
                DrawGradient(canvas, page, random);
            if (page.Condition == PageCondition.Shadow)
                DrawShadow(canvas, page, random);
        }
        if (page.Condition == PageCondition.Blur)
            Lens.Blur(bitmap, page.DigitHeight * (0.012f + 0.02f * random.NextSingle()));
        // Every camera is a little noisy.
        Lens.AddNoise(bitmap, page.Condition == PageCondition.Noise ? 10 + 12 * random.NextSingle() : 1.5f, random);
        return bitmap;
    }

    private static void DrawRules(SKCanvas canvas, Page page, Random random)
    {
        float spacing = Math.Min(page.Width, page.Height) * (0.05f + 0.06f * random.NextSingle());
        using var line = new SKPaint
        {
            Color = page.Condition is PageCondition.DarkRuled or PageCondition.DarkGrid ? page.Ink : new SKColor(150, 178, 214),
            IsAntialias = true,
            StrokeWidth = Math.Max(1, page.Width / 500f),
        };
        canvas.Save();
        canvas.RotateDegrees(-2 + 4 * random.NextSingle(), page.Width / 2f, page.Height / 2f);
        float reach = page.Width + page.Height;
        for (float y = -page.Height; y < 2 * page.Height; y += spacing)
            canvas.DrawLine(-reach, y, reach, y, line);
        if (page.Condition is PageCondition.Grid or PageCondition.DarkGrid)
            for (float x = -page.Width; x < 2 * page.Width; x += spacing)
                canvas.DrawLine(x, -reach, x, reach, line);
        canvas.Restore();
    }

    // The four corners of the sheet move inwards by up to a tenth.
    private static SKMatrix Tilt(Page page, Random random)
    {
        float dx = page.Width * 0.1f, dy = page.Height * 0.1f;
        SKPoint Corner(float x, float y) => new(
            x * page.Width + (1 - 2 * x) * dx * random.NextSingle(), y * page.Height + (1 - 2 * y) * dy * random.NextSingle());
        return Lens.SquareTo(Corner(0, 0), Corner(1, 0), Corner(1, 1), Corner(0, 1))
            .PreConcat(SKMatrix.CreateScale(1f / page.Width, 1f / page.Height));
    }

    private static void DrawGradient(SKCanvas canvas, Page page, Random random)
    {
        float angle = random.NextSingle() * MathF.Tau, reach = Math.Max(page.Width, page.Height) * 0.6f;
        var middle = new SKPoint(page.Width / 2f, page.Height / 2f);
        var arm = new SKPoint(MathF.Cos(angle) * reach, MathF.Sin(angle) * reach);
        byte dark = (byte)random.Next(90, 170);
        using var shader = SKShader.CreateLinearGradient(
            middle - arm, middle + arm, [SKColors.White, new SKColor(dark, dark, dark)], SKShaderTileMode.Clamp);
        using var light = new SKPaint { Shader = shader, BlendMode = SKBlendMode.Multiply };
        canvas.DrawRect(0, 0, page.Width, page.Height, light);
    }

    private static void DrawShadow(SKCanvas canvas, Page page, Random random)
    {
        float size = Math.Max(page.Width, page.Height);
        byte dark = (byte)random.Next(130, 190);
        using var soft = SKMaskFilter.CreateBlur(SKBlurStyle.Normal, size * (0.015f + 0.03f * random.NextSingle()));
        using var shadow = new SKPaint { Color = new SKColor(dark, dark, dark), BlendMode = SKBlendMode.Multiply, MaskFilter = soft };
        canvas.Save();
        canvas.Translate(page.Width * (0.3f + 0.4f * random.NextSingle()), page.Height / 2f);
        canvas.RotateDegrees(-40 + 80 * random.NextSingle());
        canvas.DrawRect(0, -2 * size, 2 * size, 4 * size, shadow);
        canvas.Restore();
    }
}
