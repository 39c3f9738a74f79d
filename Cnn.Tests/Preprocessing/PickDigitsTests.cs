using Cnn.Ops.Preprocessing;
using NUnit.Framework;

namespace Cnn.Tests.Preprocessing;

/// <summary>Which digits are picked out of a finder's answers, and where they are said to be.</summary>
public class PickDigitsTests
{
    private const int Height = 12, Width = 16, Coarse = 4;

    private static readonly PickDigits Op = new(Most: 5, Threshold: 0.5f, Stride: 4, UnitSize: 16);

    // The frame's square is 640 pixels long and begins 10 pixels below its top.
    private static readonly Tensor Square = Tensor.Vector(10 * 64, 0, 640 * 64);

    [Test]
    public void Peaks_become_boxes_the_likeliest_first()
    {
        var fine = Nothing(Height, Width);
        Put(fine, row: 2, column: 3, logit: 1, dy: 0.25f, dx: -0.5f, high: 0, wide: MathF.Log(0.5f));
        Put(fine, row: 8, column: 12, logit: 3);
        var boxes = Pick(fine, Nothing(3, 4));
        Assert.That(boxes, Has.Count.EqualTo(2));
        // A cell is 40 frame pixels; a digit of 16 pixels of the finder is 4 cells.
        Assert.That(boxes[0][1..],
            Is.EqualTo(new[] { 10 + 8.5 * 40 - 80, 12.5 * 40 - 80, 10 + 8.5 * 40 + 80, 12.5 * 40 + 80 }).Within(0.1));
        Assert.That(boxes[1][1..], Is.EqualTo(new[] { 10 + 2.75 * 40 - 80, 3 * 40 - 40, 10 + 2.75 * 40 + 80, 3 * 40 + 40 }).Within(0.1));
        Assert.That(boxes[0][0], Is.EqualTo(1000 / (1 + Math.Exp(-3))).Within(1));
    }

    [Test]
    public void What_both_scales_find_is_one_digit()
    {
        var fine = Nothing(Height, Width);
        Put(fine, row: 5, column: 5, logit: 1, high: MathF.Log(4), wide: MathF.Log(4));
        var coarse = Nothing(Height / Coarse, Width / Coarse);
        Put(coarse, row: 1, column: 1, logit: 2, high: 0, wide: 0);
        var boxes = Pick(fine, coarse);
        Assert.That(boxes, Has.Count.EqualTo(1));
        Assert.That(boxes[0][3] - boxes[0][1], Is.EqualTo(4 * 160).Within(0.1), "the likelier one's box");
    }

    [Test]
    public void Narrow_digits_beside_each_other_are_two()
    {
        var fine = Nothing(Height, Width);
        Put(fine, row: 5, column: 5, logit: 2, wide: MathF.Log(0.25f));
        Put(fine, row: 5, column: 7, logit: 2, wide: MathF.Log(0.25f));
        Assert.That(Pick(fine, Nothing(3, 4)), Has.Count.EqualTo(2));
    }

    [Test]
    public void What_is_less_likely_than_the_threshold_is_no_digit()
    {
        var fine = Nothing(Height, Width);
        Put(fine, row: 5, column: 5, logit: -0.1f);
        Assert.That(Pick(fine, Nothing(3, 4)), Is.Empty);
    }

    [Test]
    public void No_more_are_picked_than_asked_for()
    {
        var fine = Nothing(Height, Width);
        foreach (int row in new[] { 1, 5, 9 })
            foreach (int column in new[] { 1, 5, 9, 13 })
                Put(fine, row, column, logit: 1 + row + column, high: -1, wide: -1);
        Assert.That(Pick(fine, Nothing(3, 4)), Has.Count.EqualTo(5));
    }

    private static Tensor Nothing(int height, int width)
    {
        var answers = new Tensor([1, 5, height, width]);
        answers.Floats[..(height * width)].Fill(-5);
        return answers;
    }

    private static void Put(
        Tensor answers, int row, int column, float logit, float dy = 0, float dx = 0, float high = 0, float wide = 0)
    {
        int plane = answers.Shape[2] * answers.Shape[3], cell = row * answers.Shape[3] + column;
        float[] values = [logit, dy, dx, high, wide];
        for (int i = 0; i < 5; i++)
            answers.Floats[i * plane + cell] = values[i];
    }

    // Those that were picked: likelihood in thousandths, then top, left, bottom, right in frame pixels.
    private static List<double[]> Pick(Tensor fine, Tensor coarse)
    {
        var output = new Tensor([5, 5], DataType.Int32);
        Op.Evaluate([fine, coarse, Square], output);
        var rows = Enumerable.Range(0, 5).Select(i => output.Span<int>().Slice(5 * i, 5).ToArray()).TakeWhile(row => row[0] > 0);
        return [.. rows.Select(row => new[] { row[0], row[1] / 64.0, row[2] / 64.0, row[3] / 64.0, row[4] / 64.0 })];
    }
}
