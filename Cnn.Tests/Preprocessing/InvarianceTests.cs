using Demo.Pages;
using NUnit.Framework;

namespace Cnn.Tests.Preprocessing;

/// <summary>The same digit must come through the rules alike, whatever its place, size, polarity and light.</summary>
public sealed class InvarianceTests : IDisposable
{
    private static readonly int[] Digits = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9];

    private DigitReader _photo = null!;
    private DigitReader _drawing = null!;

    [OneTimeSetUp]
    public void Open()
    {
        _photo = new DigitReader(PreprocessingBackends.Gl, drawn: false, finder: "rules");
        _drawing = new DigitReader(PreprocessingBackends.Gl, drawn: true);
    }

    public void Dispose()
    {
        _photo?.Dispose();
        _drawing?.Dispose();
    }

    [Test]
    public void A_finished_picture_stays_nearly_as_it_is([ValueSource(nameof(Digits))] int digit, [Values] bool drawn)
    {
        var picture = Finished(digit);
        Assert.That(Distance((drawn ? _drawing : _photo).See(picture), Values(picture)), Is.LessThan(0.035));
    }

    [Test]
    public void Dark_ink_on_light_paper_is_the_same_picture([ValueSource(nameof(Digits))] int digit)
    {
        var picture = Finished(digit);
        Assert.That(_photo.See(picture.Negative()), Is.EqualTo(_photo.See(picture)).Within(0.01));
    }

    [Test]
    public void Place_and_size_do_not_matter([ValueSource(nameof(Digits))] int digit)
    {
        float[] alone = _photo.See(Finished(digit).Enlarged(8));
        var page = Finished(digit).Enlarged(6).Negative().Within(480, 640, top: 250, left: 40, grey: 255);
        Assert.That(Distance(_photo.See(page), alone), Is.LessThan(0.02));
    }

    [Test]
    public void A_slope_of_light_does_not_matter([ValueSource(nameof(Digits))] int digit)
    {
        var page = Finished(digit).Enlarged(8).Negative().Within(320, 400, top: 40, left: 90, grey: 255);
        var shaded = TestFrame.Of(page.Height, page.Width, (y, x) => (page.Pixels[y * page.Width + x] & 255) * (240 - x / 4) / 255);
        Assert.That(Distance(_photo.See(shaded), _photo.See(page)), Is.LessThan(0.02));
    }

    [Test]
    public void Switches_do_what_they_say()
    {
        var finished = Finished(7);
        int place = Extent(Values(finished)).Top;
        var small = finished.Within(56, 56, top: 2, left: 3, grey: 0);
        using var reader = new DigitReader(PreprocessingBackends.Gl, drawn: true);
        var (height, _) = Extent(reader.See(small));
        Assert.That(height, Is.EqualTo(20));
        reader.Set("fit 20×20", 0);
        reader.Set("stroke width", 0);
        reader.Set("centre of mass", 0);
        // The whole sheet at half its size, unmoved: the digit's 20 pixels become 10.
        var (halved, top) = Extent(reader.See(small));
        Assert.That((halved, top), Is.EqualTo((10 + place % 2, (2 + place) / 2)));
        reader.Set("ink", 1);
        // The weights of a resized place add up to 1 but for their rounding, which differs between devices.
        Assert.That(reader.See(small)[27 * 28 + 27], Is.EqualTo(1).Within(1e-6), "paper counts as ink when it is said to be");
    }

    // A picture as MNIST has them: what the canvas makes of a hand.
    private TestFrame Finished(int digit)
    {
        var points = Hand.Of(digit).First(h => h.StrokeCount == 1).Points()[0];
        float[] seen = _drawing.See(PageTests.Drawn(points.Select(p => (0.2f + p.X * 0.007f, 0.15f + p.Y * 0.007f)).ToArray(), $"{digit}"));
        return TestFrame.Of(28, 28, (y, x) => (int)MathF.Round(seen[y * 28 + x] * 255), $"{digit}");
    }

    private static float[] Values(TestFrame frame) => [.. frame.Pixels.Select(p => (p & 255) / 255f)];

    // The mean difference, at the best shift by up to a pixel: a centre of mass between two pixels may round either way.
    private static double Distance(float[] a, float[] b)
    {
        double Shifted(int dy, int dx) => Enumerable.Range(0, 28 * 28).Average(i =>
            i / 28 + dy is >= 0 and < 28 and var y && i % 28 + dx is >= 0 and < 28 and var x ? Math.Abs(a[i] - b[y * 28 + x]) : a[i]);
        return Enumerable.Range(0, 9).Min(shift => Shifted(shift / 3 - 1, shift % 3 - 1));
    }

    private static (int Height, int Top) Extent(float[] picture)
    {
        var rows = Enumerable.Range(0, 28).Where(y => picture.AsSpan(y * 28, 28).IndexOfAnyInRange(0.05f, 1f) >= 0).ToArray();
        return (rows[^1] - rows[0] + 1, rows[0]);
    }
}
