using Cnn.Preprocessing;
using Cnn.Tests.Platform;
using Demo.Drawing;
using Demo.Platform;
using Demo.Sources;
using Demo.Ui;
using NUnit.Framework;
using Silk.NET.OpenGL;

namespace Cnn.Tests.Demo;

/// <summary>Of a picture that is still there only what changed is drawn: the same pixels, and few of them.</summary>
[NonParallelizable]
public class PartialDrawingTests
{
    private const int Width = 700, Height = 420;

    // Anything that can be in a list, with what it looks like drawn from its seed.
    private readonly record struct Thing(int Kind, int Seed);

    [OwnThread]
    [TestCase(1f, 1)]
    [TestCase(1.5f, 2)]
    [TestCase(1f, 3)]
    [TestCase(2f, 4)]
    public void A_picture_drawn_in_parts_is_the_one_drawn_whole(float scale, int seed) => Draw(scale, (painter, list, window, viewport) =>
    {
        var random = new Random(seed);
        using var maps = new Painting.Maps(window.Gl, Painting.Random([1, 3, 7, 9]), Painting.Random([1, 2, 30, 40]));
        var things = Enumerable.Range(0, 60).Select(_ => Next(random)).ToList();
        int parts = 0;
        for (int step = 1; step <= 60; step++)
        {
            Change(things, random);
            if (random.Next(4) == 0)
                maps.Change(Painting.Random([1, 3, 7, 9]));
            if (random.Next(4) == 0)
                painter.Frame.Take(FrameOf(random, step));
            Fill(list, things, maps);
            painter.Draw(list, maps, null, viewport);
            parts = Math.Max(parts, painter.Redrawn.Length);
            if (step % 6 != 0)
                continue;
            byte[] drawn = Pixels(window);
            painter.Forget();
            painter.Draw(list, maps, null, viewport);
            Assert.That(painter.Redrawn.ToArray(), Is.EqualTo([viewport.Whole]));
            Assert.That(Differing(drawn, Pixels(window)), Is.Empty, $"after step {step}");
        }
        Assert.That(parts, Is.GreaterThan(3), "parts at once");
    });

    [Test, OwnThread]
    public void Only_what_changed_is_drawn_again() => Draw(1, (painter, list, window, viewport) =>
    {
        using var maps = new Painting.Maps(window.Gl, Painting.Random([1, 1, 4, 5]));
        PixelRect[] Redrawn(uint colour, string text, float bar)
        {
            list.Reset();
            list.Box(new Rect(0, 0, Width, Height), Theme.Panel);
            list.Box(new Rect(20, 20, 80, 60), colour, 8, Theme.Border);
            list.Box(new Rect(600, 20, bar, 20), Theme.Accent);
            list.Map(new Rect(300, 300, 50, 40), maps.Node, 0, ColourMap.Grey, RangeOf.Unit);
            list.Begin(new Rect(300, 20, 200, 100));
            list.Text(new Rect(310, 30, 80, 20), TextStyle.Body, text);
            list.Text(new Rect(310, 80, 80, 20), TextStyle.Body, "still");
            list.End();
            return painter.Draw(list, maps, null, viewport) ? painter.Redrawn.ToArray() : [];
        }
        Assert.That(Redrawn(Theme.Background, "1", 20), Is.EqualTo([viewport.Whole]), "the first time");
        Assert.That(Redrawn(Theme.Background, "1", 20.3f), Is.Empty, "nothing that is seen has changed");
        Assert.That(Redrawn(Theme.Accent, "1", 20), Is.EqualTo([new PixelRect(20, 20, 100, 80)]), "a box");
        Assert.That(Redrawn(Theme.Accent, "1", 40), Is.EqualTo([new PixelRect(600, 20, 640, 40)]), "a box and where it was");
        var line = Redrawn(Theme.Accent, "22", 40);
        Assert.That(line, Has.Length.EqualTo(1), "a text");
        Assert.That(new PixelRect(300, 25, 340, 55).Contains(line[0]), $"not the text beside it: {line[0]}");
        maps.Change(Painting.Random([1, 1, 4, 5]));
        Assert.That(Redrawn(Theme.Accent, "22", 40), Is.EqualTo([new PixelRect(300, 300, 350, 340)]), "a map with other values");
        painter.Frame.Take(FrameOf(new Random(1), 1));
        Assert.That(Redrawn(Theme.Accent, "22", 40), Is.Empty, "a frame that is not to be seen");
    });

    [Test, OwnThread]
    public void A_layer_that_comes_changes_maps_over_the_networks_range() => Draw(1, (painter, list, window, viewport) =>
    {
        using var maps = new Painting.Maps(
            window.Gl, Tensor.From([1, 1, 1, 2], new[] { 0f, 1 }), Tensor.From([1, 1, 1, 2], new[] { 0f, 4 }));
        list.Map(new Rect(0, 0, 100, 100), maps.Other, 0, ColourMap.Grey, RangeOf.Network);
        painter.Draw(list, maps, null, viewport);
        list.Map(new Rect(500, 300, 100, 100), maps.Node, 0, ColourMap.Grey, RangeOf.Network);
        painter.Draw(list, maps, null, viewport);
        byte[] drawn = Pixels(window);
        painter.Forget();
        painter.Draw(list, maps, null, viewport);
        Assert.That(Differing(drawn, Pixels(window)), Is.Empty);
    });

    [Test]
    public void Parts_do_not_overlap_and_cover_all_that_was_added()
    {
        var random = new Random(7);
        for (int round = 0; round < 200; round++)
        {
            var region = new Region();
            var added = Enumerable.Range(0, random.Next(1, 30)).Select(_ =>
            {
                int left = random.Next(2000), top = random.Next(1000);
                return new PixelRect(left, top, left + random.Next(0, 300), top + random.Next(0, 200));
            }).ToArray();
            foreach (var rect in added)
                region.Add(rect);
            var parts = region.Parts.ToArray();
            Assert.That(added.Where(rect => !rect.IsEmpty && !parts.Any(part => part.Contains(rect))), Is.Empty);
            for (int i = 0; i < parts.Length; i++)
                Assert.That(parts[(i + 1)..].Any(other => other.Overlaps(parts[i])), Is.False);
        }
    }

    private static void Draw(float scale, Action<Painter, DrawList, HeadlessWindow, Viewport> test)
    {
        using var window = new HeadlessWindow(Width, Height);
        using var fonts = new Fonts();
        using var painter = new Painter(window.Gl, new DrawShaders(window.Gl, null), window.GetProcAddress, fonts);
        test(painter, new DrawList(), window, new Viewport(window.Framebuffer, Width, Height, scale));
    }

    private static Thing Next(Random random) => new(random.Next(10), random.Next());

    // Some change, some come, some go, two change places: few at a time, as on a screen.
    private static void Change(List<Thing> things, Random random)
    {
        for (int i = random.Next(4); i > 0; i--)
            things[random.Next(things.Count)] = Next(random);
        if (random.Next(3) == 0)
            things.Insert(random.Next(things.Count), Next(random));
        if (random.Next(3) == 0)
            things.RemoveAt(random.Next(things.Count));
        int a = random.Next(things.Count), b = random.Next(things.Count);
        if (random.Next(3) == 0)
            (things[a], things[b]) = (things[b], things[a]);
    }

    private static void Fill(DrawList list, List<Thing> things, Painting.Maps maps)
    {
        list.Reset();
        foreach (var thing in things)
            Add(list, thing, maps);
        list.End();
    }

    private static void Add(DrawList list, Thing thing, Painting.Maps maps)
    {
        var random = new Random(thing.Seed);
        float X(int most) => random.NextSingle() * most;
        var rect = new Rect(X(Width), X(Height), 2 + X(90), 2 + X(60));
        uint colour = (uint)random.NextInt64() | (random.Next(2) == 0 ? 0xFF000000 : 0);
        switch (thing.Kind)
        {
            case 0 or 1:
                list.Box(rect, colour, X(9), random.Next(2) == 0 ? 0 : Theme.Border);
                return;
            case 2:
                list.Picture(rect, X(1) / 3, 0, 1, 1 - X(1) / 3);
                return;
            case 3 or 4:
                list.Map(rect, random.Next(2) == 0 ? maps.Node : maps.Other, random.Next(2), (ColourMap)random.Next(1, 8),
                    (RangeOf)random.Next(5), random.Next(2) == 0 ? 1 : X(1), (MapShape)random.Next(3));
                return;
        }
        if (thing.Kind == 9)
        {
            var sight = new Sight(new FramePart(0.2f, 0, 0.9f, 0.7f, random.Next(2) == 0), rect);
            list.Behind(sight, maps.Node, (Backdrop)random.Next(1, 4));
            return;
        }
        list.Begin(new Rect(rect.X - 40, rect.Y - 20, 140, 90));
        for (int i = random.Next(1, 4); i > 0; i--)
            AddShape(list, new Rect(rect.X + X(60), rect.Y + X(60), rect.Width, rect.Height), colour, random);
    }

    private static void AddShape(DrawList list, in Rect rect, uint colour, Random random)
    {
        switch (random.Next(8))
        {
            case 0:
                list.Fill(rect, colour, random.Next(2) * random.NextSingle() * 9, random.Next(2) == 0 ? 0 : Theme.Border);
                break;
            case 4:
                list.Segment(rect.X, rect.Y, rect.X, rect.Bottom, colour, 1 + random.NextSingle());
                break;
            case 5:
                list.Segment(rect.X, rect.Y, rect.Right, rect.Y, colour, 1 + random.NextSingle());
                break;
            case 1:
                list.Segment(rect.X, rect.Y, rect.Right, rect.Bottom, colour, 1 + random.NextSingle());
                break;
            case 2:
                list.Curve(rect.X, rect.Bottom, rect.Right, rect.Y, colour, 1 + random.NextSingle());
                break;
            case 3:
                list.Disc(rect.X, rect.Y, 2 + random.NextSingle() * 9, colour, Theme.Text);
                break;
            default:
                list.Text(rect, random.Next(2) == 0 ? TextStyle.Body : TextStyle.Label, $"{random.Next(10000)} of a text");
                break;
        }
    }

    private static Frame FrameOf(Random random, int step)
    {
        int[] pixels = new int[12 * 8];
        foreach (ref int pixel in pixels.AsSpan())
            pixel = random.Next() | unchecked((int)0xFF000000);
        return new Frame(pixels, 12, 8, default, step);
    }

    private static unsafe byte[] Pixels(HeadlessWindow window)
    {
        byte[] pixels = new byte[Width * Height * 4];
        window.Gl.BindFramebuffer(FramebufferTarget.Framebuffer, window.Framebuffer);
        fixed (byte* first = pixels)
            window.Gl.ReadPixels(0, 0, Width, Height, PixelFormat.Rgba, PixelType.UnsignedByte, first);
        return pixels;
    }

    // Where pictures differ, the first few places.
    private static IEnumerable<(int X, int Y)> Differing(byte[] one, byte[] other) => Enumerable.Range(0, Width * Height)
        .Where(i => !one.AsSpan(4 * i, 4).SequenceEqual(other.AsSpan(4 * i, 4))).Select(i => (i % Width, Height - 1 - i / Width)).Take(5);
}
