using SkiaSharp;

namespace Demo.Pages;

/// <summary>Draws what is behind a sheet: rooms, books, somebody, bricks and wood; all of it ours.</summary>
internal static class BackdropPainter
{
    private const int Width = CameraFrame.Width, Height = CameraFrame.Height;

    /// <summary>Fills the canvas.</summary>
    public static void Paint(SKCanvas canvas, Backdrop backdrop, Random random)
    {
        switch (backdrop)
        {
            case Backdrop.Room:
                Room(canvas, random);
                break;
            case Backdrop.Shelf:
                Shelf(canvas, random);
                break;
            case Backdrop.Person:
                Room(canvas, random);
                Person(canvas, random);
                break;
            case Backdrop.Texture when random.Next(2) == 0:
                Bricks(canvas, random);
                break;
            default:
                Wood(canvas, random);
                break;
        }
    }

    private static void Room(SKCanvas canvas, Random random)
    {
        int wall = random.Next(90, 200);
        Slope(canvas, new SKRect(0, 0, Width, Height), Grey(wall, random), Grey(wall * 2 / 3, random));
        // The window, a picture's frame with something in it, the lamp.
        float x = random.Next(20, 420), y = random.Next(20, 90);
        Fill(canvas, new SKRect(x, y, x + 170, y + 190), Grey(235, random));
        for (int i = 0; i < 3; i++)
            Fill(canvas, new SKRect(x + i * 82, y, x + i * 82 + 7, y + 190), Grey(70, random));
        Fill(canvas, new SKRect(x, y + 90, x + 170, y + 97), Grey(70, random));
        x = (x + 300) % 520;
        Fill(canvas, new SKRect(x, 60, x + 110, 150), Grey(50, random));
        Slope(canvas, new SKRect(x + 9, 69, x + 101, 141), Colour(random, 60, 200), Colour(random, 60, 200));
        Circle(canvas, x + 40, 105, 17, Colour(random, 40, 220));
        // A table with a cup and a book.
        float table = random.Next(330, 400);
        Slope(canvas, new SKRect(0, table, Width, Height), new SKColor(122, 84, 52), new SKColor(78, 52, 34));
        x = random.Next(30, 550);
        Fill(canvas, new SKRect(x, table - 38, x + 34, table + 8), Colour(random, 40, 230));
        Circle(canvas, x + 38, table - 14, 11, Colour(random, 30, 200), stroke: 5);
        x = (x + 260) % 560;
        Fill(canvas, new SKRect(x, table - 6, x + 90, table + 12), Colour(random, 40, 200));
    }

    private static void Shelf(SKCanvas canvas, Random random)
    {
        canvas.Clear(new SKColor(52, 38, 28));
        float board = random.Next(105, 150);
        for (float bottom = board; bottom < Height + board; bottom += board)
        {
            Fill(canvas, new SKRect(0, bottom - 10, Width, bottom), new SKColor(118, 84, 54));
            for (float x = random.Next(6); x < Width;)
            {
                float thick = random.Next(12, 38), high = board * (0.6f + 0.25f * random.NextSingle());
                var spine = new SKRect(x, bottom - 10 - high, x + thick, bottom - 10);
                Fill(canvas, spine, Colour(random, 30, 220));
                // The title: short strokes one below the other, and a band.
                var print = random.Next(2) == 0 ? Grey(225, random) : Grey(35, random);
                for (float y = spine.Top + 14; y < spine.Top + high * 0.55f; y += 7)
                    Fill(canvas, new SKRect(x + thick * 0.3f, y, x + thick * (0.5f + 0.25f * random.NextSingle()), y + 3), print);
                Fill(canvas, new SKRect(x, spine.Bottom - 18, x + thick, spine.Bottom - 13), print);
                x += thick + random.Next(3);
                if (random.Next(9) == 0)
                    x += random.Next(10, 40);
            }
        }
    }

    private static void Person(SKCanvas canvas, Random random)
    {
        float x = random.Next(180, 460), y = random.Next(120, 190), size = random.Next(62, 105);
        var skin = new SKColor((byte)random.Next(120, 232), (byte)random.Next(85, 180), (byte)random.Next(60, 145));
        var hair = Grey(random.Next(20, 110), random);
        Oval(canvas, x, y + size * 2.9f, size * 2, size * 1.7f, Colour(random, 20, 230));
        Fill(canvas, new SKRect(x - size * 0.35f, y + size * 0.7f, x + size * 0.35f, y + size * 1.5f), skin);
        Oval(canvas, x, y - size * 0.25f, size * 0.95f, size * 1.15f, hair);
        Oval(canvas, x, y, size * 0.78f, size, skin);
        for (int side = -1; side <= 1; side += 2)
        {
            float eye = x + side * size * 0.32f;
            Oval(canvas, eye, y - size * 0.1f, size * 0.14f, size * 0.08f, Grey(230, random));
            Circle(canvas, eye, y - size * 0.1f, size * 0.07f, Grey(30, random));
            Fill(canvas, new SKRect(eye - size * 0.18f, y - size * 0.32f, eye + size * 0.18f, y - size * 0.26f), hair);
        }
        using var line = new SKPaint
        {
            Color = Shade(skin, 0.6f),
            IsAntialias = true,
            Style = SKPaintStyle.Stroke,
            StrokeWidth = size * 0.05f,
        };
        canvas.DrawLine(x, y, x - size * 0.08f, y + size * 0.3f, line);
        Oval(canvas, x, y + size * 0.55f, size * 0.26f, size * 0.07f, new SKColor(150, 60, 60));
        if (random.Next(2) == 0)
            for (int side = -1; side <= 1; side += 2)
                Circle(canvas, x + side * size * 0.32f, y - size * 0.1f, size * 0.24f, Grey(30, random), stroke: size * 0.05f);
    }

    private static void Bricks(SKCanvas canvas, Random random)
    {
        canvas.Clear(new SKColor(168, 160, 150));
        float high = random.Next(24, 44), wide = high * 2.3f;
        for (int row = 0; row * high < Height; row++)
            for (float x = row % 2 * -wide / 2; x < Width; x += wide)
            {
                var red = new SKColor((byte)random.Next(110, 175), (byte)random.Next(52, 84), (byte)random.Next(40, 68));
                Fill(canvas, new SKRect(x + 3, row * high + 3, x + wide - 2, (row + 1) * high - 2), red);
            }
    }

    private static void Wood(SKCanvas canvas, Random random)
    {
        Slope(canvas, new SKRect(0, 0, Width, Height), new SKColor(146, 102, 62), new SKColor(98, 64, 38));
        for (int i = 0; i < 150; i++)
        {
            float y = random.Next(Height), swing = random.Next(2, 9);
            using var grain = new SKPaint
            {
                Color = new SKColor(58, 36, 20, (byte)random.Next(40, 150)),
                IsAntialias = true,
                Style = SKPaintStyle.Stroke,
                StrokeWidth = 0.8f + 2 * random.NextSingle(),
            };
            using var builder = new SKPathBuilder();
            builder.MoveTo(-5, y);
            builder.CubicTo(200, y + swing, 420, y - swing * 2, Width + 5, y + swing);
            using var path = builder.Detach();
            canvas.DrawPath(path, grain);
        }
        // Knots.
        for (int i = 0; i < 3; i++)
            Oval(canvas, random.Next(Width), random.Next(Height), random.Next(8, 20), random.Next(5, 12), new SKColor(62, 38, 22));
    }

    private static SKColor Grey(int level, Random random) => new(
        (byte)Math.Clamp(level + random.Next(-8, 9), 0, 255), (byte)level, (byte)Math.Clamp(level + random.Next(-12, 5), 0, 255));

    private static SKColor Colour(Random random, int low, int high) =>
        new((byte)random.Next(low, high), (byte)random.Next(low, high), (byte)random.Next(low, high));

    private static SKColor Shade(SKColor colour, float by) =>
        new((byte)(colour.Red * by), (byte)(colour.Green * by), (byte)(colour.Blue * by));

    private static void Fill(SKCanvas canvas, SKRect rect, SKColor colour)
    {
        using var paint = new SKPaint { Color = colour, IsAntialias = true };
        canvas.DrawRect(rect, paint);
    }

    private static void Slope(SKCanvas canvas, SKRect rect, SKColor from, SKColor to)
    {
        using var shader =
            SKShader.CreateLinearGradient(new SKPoint(rect.Left, rect.Top), new SKPoint(rect.Right, rect.Bottom), [from, to],
                SKShaderTileMode.Clamp);
        using var paint = new SKPaint { Shader = shader };
        canvas.DrawRect(rect, paint);
    }

    private static void Oval(SKCanvas canvas, float x, float y, float radiusX, float radiusY, SKColor colour)
    {
        using var paint = new SKPaint { Color = colour, IsAntialias = true };
        canvas.DrawOval(x, y, radiusX, radiusY, paint);
    }

    private static void Circle(SKCanvas canvas, float x, float y, float radius, SKColor colour, float stroke = 0)
    {
        using var paint = new SKPaint { Color = colour, IsAntialias = true, IsStroke = stroke > 0, StrokeWidth = stroke };
        canvas.DrawCircle(x, y, radius, paint);
    }
}
