using Demo.Platform;
using Demo.Ui;
using Demo.Views;
using NUnit.Framework;

namespace Cnn.Tests.Demo;

/// <summary>Texts are read in every look: the contrast of WCAG 2, of the tokens and of all that the views write.</summary>
public class ContrastTests
{
    // What is written on what.
    private static readonly string[] Surfaces = ["Background", "Bar", "Panel", "Button", "Zero", "Floating"];
    private static readonly string[] Lit = ["AccentFill", "ButtonHover", "RecordFill", "Track"];

    [TearDown]
    public void Back() => Theme.Shown = ThemeColours.Dark;

    // The standard's own examples: https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio, and #777777 on white, known to just fail.
    [TestCase(0xFF000000, 0xFFFFFFFF, 21)]
    [TestCase(0xFFFFFFFF, 0xFFFFFFFF, 1)]
    [TestCase(0xFF777777, 0xFFFFFFFF, 4.478)]
    public void Contrast_is_the_standards(uint a, uint b, double expected) =>
        Assert.That(Contrast.Between(a, b), Is.EqualTo(expected).Within(0.001));

    [Test]
    public void Every_text_is_read_on_what_it_stands_on([Values] bool light)
    {
        var look = light ? ThemeColours.Light : ThemeColours.Dark;
        foreach (string surface in Surfaces)
            foreach (string text in (string[])["Text", "Secondary"])
                Assert.That(Between(look, text, surface), Is.GreaterThanOrEqualTo(Contrast.Enough), $"{text} on {surface}");
        foreach (string surface in Lit)
            Assert.That(Between(look, "Text", surface), Is.GreaterThanOrEqualTo(Contrast.Enough), $"Text on {surface}");
        foreach (string surface in (string[])["Background", "Bar", "Panel"])
            foreach (string text in (string[])["Accent", "Time", "Warning"])
                Assert.That(Between(look, text, surface), Is.GreaterThanOrEqualTo(Contrast.Enough), $"{text} on {surface}");
    }

    // WCAG 2.2, 1.4.11: parts that tell something 3 to 1.
    [Test]
    public void Bars_lines_and_edges_are_seen([Values] bool light)
    {
        var look = light ? ThemeColours.Light : ThemeColours.Dark;
        foreach (string part in (string[])["Negative", "Positive", "Accent", "Time", "Record", "Pooling", "Function", "Moving"])
            Assert.That(Between(look, part, "Panel"), Is.GreaterThanOrEqualTo(3), part);
        Assert.That(look.Shade >> 24, Is.InRange(1u, 254u));
    }

    [Test]
    public void What_is_written_on_any_colour_is_read()
    {
        for (uint red = 0; red < 256; red += 15)
            for (uint green = 0; green < 256; green += 15)
                for (uint blue = 0; blue < 256; blue += 15)
                {
                    uint fill = 0xFF000000 | red << 16 | green << 8 | blue;
                    Assert.That(Contrast.Between(Theme.InkOn(fill), fill), Is.GreaterThanOrEqualTo(Contrast.Enough), $"{fill:X8}");
                }
    }

    [Test]
    public void All_that_the_views_write_is_read(
        [Values] bool light, [Values("Look", "Filters", "Learn", "Teach", "Cut", "3D")] string view)
    {
        using var stage = Stage.OfLeNet();
        var scene = stage.Scene;
        scene.State.Appearance = new Appearance { Brightness = light ? Brightness.Light : Brightness.Dark };
        scene.Views.Show(view);
        stage.Draw(1280, 720);
        Check(scene, $"{view}");
        // And where the mouse is over what reacts to it.
        foreach (var spot in scene.List.HotSpots.ToArray().Where(spot => spot.Kind != HotKind.Unit))
        {
            scene.State.Mouse = (spot.Rect.CentreX, spot.Rect.CentreY);
            (scene.State.Clicked, scene.Time) = (null, scene.Time + 1);
            stage.Draw(1280, 720);
            scene.Time += 1;
            stage.Draw(1280, 720);
            Check(scene, $"{view}, over {spot.Kind} {spot.Tip}");
        }
        foreach (var panel in Enum.GetValues<Panel>())
        {
            scene.Open[panel] = true;
            stage.Draw(1280, 720);
            Check(scene, $"{view}, {panel}");
            scene.Open[panel] = false;
        }
    }

    private static double Between(ThemeColours look, string text, string surface) => Contrast.Between(Of(look, text), Of(look, surface));

    private static uint Of(ThemeColours look, string name) => (uint)typeof(ThemeColours).GetProperty(name)!.GetValue(look)!;

    internal static void Check(Scene scene, string where)
    {
        var list = scene.List;
        var groups = list.Groups;
        for (int g = 0; g < groups.Length; g++)
        {
            var shapes = list.Shapes(groups[g]);
            for (int i = 0; i < shapes.Length; i++)
            {
                if (shapes[i].Kind != ShapeKind.Text || shapes[i].Length == 0)
                    continue;
                var (x, y) = Middle(scene, list.TextOf(groups[g], shapes[i]), shapes[i]);
                if (Under(list, g, i, x, y) is not { } under)
                    continue;
                string text = list.TextOf(groups[g], shapes[i]).ToString();
                Assert.That(Contrast.Between(Over(shapes[i].Colour, under), under), Is.GreaterThanOrEqualTo(Contrast.Enough),
                    $"'{text}' {shapes[i].Colour:X8} on {under:X8}: {where}");
            }
        }
    }

    // What lies under a place of a text; null where that is a picture or a map.
    private static uint? Under(DrawList list, int group, int item, float x, float y)
    {
        uint? under = Theme.Background;
        foreach (ref readonly var box in list.Boxes)
            if (box.Rect.Contains(x, y))
                under = Over(box.Fill, under);
        foreach (ref readonly var picture in list.Pictures)
            if (picture.Rect.Contains(x, y))
                under = null;
        foreach (ref readonly var map in list.Maps)
            if (map.Rect.Contains(x, y))
                under = null;
        for (int g = 0; g <= group; g++)
        {
            if (!list.Groups[g].Clip.Contains(x, y))
                continue;
            var shapes = list.Shapes(list.Groups[g]);
            for (int i = 0; i < (g == group ? item : shapes.Length); i++)
                if (shapes[i].Kind == ShapeKind.Box && shapes[i].Rect.Contains(x, y))
                    under = Over(shapes[i].Colour, under);
        }
        return under;
    }

    private static uint? Over(uint colour, uint? under) => colour >> 24 == 255 ? colour : under is { } below ? Over(colour, below) : null;

    private static uint Over(uint colour, uint under)
    {
        uint mixed = 0xFF;
        for (int shift = 16; shift >= 0; shift -= 8)
        {
            double alpha = (colour >> 24) / 255.0;
            mixed = mixed << 8 | (uint)((colour >> shift & 255) * alpha + (under >> shift & 255) * (1 - alpha) + 0.5);
        }
        return mixed;
    }

    private static (float X, float Y) Middle(Scene scene, ReadOnlySpan<char> text, in ShapeItem item)
    {
        float width = Math.Min(scene.Fonts.Measure(text, item.A, item.Bold), item.Rect.Width);
        return (item.Align switch
        {
            Align.Left => item.Rect.X + width / 2,
            Align.Right => item.Rect.Right - width / 2,
            _ => item.Rect.CentreX,
        }, item.Rect.CentreY);
    }
}
