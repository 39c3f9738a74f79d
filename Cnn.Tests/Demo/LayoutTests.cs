using Demo.Drawing;
using Demo.Ui;
using Demo.Views;
using NUnit.Framework;

namespace Cnn.Tests.Demo;

/// <summary>Nothing overlaps and nothing is cut off, in any view at any size, with texts as Skia measures them.</summary>
public class LayoutTests
{
    internal static readonly (int, int)[] Sizes =
    [
        (960, 540), (1024, 768), (1240, 700), (1280, 720), (1366, 768), (1920, 1080), (2560, 1440), (3840, 2160),
        (1080, 1920), (2560, 1080),
    ];

    private static readonly string[] Views =
    [
        "", "T", "Z", "F1", "D", "5 7", "1 8", "W", "8 9 W", "Frozen", "Film", "F", "F 8", "F W 8", "F Film", "I", "I Z", "I F", "Settings",
    ];

    [Test]
    public void Panels_fill_the_window_without_overlapping(
        [ValueSource(nameof(Sizes))] (int Width, int Height) size, [Values] bool sees, [Values] bool bars, [Values] bool times,
        [Values] bool large, [Values] bool lesson)
    {
        float scale = Layout.ScaleFor(size.Width, size.Height, 1);
        var panels = new SidePanels(sees, bars, times, large, Lesson: lesson);
        var layout = LookLayout.Fill(Layout.For(size.Width / scale, size.Height / scale), panels);
        Rect[] rects =
        [
            layout.TopBar, layout.Status, layout.Legend, layout.Source, layout.Sees, layout.Predictions, layout.Centre,
            layout.Inspector, layout.Arithmetic, layout.Timings, layout.Lesson,
        ];
        rects = [.. rects.Where(r => r != default)];
        Assert.That(rects, Is.All.Matches<Rect>(r => layout.Window.Contains(r) && r is { Width: > 100, Height: > 20 }));
        for (int i = 0; i < rects.Length; i++)
            for (int k = 0; k < i; k++)
                Assert.That(rects[i].Overlaps(rects[k]), Is.False, $"{rects[i]} and {rects[k]}");
        Assert.That(layout.Centre == default, Is.EqualTo(large), "the source lies there");
        Assert.That(layout.Source.Width, large ? Is.GreaterThan(layout.Inspector.Width * 2) : Is.LessThan(layout.Centre.Width));
    }

    [Test]
    public void Texts_fit_their_places([ValueSource(nameof(Sizes))] (int Width, int Height) size, [Values] bool large)
    {
        using var stage = large ? Stage.OfLargeNetwork() : Stage.OfLeNet();
        foreach (string view in Views)
        {
            Switch(stage.Scene, view);
            int count = stage.Network.Layers.Length;
            // Every kind of layer in the usual view, and the last ones, whose arithmetic is all text, in every view.
            foreach (int layer in Enumerable.Range(0, count).Where(l => l > count - 3 || (view is "" or "I" && l is < 8 or 12)))
            {
                (stage.Scene.State.Layer, stage.Scene.State.Channel) = (layer, stage.Network.Layers[layer].Channels - 1);
                stage.Draw(size.Width, size.Height);
                Check(stage.Scene, $"{size} view '{view}' layer {stage.Network.Layers[layer].Name}");
            }
            Switch(stage.Scene, view);
        }
    }

    [Test]
    public void Figures_and_labels_of_any_length_fit()
    {
        using var stage = Stage.OfLeNet();
        var figures = stage.Scene.Figures;
        (figures.FramesPerSecond, figures.LatencyMs, figures.NetworkMs, figures.DrawMs) = (1000, 99999, 12345.67, 9999);
        (figures.Captured, figures.Shown, figures.Dropped) = (10_000_000, 1, 9_999_999);
        figures.Recording = "599:59 · 99999.9 MB";
        stage.Scene.State.Mouse = (30, 30);
        foreach (var (width, height) in Sizes)
        {
            stage.Draw(width, height);
            Check(stage.Scene, $"{width}×{height}", numbers: false);
        }
    }

    [Test]
    public void The_numbers_of_a_patch_can_be_read_in_the_smallest_window()
    {
        using var stage = Stage.OfLeNet();
        // Five rows of products, with three lines of text under them: more than there is room for.
        stage.Scene.State.Layer = 4;
        var scroll = stage.Scene.State.ScrollOf(Scrolled.Patch);
        var panel = stage.Draw(960, 540).Arithmetic;
        Assert.That((scroll.Length, Numbers()), Is.EqualTo((5, scroll.Visible * 5)));
        Assert.That(scroll.Visible, Is.GreaterThanOrEqualTo(4));
        scroll.Turn(-9);
        stage.Draw(960, 540);
        Assert.That((scroll.Row + scroll.Visible, Numbers()), Is.EqualTo((5, scroll.Visible * 5)));

        float Numbers()
        {
            var group = stage.Scene.List.Groups.ToArray().Single(g => g.Clip == panel);
            var texts = stage.Scene.List.Shapes(group).ToArray().Where(s => s.Kind == ShapeKind.Text && s.Align == Align.Centre).ToArray();
            Assert.That(texts.Select(t => t.A), Is.All.GreaterThanOrEqualTo(8), "digits of so many pixels");
            return texts.Length;
        }
    }

    [Test]
    public void No_button_is_a_letter_without_a_word([Values("canvas", "picture", "film")] string source)
    {
        using var stage = Stage.OfLeNet();
        var scene = stage.Scene;
        (scene.IsCanvas, scene.Film) = (source == "canvas", source == "film" ? (TimeSpan.FromSeconds(3), TimeSpan.FromSeconds(9)) : null);
        stage.Draw(960, 540);
        string[] texts = stage.Texts();
        for (int i = 0; i < texts.Length; i++)
            if (scene.Views.Keys.Rows.FirstOrDefault(r => r.Cap == texts[i] && char.IsAsciiLetter(r.Cap[0])) is { } row)
                Assert.That(new[] { row.Name, "layer", "U" }, Does.Contain(texts[i - 1]), $"{texts[i]} after {texts[i - 1]}");
    }

    // Whatever a person chooses, the smallest layout has room.
    [Test]
    public void Texts_fit_at_any_scale(
        [Values(0.75f, 1.25f, 2)] float scale, [Values("Look", "Filters", "Learn", "Teach", "Cut", "3D")] string view)
    {
        using var stage = Stage.OfLeNet();
        stage.Scene.State.Appearance = new Appearance { Scale = scale };
        stage.Scene.Views.Show(view);
        foreach (var (width, height) in Sizes)
        {
            var layout = stage.Draw(width, height);
            Assert.That(layout.Window is { Width: >= Layout.MinWidth - 0.01f, Height: >= Layout.MinHeight - 0.01f }, $"{layout.Window}");
            Check(stage.Scene, $"{width}×{height} {view} at {scale}");
        }
    }

    [Test]
    public void The_legend_names_its_keys_and_the_figures_are_all_there([ValueSource(nameof(Sizes))] (int Width, int Height) size)
    {
        using var stage = Stage.OfLeNet();
        var scene = stage.Scene;
        (scene.IsCanvas, scene.SourceName) = (false, "a film.webm");
        foreach (var view in scene.Views.All)
        {
            scene.Views.Show(view.Name);
            var layout = stage.Draw(size.Width, size.Height);
            var bar = scene.List.Groups.ToArray().Single(g => g.Clip.Y == layout.Status.Y && g.Clip.Width == layout.Window.Width);
            var texts = scene.List.Shapes(bar).ToArray().Select(shape => scene.List.TextOf(bar, shape).ToString()).ToArray();
            foreach (var key in view.Legend)
                Assert.That(texts, Does.Contain(scene.Views.Keys.Rows.Single(row => row.Key == key).Name), $"{view.Name} {size}");
            // "network" may be a key's name too.
            Assert.That(texts, Does.Contain("network").And.Contain("draw").And.Contain("frames"), $"{size}");
        }
    }

    [Test]
    public void Rows_of_networks_fit([ValueSource(nameof(Sizes))] (int Width, int Height) size, [Values(1, 2, 9)] int listed)
    {
        using var stage = Stage.OfLeNet();
        var scene = stage.Scene;
        scene.Companions =
        [
            .. Enumerable.Range(0, 9).Select(i => new CompanionRow(i == 0 ? "selfie" : $"a network with a long name {i}", "It.", i < listed)
            {
                IsOn = i < listed,
                Milliseconds = i % 3 == 0 ? double.NaN : 1234.5,
                Progress = i == 4 ? 0.42 : 1,
                Said = i % 2 == 0 ? "covers 35 %" : "happy, neutral, surprise, happy, disgust",
            }),
        ];
        foreach (string view in (string[])["", "0", "F", "0 F", "W", "0 W"])
        {
            Switch(scene, view);
            stage.Draw(size.Width, size.Height);
            // The rows have their room from the next frame on.
            var layout = stage.Draw(size.Width, size.Height);
            Check(scene, $"{size} {listed} view '{view}'");
            Assert.That(layout.Source is { Width: > 90, Height: > 90 } && layout.Predictions.Bottom <= layout.Status.Y, $"{layout.Source}");
            int rows = scene.List.HotSpots.ToArray().Count(spot => spot.Kind == HotKind.Companion);
            // At least those that are on, as long as they are few; and whoever sees fewer is told.
            Assert.That(rows, Is.GreaterThanOrEqualTo(Math.Min(listed, 2)));
            bool all = rows == (scene.IsOn(Toggle.Networks) ? 9 : listed);
            Assert.That(all || stage.Texts().Any(text => text.StartsWith("and ", StringComparison.Ordinal)));
            Switch(scene, view);
        }
    }

    private static void Switch(Scene scene, string view)
    {
        foreach (string word in view.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            switch (word)
            {
                case "T": scene.Open.Flip(Panel.Table); break;
                case "Z": scene.Open.Flip(Panel.Zoom); break;
                case "F1": scene.Open.Flip(Panel.Help); break;
                case "D": scene.Open.Flip(Panel.Difference); break;
                case "F": scene.Open.Flip(Panel.Source); break;
                case "Settings": scene.Open.Flip(Panel.Settings); break;
                case "Frozen": scene.State.Frozen = !scene.State.Frozen; break;
                case "Film":
                    (scene.SourceName, scene.SourcePosition) = ("a film with a name of some length.webm", "1234 of 5678");
                    scene.Film = scene.Film is null ? (TimeSpan.FromHours(1), TimeSpan.FromHours(2)) : null;
                    break;
                default: scene.View.State.Flip(scene.Views.Keys.Rows.First(r => r.Cap == word).Toggle!.Value); break;
            }
    }

    /// <summary>Nothing that was drawn is cut off or overlaps.</summary>
    internal static void Check(Scene scene, string where, bool numbers = true)
    {
        var list = scene.List;
        using var texts = new TextPainter(scene.Fonts);
        foreach (ref readonly var group in list.Groups)
        {
            var seen = new List<(Rect Rect, string Text)>();
            foreach (ref readonly var shape in list.Shapes(group))
            {
                if (shape.Kind != ShapeKind.Text)
                    continue;
                string text = list.TextOf(group, shape).ToString();
                float width = scene.Fonts.Measure(text, shape.A, shape.Bold);
                if (!shape.MayCut && numbers)
                    Assert.That(width * TextPainter.Narrowest, Is.LessThanOrEqualTo(shape.Rect.Width + 1), $"'{text}' is cut off: {where}");
                var bounds = texts.Bounds(shape, text);
                var line = new Rect(bounds.X, bounds.CentreY - shape.A * 0.4f, bounds.Width, shape.A * 0.8f);
                Assert.That(group.Clip.Contains(line.Inset(1, 0)), Is.True, $"'{text}' at {line} leaves {group.Clip}: {where}");
                foreach (var (other, otherText) in seen)
                    Assert.That(line.Inset(1.5f, 1).Overlaps(other), Is.False, $"'{text}' and '{otherText}' overlap: {where}");
                seen.Add((line.Inset(1.5f, 1), text));
            }
        }
    }
}
