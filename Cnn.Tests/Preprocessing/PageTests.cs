using Demo.Commands;
using Demo.Pages;
using Demo.Sources;
using NUnit.Framework;

namespace Cnn.Tests.Preprocessing;

/// <summary>Digits on paper and on the canvas, through the whole way: pixels, preprocessing, the project's network.</summary>
public class PageTests
{
    private const int Count = 30;

    // At most two of thirty may be misread.
    private const int LeastRight = 28;

    private static readonly Closeness Probability = new(1e-4, 0);

    [Test]
    public void Pages_are_read_the_same_on_both_backends()
    {
        // A seed that was not looked at while the preprocessing was made.
        var pages = Enumerable.Range(0, Count).Select(number => Page.Generate(seed: 90210, number)).ToArray();
        using var gl = new DigitReader(PreprocessingBackends.Gl, drawn: false);
        using var reference = new DigitReader(PreprocessingBackends.Reference, drawn: false);
        var right = new Dictionary<PageCondition, (int Right, int All)>();
        foreach (var page in pages)
        {
            var frame = TestFrame.Of(page);
            float[] read = gl.Read(frame);
            RequireAgreement(reference.Read(frame), read, frame);
            var (yes, all) = right.GetValueOrDefault(page.Condition);
            right[page.Condition] = (yes + (DigitReader.Best(read) == page.Hand.Digit ? 1 : 0), all + 1);
        }
        foreach (var (condition, (yes, all)) in right.OrderBy(r => r.Key))
            TestContext.Out.WriteLine($"{condition,-12} {yes} of {all}");
        Assert.That(right.Values.Sum(r => r.Right), Is.GreaterThanOrEqualTo(LeastRight));
    }

    [Test]
    public void Digits_on_paper_ruled_as_dark_as_the_ink_are_read([Values] bool squared)
    {
        var condition = squared ? PageCondition.DarkGrid : PageCondition.DarkRuled;
        using var gl = new DigitReader(PreprocessingBackends.Gl, drawn: false);
        int right = 0;
        foreach (var page in Enumerable.Range(0, 12).Select(number => Page.Generate(seed: 31, number, condition)))
            right += DigitReader.Best(gl.Read(TestFrame.Of(page))) == page.Hand.Digit ? 1 : 0;
        TestContext.Out.WriteLine($"{condition} {right} of 12");
        Assert.That(right, Is.EqualTo(12));
    }

    [Test]
    public void Strokes_on_the_canvas_are_read_the_same_on_both_backends()
    {
        using var gl = new DigitReader(PreprocessingBackends.Gl, drawn: true);
        using var reference = new DigitReader(PreprocessingBackends.Reference, drawn: true);
        int right = 0;
        foreach (var (_, digit, points) in StrokeScript.Digits(seed: 1))
        {
            var frame = Drawn(points.Select(p => (p.X, p.Y)).ToArray(), $"stroke {digit}");
            float[] read = gl.Read(frame);
            RequireAgreement(reference.Read(frame), read, frame);
            right += DigitReader.Best(read) == digit ? 1 : 0;
        }
        TestContext.Out.WriteLine($"{right} of {Count} strokes");
        Assert.That(right, Is.GreaterThanOrEqualTo(LeastRight));
    }

    [Test]
    public void An_empty_page_and_an_empty_canvas_give_an_empty_picture([Values] bool drawn)
    {
        using var reader = new DigitReader(PreprocessingBackends.Gl, drawn);
        Assert.That(reader.See(TestFrame.Of(48, 64, (_, _) => drawn ? 0 : 230)), Is.All.Zero);
    }

    [Test]
    public void The_committed_script_is_what_the_generator_writes()
    {
        string script = File.ReadAllText(Content.File("strokes.jsonl"));
        Assert.That(script, Is.EqualTo(StrokeScript.Write(StrokeScript.Digits(seed: 1))));
    }

    internal static TestFrame Drawn((float X, float Y)[] points, string name)
    {
        using var canvas = new CanvasSource(TimeProvider.System, size: 280);
        canvas.Draw(points);
        canvas.TryTake(out var frame);
        return new TestFrame(name, [.. frame.Pixels.AsSpan(0, frame.Count)], frame.Height, frame.Width);
    }

    private static void RequireAgreement(float[] expected, float[] actual, TestFrame frame)
    {
        Assert.That(DigitReader.Best(actual), Is.EqualTo(DigitReader.Best(expected)), frame.Name);
        Assert.That(Probability.Difference(Tensor.Vector(expected), Tensor.Vector(actual)), Is.Null, frame.Name);
    }
}
