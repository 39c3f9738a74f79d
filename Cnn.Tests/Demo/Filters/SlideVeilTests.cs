using Demo.Platform;
using Demo.Ui;
using Demo.Views.Filters;
using NUnit.Framework;

namespace Cnn.Tests.Demo.Filters;

/// <summary>While the kernel slides, what it has not written yet is veiled, to the framebuffer's pixel.</summary>
public class SlideVeilTests
{
    private LabScene _scene = null!;

    private LabState Lab => _scene.Lab;

    [SetUp]
    public void Open()
    {
        _scene = LabScene.Open();
        _scene.Tick(0);
    }

    [TearDown]
    public void Close() => _scene.Dispose();

    [Test]
    public void It_covers_exactly_the_cells_that_come_after_the_place(
        [Values(1, 1.25f, 1.5f, 2.1f)] float scale, [Values(1, 2)] int stride, [Values(83.3f, 301.7f)] float width)
    {
        Lab.SetFilter(filter => filter with { Stride = stride }, _scene.App);
        _scene.Tick(0.1);
        Lab.Slide.Toggle();
        var (graph, node) = (Lab.Run.Graph!, Lab.Explained!.Nodes.Output);
        int columns = node.Shape[3], rows = node.Shape[2];
        var picture = new Rect(13.7f, 5.2f, width, width * rows / columns).Snapped(scale);
        foreach (var (x, y) in new[] { (0, 0), (columns / 3, rows / 2), (columns - 1, 1), (columns - 1, rows - 1), (2, rows - 1) })
        {
            Lab.Slide.Place = (x, y);
            var list = new DrawList();
            list.Begin(picture);
            SlideVeil.Draw(list, picture, scale, Lab, graph, node);
            list.End();
            Rect[] strips = list.Groups.IsEmpty ? [] : [.. list.Shapes(list.Groups[0]).ToArray().Select(shape => shape.Rect)];
            Assert.That(strips, Is.All.Matches<Rect>(IsOnPixels));
            int left = (int)MathF.Round(picture.X * scale), top = (int)MathF.Round(picture.Y * scale);
            int across = (int)MathF.Round(picture.Width * scale), down = (int)MathF.Round(picture.Height * scale);
            for (int i = 0; i < across * down; i++)
            {
                // The map's shader takes the cell under the pixel's middle.
                float atX = i % across + 0.5f, atY = i / across + 0.5f;
                int cell = (int)(atY / down * rows) * columns + (int)(atX / across * columns);
                int veiled = strips.Count(strip => strip.Contains((left + atX) / scale, (top + atY) / scale));
                Assert.That(veiled, Is.EqualTo(cell > y * columns + x ? 1 : 0), $"pixel {atX}, {atY} of ({x}, {y})");
            }
        }

        bool IsOnPixels(Rect rect) => new[] { rect.X, rect.Y, rect.Right, rect.Bottom }.All(
            edge => Math.Abs(edge * scale - MathF.Round(edge * scale)) < 1e-3);
    }

    [Test]
    public void It_lies_over_output_and_activation_while_the_slide_is_on_and_follows_steps_and_clicks()
    {
        Assert.That(Veils(), Is.Empty, "off");
        _scene.Press(Key.G);
        Assert.That(Veils(), Has.Length.EqualTo(4), "two strips over each");
        Assert.That(Veils().Select(veil => _scene.Places.Pictures.Second.Contains(veil)), Is.EqualTo(new[] { true, true, false, false }));
        _scene.Press(Key.Left);
        var (x, y) = Lab.Slide.Place;
        _scene.Press(Key.Up);
        Assert.That((Lab.Slide.Runs, Lab.Slide.IsOn, Lab.Slide.Place), Is.EqualTo((false, true, (x, y - 1))), "held, and still on");
        var before = Veils()[1];
        _scene.Press(Key.Down);
        Assert.That(Veils()[1].Y, Is.GreaterThan(before.Y + 1), "a row further down");
        var map = _scene.Spot("What leaves the filter");
        _scene.Click(map.X + 1, map.Y + 1);
        Assert.That(Veils()[1].Y, Is.EqualTo(map.Y + map.Height / LabScene.Height).Within(1));
        _scene.Press(Key.G);
        Assert.That(Veils(), Has.Length.EqualTo(4), "goes on from there");
        _scene.Press(Key.G);
        Assert.That(Veils(), Is.Empty, "ended");
    }

    [Test]
    public void What_a_pool_yields_has_other_cells_and_none()
    {
        Lab.Set(Lab.Row.Without(1), _scene.App);
        _scene.Press(Key.G);
        Assert.That(Veils(), Has.Length.EqualTo(2), "over the filter's output alone");
    }

    private Rect[] Veils()
    {
        _scene.Draw();
        var list = _scene.Scene.List;
        return [.. list.Groups.ToArray().SelectMany(group => list.Shapes(group).ToArray())
            .Where(shape => shape.Kind == ShapeKind.Box && shape.Colour == Theme.Shade).Select(shape => shape.Rect)];
    }
}
