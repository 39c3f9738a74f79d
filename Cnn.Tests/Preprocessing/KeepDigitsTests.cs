using Cnn.Ops.Preprocessing;
using NUnit.Framework;

namespace Cnn.Tests.Preprocessing;

/// <summary>Which candidates are taken for digits, by the finder's word, the reader's and the neighbours'.</summary>
public class KeepDigitsTests
{
    private static readonly KeepDigits Op = new(First: 0.4f, Beside: 0.3f, Apart: 0.6f);

    [Test]
    public void The_likeliest_is_kept_from_its_threshold_on([Values(390, 410)] int thousandths) =>
        Assert.That(Kept([[thousandths, 0, 0, 100, 60]]), Is.EqualTo(thousandths > 400 ? new[] { 0 } : []));

    [Test]
    public void One_of_its_size_beside_it_needs_less_and_one_elsewhere_more() => Assert.That(
        Kept([[350, 0, 70, 100, 130], [900, 0, 0, 100, 60], [350, 500, 500, 600, 560], [650, 900, 0, 1000, 60], [350, 0, 140, 300, 320]]),
        Is.EqualTo(new[] { 0, 1, 3 }));

    [Test]
    public void A_digit_leads_to_the_next_one() =>
        Assert.That(Kept([[900, 0, 0, 100, 60], [500, 0, 100, 100, 160], [450, 0, 220, 100, 280]]), Is.EqualTo(new[] { 0, 1, 2 }));

    [Test]
    public void What_covers_others_is_none() => Assert.That(
        Kept([[900, 0, 0, 100, 60], [800, 0, 70, 100, 130], [700, -10, 30, 110, 100], [600, 20, 10, 90, 50], [500, 0, 120, 100, 180]]),
        Is.EqualTo(new[] { 0, 1, 4 }));

    [Test]
    public void What_the_model_cannot_read_is_hardly_a_digit()
    {
        int[][] one = [[500, 0, 0, 100, 60]];
        Assert.That(Kept(one, 1), Is.EqualTo(new[] { 0 }));
        Assert.That(Kept(one, 0.3f), Is.Empty);
    }

    [Test]
    public void Places_stay_and_the_first_number_says_how_sure_both_are()
    {
        var rows = Rows([[500, 7, -8, 90, 60]], 1);
        Assert.That(rows, Is.EqualTo(new[] { 500, 7, -8, 90, 60 }).Within(1));
        Assert.That(rows[1..], Is.EqualTo(new[] { 7, -8, 90, 60 }));
    }

    [Test]
    public void Nothing_is_kept_of_nothing() => Assert.That(Rows([[0, 1, 2, 3, 4], [0, 0, 0, 0, 0]]), Is.All.Zero);

    private static int[] Kept(int[][] candidates, float? probability = null)
    {
        int[] rows = Rows(candidates, probability);
        return [.. Enumerable.Range(0, candidates.Length).Where(i => rows[5 * i] > 0)];
    }

    // With a model that gives one class this probability and the other the rest.
    private static int[] Rows(int[][] candidates, float? probability = null)
    {
        var output = new Tensor([candidates.Length, 5], DataType.Int32);
        var boxes = Tensor.From([candidates.Length, 5], candidates.SelectMany(c => c).ToArray());
        float[] read = [.. candidates.SelectMany(_ => new[] { probability ?? 0, 0.1f })];
        Op.Evaluate(probability is null ? [boxes] : [boxes, Tensor.From([candidates.Length, 2], read)], output);
        return output.Span<int>().ToArray();
    }
}
