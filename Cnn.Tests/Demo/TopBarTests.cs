using Demo.Ui;
using NUnit.Framework;

namespace Cnn.Tests.Demo;

/// <summary>The window's top: whatever can be chosen there, its buttons lie side by side.</summary>
public class TopBarTests
{
    [TestCase(1)]
    [TestCase(3)]
    [TestCase(12)]
    public void Buttons_do_not_overlap_however_many_sources_there_are(int count)
    {
        using var stage = Stage.OfLeNet();
        foreach (var (width, height) in LayoutTests.Sizes)
            for (int chosen = 0; chosen < count; chosen += 4)
            {
                stage.Scene.Sources =
                    [.. Enumerable.Range(0, count).Select(i => new SourceChoice($"a camera with a long name {i}", i == chosen, "It."))];
                var bar = stage.Draw(width, height).TopBar;
                LayoutTests.Check(stage.Scene, $"{width}×{height} {count}");
                Rect[] places = [.. stage.Scene.List.HotSpots.ToArray().Select(spot => spot.Rect).Where(rect => bar.Contains(rect))];
                for (int i = 0; i < places.Length; i++)
                    for (int k = 0; k < i; k++)
                        Assert.That(places[i].Overlaps(places[k]), Is.False, $"{width}×{height} {count}: {places[i]} and {places[k]}");
                var sources = stage.Scene.List.HotSpots.ToArray().Where(spot => spot.Kind == HotKind.Source).ToArray();
                Assert.That(sources.Select(spot => spot.A), Does.Contain(chosen), "the one that is shown has its button");
                Assert.That(sources.Select(spot => spot.Rect.Width), Is.All.GreaterThan(50));
            }
    }
}
