using System.Numerics;
using Cnn.Tests.Platform;
using Demo.Drawing;
using Demo.Platform;
using Demo.Ui;
using Demo.Views.Space;
using NUnit.Framework;
using Silk.NET.OpenGL;

namespace Cnn.Tests.Demo.Space;

/// <summary>What is drawn in space: seen straight on the same as elsewhere, nothing outside its rectangle, and only what changed.</summary>
[NonParallelizable]
public class SpaceDrawingTests
{
    private const int Width = 400, Height = 300;

    private static readonly Rect s_rect = new(40, 30, 320, 240);

    // Along the way of the data; a unit of space at the target takes 100 pixels.
    private static readonly Projection s_along = new(new Pose(MathF.PI / 2, 0, 240 / (100 * 2 * Pose.HalfView), Vector3.Zero), s_rect);

    private static readonly (int, RangeOf)[] s_shown =
        [(0, RangeOf.Own), (1, RangeOf.Map), (2, RangeOf.Layer), (1, RangeOf.Unit), (-1, RangeOf.Picture)];

    [TestCase(false, 1f)]
    [TestCase(false, 1.5f)]
    [TestCase(true, 1f)]
    [OwnThread]
    public void A_map_seen_straight_on_has_the_colours_that_it_has_elsewhere(bool old, float scale)
    {
        using var drawing = new Drawing(old, scale);
        // Eight pixels a cell, and the smallest and largest in another channel.
        var value = Painting.Random([1, 3, 6, 10]);
        value.Floats[100] = -0.3f;
        using var maps = new Painting.Maps(drawing.Gl, value);
        foreach (var colours in new[] { ColourMap.Diverging, ColourMap.Viridis, ColourMap.Turbo, ColourMap.Grey })
            foreach (var (channel, range) in s_shown)
            {
                var flat = new Rect(s_rect.CentreX - 40, s_rect.CentreY - 24, 80, 48);
                drawing.List.Reset();
                drawing.List.Map(flat, maps.Node, channel, colours, range);
                byte[] there = drawing.Draw(maps);
                drawing.List.Reset();
                drawing.List.Space.Begin(s_rect, s_along.ToClip);
                drawing.List.Space.Map(
                    new Vector3(0, 0.24f, -0.4f), 0.8f * Vector3.UnitZ, -0.48f * Vector3.UnitY, maps.Node, channel, colours, range);
                drawing.List.Space.End(s_along.Eye.X);
                byte[] here = drawing.Draw(maps);
                Assert.That(drawing.Differing(there, here), Is.Empty, $"{colours} {channel} {range}");
                Assert.That(here.Distinct().Count(), Is.GreaterThan(8), "something is drawn");
            }
    }

    [Test, OwnThread]
    public void What_is_nearer_covers_what_is_farther()
    {
        using var drawing = new Drawing(old: false, 1);
        using var maps = new Painting.Maps(drawing.Gl, Tensor.From([1, 1, 1, 1], [1f]));
        foreach (bool behind in new[] { false, true })
        {
            drawing.List.Reset();
            // From the other side red is the nearer one.
            var pose = new Pose(behind ? -MathF.PI / 2 : MathF.PI / 2, 0, 5, Vector3.Zero);
            var seen = new Projection(pose, s_rect);
            drawing.List.Space.Begin(s_rect, seen.ToClip);
            drawing.List.Space.Sheet(new Vector3(0.5f, 0.5f, -0.5f), Vector3.UnitZ, -Vector3.UnitY, 0xFFFF0000);
            drawing.List.Space.Map(new Vector3(0, 0.5f, -0.5f), Vector3.UnitZ, -Vector3.UnitY, maps.Node, 0, ColourMap.Grey, RangeOf.Unit);
            drawing.List.Space.Sheet(new Vector3(-0.5f, 0.5f, -0.5f), Vector3.UnitZ, -Vector3.UnitY, 0xFF0000FF);
            drawing.List.Space.Line(new Vector3(0.2f, 0, 0), new Vector3(0.2f, 0, 0), 0xFF00FF00, 9);
            drawing.List.Space.End(seen.Eye.X);
            Assert.That(Drawing.At(drawing.Draw(maps), 200, 150), Is.EqualTo(behind ? (255, 0, 0) : (0, 0, 255)));
        }
    }

    [Test, OwnThread]
    public void A_line_goes_from_end_to_end_and_is_as_wide_as_it_says()
    {
        using var drawing = new Drawing(old: false, 1);
        using var maps = new Painting.Maps(drawing.Gl, Tensor.From([1, 1, 1, 1], [1f]));
        drawing.List.Space.Begin(s_rect, s_along.ToClip);
        drawing.List.Space.Line(new Vector3(0, 0, -0.5f), new Vector3(0, 0, 0.5f), 0xFFFFFFFF, 6);
        drawing.List.Space.Line(new Vector3(0, 0.6f, 0), new Vector3(0, 0.6f, 0), 0xFF00FF00, 12);
        drawing.List.Space.End(s_along.Eye.X);
        byte[] drawn = drawing.Draw(maps);
        foreach (int x in new[] { 152, 200, 248 })
            Assert.That(Drawing.At(drawn, x, 150), Is.EqualTo((255, 255, 255)), $"on the line, {x}");
        int wide = Enumerable.Range(0, Height).Count(y => Drawing.At(drawn, 200, y).Red > 128);
        Assert.That(wide, Is.InRange(5, 7));
        Assert.That(Drawing.At(drawn, 140, 150).Red, Is.LessThan(40), "beyond its end");
        Assert.That(Drawing.At(drawn, 200, 90), Is.EqualTo((0, 255, 0)), "a dot");
        Assert.That(Drawing.At(drawn, 192, 90).Green, Is.LessThan(40), "beside the dot");
    }

    [Test, OwnThread]
    public void Only_what_changed_is_drawn_and_nothing_outside_the_rectangle()
    {
        using var drawing = new Drawing(old: false, 1);
        using var maps = new Painting.Maps(drawing.Gl, Painting.Random([1, 2, 6, 6]), Painting.Random([1, 1, 2, 2]));
        bool Fill(float yaw, int channel, float width)
        {
            drawing.List.Reset();
            var seen = new Projection(new Pose(yaw, 0.2f, 2, Vector3.Zero), s_rect);
            drawing.List.Space.Begin(s_rect, seen.ToClip);
            // Larger than the rectangle.
            drawing.List.Space.Map(new Vector3(0, 3, -3), 6 * Vector3.UnitZ, -6 * Vector3.UnitY, maps.Node, channel,
                ColourMap.Viridis, RangeOf.Layer);
            drawing.List.Space.Line(new Vector3(0, 0, -3), new Vector3(0, 0, 3), 0xFFFFFFFF, width);
            drawing.List.Space.End(seen.Eye.X);
            return drawing.Paint(maps);
        }
        var inside = new PixelRect(40, 30, 360, 270);
        Assert.That(Fill(1, 0, 2), Is.True);
        byte[] first = drawing.Pixels();
        var around = Enumerable.Range(0, Width * Height).Select(i => (X: i % Width, Y: i / Width))
            .Where(at => at.X < inside.Left || at.X >= inside.Right || at.Y < inside.Top || at.Y >= inside.Bottom);
        Assert.That(around.Select(at => Drawing.At(first, at.X, at.Y)).Distinct().Count(), Is.EqualTo(1), "around it");
        Assert.That(Fill(1, 0, 2), Is.False, "nothing has changed");
        foreach (var change in new Func<bool>[] { () => Fill(1.1f, 0, 2), () => Fill(1.1f, 1, 2), () => Fill(1.1f, 1, 3) })
        {
            Assert.That(change(), Is.True);
            Assert.That(drawing.Redrawn, Is.EqualTo(new[] { inside }));
            Assert.That(change(), Is.False);
        }
        maps.Change(Painting.Random([1, 2, 6, 6]));
        Assert.That(Fill(1.1f, 1, 3), Is.True, "a map with other values");
        byte[] parts = drawing.Pixels();
        drawing.Forget();
        Fill(1.1f, 1, 3);
        Assert.That(drawing.Differing(parts, drawing.Pixels()), Is.Empty);
    }

    // A painter on an offscreen window, and what it leaves.
    private sealed class Drawing : IDisposable
    {
        private readonly HeadlessWindow _window = new(Width, Height);
        private readonly KeptFramebuffer _kept;
        private readonly Fonts _fonts = new();
        private readonly Painter _painter;
        private readonly Viewport _viewport;

        public Drawing(bool old, float scale)
        {
            Gl = old ? OldOpenGl.Of(_window.Gl) : _window.Gl;
            _kept = new KeptFramebuffer(Gl, new(Width, Height));
            _viewport = new Viewport(_kept.Handle, Width, Height, scale);
            var shaders = new DrawShaders(Gl, null) { Version = old ? new(3, 3) : new(4, 5) };
            _painter = new Painter(Gl, shaders, _window.GetProcAddress, _fonts);
        }

        public GL Gl { get; }

        public DrawList List { get; } = new();

        public PixelRect[] Redrawn => _painter.Redrawn.ToArray();

        public void Forget() => _painter.Forget();

        public bool Paint(IActivations activations)
        {
            List.End();
            return _painter.Draw(List, activations, null, _viewport);
        }

        public byte[] Draw(IActivations activations)
        {
            Forget();
            Paint(activations);
            return Pixels();
        }

        // From the top row down.
        public byte[] Pixels()
        {
            byte[] pixels = new byte[4 * Width * Height], turned = new byte[4 * Width * Height];
            Gl.BindFramebuffer(FramebufferTarget.Framebuffer, _kept.Handle);
            Gl.ReadPixels(0, 0, Width, Height, PixelFormat.Rgba, PixelType.UnsignedByte, pixels.AsSpan());
            Assert.That(Gl.GetError(), Is.EqualTo(GLEnum.NoError));
            for (int y = 0; y < Height; y++)
                pixels.AsSpan(4 * Width * (Height - 1 - y), 4 * Width).CopyTo(turned.AsSpan(4 * Width * y));
            return turned;
        }

        public static (int Red, int Green, int Blue) At(byte[] pixels, int x, int y)
        {
            var pixel = pixels.AsSpan(4 * (y * Width + x), 3);
            return (pixel[0], pixel[1], pixel[2]);
        }

        public IEnumerable<(int, int)> Differing(byte[] one, byte[] other) => Enumerable.Range(0, Width * Height)
            .Where(i => At(one, i % Width, i / Width) != At(other, i % Width, i / Width)).Select(i => (i % Width, i / Width)).Take(5);

        public void Dispose()
        {
            _painter.Dispose();
            _fonts.Dispose();
            _kept.Dispose();
            _window.Dispose();
        }
    }
}
