using Cnn.Preprocessing;
using Cnn.Tests.Platform;
using Demo.Drawing;
using Demo.Platform;
using Demo.Sources;
using Demo.Ui;
using NUnit.Framework;

namespace Cnn.Tests.Demo;

/// <summary>What a mask holds stays, and what is behind it becomes something else.</summary>
[NonParallelizable]
public class BackdropTests
{
    // A frame of 6×3, red left and blue right; the mask holds its left third.
    private static readonly Tensor Mask = Tensor.From([1, 1, 1, 3], new[] { 1f, 0, 0 });
    private static readonly Sight Whole = new(FramePart.Whole, new Rect(0, 0, 60, 30));

    private const uint Red = 0xFF0000, Blue = 0x0000FF;

    [Test, OwnThread]
    public void Squares_lie_where_the_mask_is_not() => Draw(Whole, Backdrop.Squares, null, window =>
    {
        Painting.Near(Painting.Pixel(window, 5, 15), Red);
        var greys = Enumerable.Range(30, 30).Select(x => Painting.Pixel(window, x, 15)).Distinct().ToArray();
        Assert.That(greys, Has.Length.EqualTo(2), "of two greys");
        foreach (uint grey in greys)
            Assert.That((grey >> 16 == (grey & 255), (grey >> 8 & 255) == (grey & 255)), Is.EqualTo((true, true)));
    });

    [Test, OwnThread]
    public void What_is_not_held_is_out_of_focus() => Draw(Whole, Backdrop.Blurred, null, window =>
    {
        Painting.Near(Painting.Pixel(window, 5, 15), Red);
        // The edge between red and blue lies at 30: both are seen there, and far from it each alone.
        uint edge = Painting.Pixel(window, 30, 15);
        Assert.That(new[] { edge >> 16, edge & 255 }, Is.All.InRange(90u, 170u));
        Painting.Near(Painting.Pixel(window, 58, 15), Blue);
    });

    // The picture is twice as high as wide: of its height a quarter is seen, the middle.
    [Test, OwnThread]
    public void Another_picture_fills_the_frame()
    {
        int[] pixels = [.. Enumerable.Range(0, 2 * 16).Select(i => i / 2 is >= 6 and < 10 ? unchecked((int)0xFF00FF00) : -1)];
        var picture = new Picture([.. pixels.SelectMany(p => Enumerable.Repeat(p, 4))], 8, 16);
        Draw(Whole, Backdrop.Picture, picture, window =>
        {
            Painting.Near(Painting.Pixel(window, 5, 15), Red);
            foreach (var (x, y) in new[] { (40, 6), (58, 15), (40, 24) })
                Painting.Near(Painting.Pixel(window, x, y), 0x00FF00);
        });
        Draw(Whole, Backdrop.Picture, null, window =>
            Assert.That(Painting.Pixel(window, 58, 2), Is.Not.EqualTo(Painting.Pixel(window, 58, 20)), "a sky"));
    }

    [Test, OwnThread]
    public void The_mask_of_a_mirrored_picture_holds_the_other_side() =>
        Draw(Whole with { Part = FramePart.Whole with { Mirrored = true } }, Backdrop.Squares, null, window =>
        {
            Painting.Near(Painting.Pixel(window, 55, 15), Blue);
            Assert.That(Painting.Pixel(window, 5, 15), Is.Not.EqualTo(Red));
        });

    // The mask is that of the right half, of which the left third is held; the left half is no part of it.
    [Test, OwnThread]
    public void What_the_network_did_not_see_stays() =>
        Draw(Whole with { Part = new FramePart(0.5f, 0, 0.5f, 1) }, Backdrop.Blurred, null, window =>
        {
            Painting.Near(Painting.Pixel(window, 24, 15), Red);
            Painting.Near(Painting.Pixel(window, 35, 15), Blue);
            Painting.Near(Painting.Pixel(window, 58, 15), Blue);
        });

    [Test, OwnThread]
    public void A_veil_over_a_mirrored_picture_is_mirrored_too()
    {
        var sight = Whole with { Part = FramePart.Whole with { Mirrored = true } };
        Assert.That(sight.At(new Rect(0, 0, 0.25f, 0.5f)), Is.EqualTo(new Rect(45, 0, 15, 15)));
        Painting.Draw((painter, list, window) =>
        {
            using var maps = new Painting.Maps(window.Gl, Mask);
            list.Map(sight, maps.Node, 0, ColourMap.Grey, RangeOf.Unit, 1, MapShape.Cells);
            painter.Draw(list, maps, null, Painting.Viewport(window));
            Painting.Near(Painting.Pixel(window, 55, 15), 0xFFFFFF);
            Painting.Near(Painting.Pixel(window, 5, 15), 0);
        });
    }

    [Test]
    public void A_key_goes_round_and_a_network_without_a_mask_says_so()
    {
        using var stage = Stage.OfMask();
        var controls = new Controls(stage.Scene, new CanvasSource(TimeProvider.System, 32), new Recorder());
        var seen = new List<Backdrop?>();
        for (int i = 0; i < 5; i++)
        {
            stage.Draw(960, 540);
            var items = stage.Scene.List.Backdrops;
            seen.Add(items.IsEmpty ? null : items[0].Backdrop);
            Assert.That(stage.Scene.List.Maps.ToArray().Count(map => map.Colours == ColourMap.Veil), Is.EqualTo(items.IsEmpty ? 1 : 0));
            controls.Press(Key.G);
        }
        Assert.That(seen, Is.EqualTo(new Backdrop?[] { null, Backdrop.Squares, Backdrop.Blurred, Backdrop.Picture, null }));

        using var digits = Stage.OfLeNet();
        var said = new Recorder();
        new Controls(digits.Scene, new CanvasSource(TimeProvider.System, 32), said).Press(Key.G);
        Assert.That((said.Done.Single(), digits.Scene.State.Backdrop),
            Is.EqualTo(("the network's output is shown as classes; only a mask has a background", Backdrop.None)));
    }

    private static void Draw(Sight sight, Backdrop backdrop, Picture? picture, Action<HeadlessWindow> test) => Painting.Draw(
        (painter, list, window) =>
        {
            using var maps = new Painting.Maps(window.Gl, Mask);
            int[] pixels = [.. Enumerable.Range(0, 6 * 3).Select(i => unchecked((int)0xFF000000) | (i % 6 < 3 ? 0xFF : 0xFF0000))];
            painter.Frame.Take(new Frame(pixels, 6, 3, default, 1));
            list.Picture(sight.Picture);
            list.Behind(sight, maps.Node, backdrop);
            list.End();
            painter.Draw(list, maps, null, Painting.Viewport(window));
            test(window);
        }, backdrop: picture);
}
