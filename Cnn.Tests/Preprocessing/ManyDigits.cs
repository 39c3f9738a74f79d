using Cnn.Ops.Preprocessing;
using NUnit.Framework;

namespace Cnn.Tests.Preprocessing;

/// <summary>The operators of several digits at once, for <see cref="OperatorTests"/>.</summary>
internal static class ManyDigits
{
    // A number of three digits, one twice as large beside them, one far away, and two places without a candidate.
    private static readonly Tensor Candidates = Tensor.From([7, 5],
    [
        700, 1000, 2000, 2000, 2600, 0, 5, 6, 7, 8, 340, 1050, 2700, 1980, 3350, 450, 900, 3500, 2700, 4600,
        620, 9000, 9000, 9900, 9500, 0, 0, 0, 0, 0, 300, 1020, 1300, 2010, 1900,
    ]);

    public static IEnumerable<TestCaseData> Cases()
    {
        foreach (bool other in new[] { false, true })
            yield return OperatorTests.Case(
                new SampleSquare(9, other, other), OperatorTests.Frame, OperatorTests.FrameSize,
                Tensor.From([2, 3], [0, 0, 3392, -500, 900, 1000]));
        yield return OperatorTests.Case(
            new DigitSquare(), Tensor.From([3, 5], [1000, 100, 37, 401, 2000, 0, 1, 2, 3, 4, 7, -90, 640, 1000, 700]),
            Tensor.Vector(5, 6, 7), Tensor.Vector(1));
        yield return OperatorTests.Case(new InkBounds(), Inks(3, 28, 28), Tensor.Vector(1));
        yield return OperatorTests.Case(
            new MassCentre(), Inks(3, 19, 31), Tensor.From([3, 4], [1, 2, 8, 30, 0, 0, 19, 31, 4, 5, 6, 7]), Tensor.Vector(1));
        yield return OperatorTests.Case(
            new FitDigit(), Inks(2, 40, 40), Tensor.From([2, 4], [9, 20, 33, 38, 0, 1, 40, 12]),
            Tensor.From([2, 2], [1300, 1700, 900, 400]));
        foreach (int most in new[] { 1, 3, 9 })
            yield return OperatorTests.Case(
                new PickDigits(most, 0.6f, 4, 16), Answers(13, 21, 1), Answers(3, 5, 2), Tensor.Vector(64, -32, 53 * 64));
        yield return OperatorTests.Case(
            new PickDigits(4, 0.999f, 8, 20), Answers(40, 33, 3), Answers(10, 8, 4), Tensor.Vector(0, 0, 640 * 64));
        foreach (float first in new[] { 0.2f, 0.65f, 0.8f })
        {
            yield return OperatorTests.Case(new KeepDigits(first, 0.32f, 0.5f), Candidates);
            yield return OperatorTests.Case(new KeepDigits(first, 0.1f, 0.4f), Candidates, Probabilities(7, 3));
        }
    }

    private static Tensor Inks(int count, int height, int width) => Tensor.From([count, 1, height, width],
        Enumerable.Range(1, count).SelectMany(i => OperatorTests.Map(height, width, 0, seed: i).Span<int>().ToArray()).ToArray());

    // Answers of a finder; each half of the maps has places of one value, so that peaks are tied.
    private static Tensor Answers(int height, int width, int seed)
    {
        var random = new Random(seed);
        return Tensor.From([1, 5, height, width], Enumerable.Range(0, 5 * height * width).Select(i =>
            i % 2 == 0 ? random.Next(-2, 3) : (float)(4 * random.NextDouble() - 2)).ToArray());
    }

    // The first is as sure as can be, others less and less.
    private static Tensor Probabilities(int rows, int classes) => Tensor.From([rows, classes],
        Enumerable.Range(0, rows * classes).Select(i => i % classes == 1 ? 1 - i / classes * 0.09f : i / classes * 0.01f).ToArray());
}
