using Cnn.Gl;
using Cnn.Tests.Platform;
using Demo.Drawing;
using Demo.Sources;
using Demo.Ui;
using NUnit.Framework;
using static Cnn.Tests.Demo.Painting;

namespace Cnn.Tests.Demo;

/// <summary>What else is drawn: frames, boxes and texts, with whose shaders, and when nothing has to be.</summary>
[NonParallelizable]
public class PainterTests
{
    [Test, OwnThread]
    public void A_folder_replaces_shaders_that_draw_and_errors_point_into_it()
    {
        string folder = Directory.CreateTempSubdirectory("shaders").FullName, file = Path.Combine(folder, "draw", "flat.frag.glsl");
        Directory.CreateDirectory(Path.Combine(folder, "draw"));
        try
        {
            File.WriteAllText(file, "out vec4 colour;\nvoid main() { colour = vec4(0.0, 1.0, 0.0, 1.0); }\n");
            Draw((painter, list, window) =>
            {
                list.Box(new Rect(0, 0, 80, 60), Theme.Panel);
                painter.Draw(list, null, null, Viewport(window));
                Assert.That(Pixel(window, 40, 30), Is.EqualTo(0x00FF00));
            }, folder);
            File.WriteAllText(file, "out vec4 colour;\nvoid main()\n{\n    colour = nothing;\n}\n");
            Assert.That(
                () => Draw((_, _, _) => { }, folder),
                Throws.TypeOf<GlException>().With.Message.StartsWith($"{file}:4: ").And.Message.Contains("nothing"));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Test, OwnThread]
    public void Frames_boxes_and_texts_lie_where_they_should() => Draw((painter, list, window) =>
    {
        var pixels = new int[6];
        Array.Fill(pixels, unchecked((int)0xFF0000FF), 0, 3);
        Array.Fill(pixels, unchecked((int)0xFF00FF00), 3, 3);
        painter.Frame.Take(new Frame(pixels, 3, 2, default, 1));
        list.Box(new Rect(0, 0, 80, 60), Theme.Panel, 8, Theme.Border);
        list.Picture(new Rect(40, 10, 30, 40));
        list.Begin(new Rect(0, 0, 40, 60));
        list.Text(new Rect(4, 20, 34, 20), TextStyle.Body, "|||||||");
        list.End();
        painter.Draw(list, new Maps(window.Gl, new Tensor([1, 1, 1, 1])), null, Viewport(window));
        Near(Pixel(window, 40, 0), Theme.Border);
        Near(Pixel(window, 0, 0), Theme.Background, 12);
        Near(Pixel(window, 20, 5), Theme.Panel);
        Near(Pixel(window, 55, 12), 0xFF0000);
        Near(Pixel(window, 55, 48), 0x00FF00);
        var row = Enumerable.Range(0, 40).Select(x => Pixel(window, x, 30) >> 8 & 0xFF).ToArray();
        Assert.That(row.Max(), Is.GreaterThan(120), "the strokes of the text");
        Assert.That(row.Take(3).Concat(row.Skip(36)), Is.All.LessThan(60), "and nothing beside it");
    });

    [Test, OwnThread]
    public void In_other_colours_all_is_drawn_again() => Draw((painter, list, window) =>
    {
        using var maps = new Maps(window.Gl, Tensor.From([1, 1, 1, 3], new[] { -1f, 0, 1 }));
        list.Map(new Rect(0, 0, 60, 20), maps.Node, 0, ColourMap.Diverging, RangeOf.Map);
        list.Map(new Rect(0, 30, 60, 20), maps.Node, 0, ColourMap.Veil, RangeOf.Map);
        try
        {
            foreach (var look in new[] { ThemeColours.Dark, ThemeColours.Light, ThemeColours.Dark })
            {
                Theme.Shown = look;
                Assert.That(painter.Draw(list, maps, null, Viewport(window)), Is.True);
                uint[] seen = [look.Below, look.Zero, look.Above];
                for (int i = 0; i < seen.Length; i++)
                {
                    Near(Pixel(window, 10 + 20 * i, 10), seen[i], 1);
                    Near(Pixel(window, 10 + 20 * i, 10), Palette.Of(ColourMap.Diverging, i - 1, -1, 1), 1);
                }
                Near(Pixel(window, 50, 40), look.Veil, 1);
                Near(Pixel(window, 70, 55), look.Background, 1);
                Assert.That(painter.Draw(list, maps, null, Viewport(window)), Is.False, "nothing has changed");
            }
        }
        finally
        {
            Theme.Shown = ThemeColours.Dark;
        }
    });

    [Test, OwnThread]
    public void Texts_that_lie_over_a_changed_one_stay() => Draw((painter, list, window) =>
    {
        using var maps = new Maps(window.Gl, new Tensor([1, 1, 1, 1]));
        foreach (string text in new[] { "1", "1", "2" })
        {
            list.Reset();
            list.Begin(new Rect(0, 0, 40, 30));
            list.Text(new Rect(0, 0, 40, 30), TextStyle.Body, text);
            list.Begin(new Rect(10, 10, 20, 10));
            list.Outline(new Rect(10, 10, 20, 10), Theme.Accent);
            list.End();
            painter.Draw(list, maps, null, Viewport(window));
            Near(Pixel(window, 10, 15), Theme.Accent);
        }
    });

    [Test, OwnThread]
    public void What_lay_under_a_shape_that_goes_is_there_again() => Draw((painter, list, window) =>
    {
        using var maps = new Maps(window.Gl, new Tensor([1, 1, 1, 1]));
        foreach (bool comes in new[] { false, true, false, false })
        {
            list.Reset();
            list.Begin(new Rect(0, 0, 40, 30));
            list.Outline(new Rect(2, 2, 20, 20), Theme.Text);
            if (comes)
            {
                list.Begin(new Rect(10, 10, 20, 10));
                list.Fill(new Rect(10, 10, 20, 10), Theme.Accent);
            }
            list.Begin(new Rect(40, 30, 40, 30));
            list.Outline(new Rect(40, 30, 40, 30), Theme.Text);
            list.End();
            painter.Draw(list, maps, null, Viewport(window));
            Near(Pixel(window, 15, 15), comes ? Theme.Accent : Theme.Background);
            Near(Pixel(window, 2, 15), Theme.Text);
            Near(Pixel(window, 40, 45), Theme.Text);
        }
    });

    [Test, OwnThread]
    public void What_is_on_the_screen_is_not_drawn_again() => Draw((painter, list, window) =>
    {
        using var maps = new Maps(window.Gl, Tensor.From([1, 1, 1, 2], new[] { 0f, 1 }));
        list.Box(new Rect(0, 0, 80, 60), 0xFF102030);
        list.Map(new Rect(10, 10, 20, 10), maps.Node, 0, ColourMap.Grey, RangeOf.Unit);
        bool Draws() => painter.Draw(list, maps, null, Viewport(window));
        Assert.That(Draws(), "the first time");
        Assert.That(Draws(), Is.False, "nothing has changed");
        maps.Change(Tensor.From([1, 1, 1, 2], new[] { 1f, 0 }));
        Assert.That(Draws(), "other values");
        Near(Pixel(window, 15, 15), 0xFFFFFFFF);
        painter.Frame.Take(new Frame([1, 2], 1, 2, TimeSpan.Zero, 1));
        Assert.That(Draws(), Is.False, "a frame of the source that is not to be seen");
        list.Picture(new Rect(60, 40, 10, 10));
        Assert.That(Draws(), "the frame");
        painter.Frame.Take(new Frame([1, 2], 1, 2, TimeSpan.Zero, 2));
        Assert.That(Draws(), "another frame");
        list.Box(new Rect(40, 10, 10, 10), Theme.Accent);
        Assert.That(Draws(), "one box more");
        Near(Pixel(window, 45, 15), Theme.Accent);
        painter.Forget();
        Assert.That(Draws(), "the window was covered");
        Assert.That(Draws(), Is.False, "nothing has changed");
    });
}
