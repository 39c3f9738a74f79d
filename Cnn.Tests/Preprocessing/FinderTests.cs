using System.Text.Json;
using Cnn.Tests.Platform;
using Demo.Commands;
using Demo.Files;
using Demo.Pages;
using NUnit.Framework;

namespace Cnn.Tests.Preprocessing;

/// <summary>Digits and numbers on pages and in front of a camera, with the weights that come with the program.</summary>
public class FinderTests
{
    // No threshold was chosen by it, but that of several digits on one only one is kept was found there.
    private const int Seed = 90210;

    private static readonly string Model = Content.File("models/digits.onnx");

    [TestCase("Plain", 5, false, 20, 19)]
    [TestCase("Grid", 5, false, 20, 19)]
    [TestCase("Held", 4, true, 20, 19)]
    [TestCase("Far", 1, true, 20, 18)]
    [TestCase("Wide", 1, false, 20, 18)]
    [TestCase("Narrow", 1, false, 20, 18)]
    [TestCase("Tiny", 1, false, 20, 19)]
    [TestCase("Light", 2, false, 20, 19)]
    public void Digits_are_read_from_left_to_right(string condition, int digits, bool camera, int count, int least) =>
        Assert.That(Right(new PageSeries(Seed, camera, condition, digits), count), Is.GreaterThanOrEqualTo(least));

    [Test]
    public void Nearly_every_page_is_read() =>
        Assert.That(Right(new PageSeries(Seed, camera: false, condition: null, digits: 1), 110), Is.GreaterThanOrEqualTo(109));

    [Test]
    public void Nothing_is_read_where_there_is_none() => Assert.That(
        new[] { "NoPage", "BlankPage" }.Sum(condition => Right(new PageSeries(Seed, camera: true, condition, digits: 1), 50)),
        Is.GreaterThanOrEqualTo(95));

    [Test]
    public void Both_backends_read_the_same_number()
    {
        using var page = new PageSeries(Seed, camera: true, "Tilted", digits: 3).Paint(2);
        using var gl = new PageReader(PreprocessingBackends.Gl, Model);
        using var reference = new PageReader(PreprocessingBackends.Reference, Model);
        Assert.That(gl.Read(page), Is.EqualTo(reference.Read(page)).And.Length.EqualTo(3));
    }

    [Test]
    public void Every_digit_has_a_box_and_rules_find_one()
    {
        using var page = new PageSeries(Seed, camera: false, "Gradient", digits: 4).Paint(3);
        string picture = Path.Combine(Path.GetTempPath(), $"{nameof(FinderTests)}-{Environment.ProcessId}.png");
        OutputFile.Write(picture, s => Png.Write(s, page.Bitmap.GetPixelSpan(), page.Bitmap.Width, page.Bitmap.Height));
        try
        {
            var boxes = Boxes(picture);
            Assert.That(string.Concat(boxes.Select(b => b.Label)), Is.EqualTo(page.Label));
            foreach (var (mark, (_, box)) in page.Marks.Zip(boxes))
                Assert.That(
                    new[] { box[0] - mark.Box.Left, box[1] - mark.Box.Top, box[2] - mark.Box.Right, box[3] - mark.Box.Bottom },
                    Is.All.EqualTo(0).Within(0.25 * mark.Size));
            Assert.That(Boxes(picture, "--finder", "rules"), Has.Count.LessThanOrEqualTo(1));
        }
        finally
        {
            File.Delete(picture);
        }
    }

    private static List<(string Label, double[] Box)> Boxes(string picture, params string[] more)
    {
        var run = Demonstration.Run(["classify", "--json", "--backend", "gl", "--model", Model, .. more, picture]);
        Assert.That((run.Code, run.Errors), Is.EqualTo((0, "")));
        return [.. JsonDocument.Parse(run.Output).RootElement.GetProperty("boxes").EnumerateArray().Select(b =>
            (b.GetProperty("label").GetString()!, b.GetProperty("box").EnumerateArray().Select(e => e.GetDouble()).ToArray()))];
    }

    private static int Right(PageSeries series, int count)
    {
        using var reader = new PageReader(PreprocessingBackends.Gl, Model);
        int right = 0;
        for (int number = 0; number < count; number++)
        {
            using var page = series.Paint(number);
            string said = reader.Read(page);
            right += said == page.Label ? 1 : 0;
            if (said != page.Label)
                TestContext.Out.WriteLine($"{page.Condition} {number}: '{page.Label}' read as '{said}'");
        }
        return right;
    }
}
