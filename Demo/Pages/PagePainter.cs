using System.Runtime.InteropServices;
using SkiaSharp;

namespace Demo.Pages;

/// <summary>Draws a page as a camera would see it.</summary>
internal static class PagePainter
{
    /// <summary>The picture, opaque RGBA; the caller disposes it.</summary>
    public static SKBitmap Paint(Page page)
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
            DrawDigit(canvas, page, random);
            canvas.ResetMatrix();
            if (page.Condition == PageCondition.Gradient)
                DrawGradient(canvas, page, random);
            if (page.Condition == PageCondition.Shadow)
                DrawShadow(canvas, page, random);
        }
        if (page.Condition == PageCondition.Blur)
            Blur(bitmap, page.DigitHeight * (0.012f + 0.02f * random.NextSingle()));
        // Every camera is a little noisy.
        AddNoise(bitmap, page.Condition == PageCondition.Noise ? 10 + 12 * random.NextSingle() : 1.5f, random);
        return bitmap;
    }

    private static void DrawDigit(SKCanvas canvas, Page page, Random random)
    {
        float phase = random.NextSingle() * MathF.Tau, wobble = 1.6f * random.NextSingle();
        using var ink = new SKPaint
        {
            Color = page.Ink,
            IsAntialias = true,
            Style = SKPaintStyle.Stroke,
            StrokeWidth = page.PenWidth,
            StrokeCap = SKStrokeCap.Round,
            StrokeJoin = SKStrokeJoin.Round,
        };
        canvas.Save();
        canvas.Translate(page.Centre.X, page.Centre.Y);
        canvas.RotateDegrees(page.Turn);
        float unit = page.DigitHeight / 100;
        foreach (var stroke in page.Hand.Points())
        {
            var points = Array.ConvertAll(stroke, p =>
            {
                // The hand's slow wobble: about one swing over the digit's height.
                float x = p.X - 34 + wobble * MathF.Sin(p.Y * 0.07f + phase);
                float y = p.Y - 50 + wobble * MathF.Sin(p.X * 0.09f + phase * 2);
                return new SKPoint((x * page.Stretch - y * page.Slant) * unit, y * unit);
            });
            using var builder = new SKPathBuilder();
            builder.AddPoly(points, close: false);
            using var path = builder.Detach();
            canvas.DrawPath(path, ink);
        }
        canvas.Restore();
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
        return SquareTo(Corner(0, 0), Corner(1, 0), Corner(1, 1), Corner(0, 1))
            .PreConcat(SKMatrix.CreateScale(1f / page.Width, 1f / page.Height));
    }

    // The projective map that takes the unit square to a quadrilateral (Heckbert 1989, section 2.2.2).
    private static SKMatrix SquareTo(SKPoint a, SKPoint b, SKPoint c, SKPoint d)
    {
        SKPoint e = b - c, f = d - c, s = a - b + c - d;
        float area = e.X * f.Y - f.X * e.Y;
        float g = (s.X * f.Y - f.X * s.Y) / area, h = (e.X * s.Y - s.X * e.Y) / area;
        return new SKMatrix(
            b.X - a.X + g * b.X, d.X - a.X + h * d.X, a.X,
            b.Y - a.Y + g * b.Y, d.Y - a.Y + h * d.Y, a.Y,
            g, h, 1);
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

    private static void Blur(SKBitmap bitmap, float sigma)
    {
        using var filter = SKImageFilter.CreateBlur(sigma, sigma, SKShaderTileMode.Clamp);
        using var paint = new SKPaint { ImageFilter = filter };
        using var sharp = SKImage.FromBitmap(bitmap);
        using var canvas = new SKCanvas(bitmap);
        canvas.DrawImage(sharp, 0, 0, SKSamplingOptions.Default, paint);
    }

    private static void AddNoise(SKBitmap bitmap, float sigma, Random random)
    {
        foreach (ref uint pixel in MemoryMarshal.Cast<byte, uint>(bitmap.GetPixelSpan()))
        {
            // The sum of four uniform numbers is close enough to a normal one.
            float sum = random.NextSingle() + random.NextSingle() + random.NextSingle() + random.NextSingle() - 2;
            int noise = (int)MathF.Round(sum * sigma * MathF.Sqrt(3));
            uint Channel(uint value) => (uint)Math.Clamp((int)(value & 255) + noise, 0, 255);
            pixel = Channel(pixel) | Channel(pixel >> 8) << 8 | Channel(pixel >> 16) << 16 | 0xFF000000;
        }
    }
}
