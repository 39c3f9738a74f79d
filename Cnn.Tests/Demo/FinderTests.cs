using Cnn.Ops;
using Cnn.Tests.Detection;
using Demo.Outputs;
using NUnit.Framework;

namespace Cnn.Tests.Demo;

/// <summary>What a detector found is decoded once a run, and never from the values of two runs.</summary>
public class FinderTests
{
    private readonly Node _scores = new(new Input([1, 19, 2]), "scores"), _boxes = new(new Input([1, 19, 4]), "boxes");
    private readonly Dictionary<Node, (Tensor Value, long Run)> _values = [];
    private Finder _finder = null!;

    [SetUp]
    public void Make()
    {
        _finder = new Finder(new Decoding(30, 50, labels: 2).With(_scores, 0).With(_boxes, 0).Decoder!);
        Come(_scores, 1, (8, 0.6f));
        Come(_boxes, 1, (16, 0.1f), (17, 0.2f), (18, 0.3f), (19, 0.5f));
    }

    [Test]
    public void Values_of_the_same_run_are_decoded_once()
    {
        Assert.That(Scores(), Is.EqualTo(new[] { 0.6f }));
        // The same run's value cannot change: who decodes it again would see this.
        _values[_scores].Value.Floats[8] = 0.9f;
        Assert.That(Scores(), Is.EqualTo(new[] { 0.6f }));
        Come(_scores, 2, (8, 0.7f));
        Come(_boxes, 2, (16, 0.1f), (17, 0.2f), (18, 0.3f), (19, 0.5f));
        Assert.That(Scores(), Is.EqualTo(new[] { 0.7f }));
    }

    [Test]
    public void Values_of_two_runs_are_not_mixed()
    {
        Assert.That(Scores(), Is.EqualTo(new[] { 0.6f }));
        Come(_scores, 2, (8, 0.7f));
        Assert.That(Scores(), Is.EqualTo(new[] { 0.6f }));
    }

    [Test]
    public void Another_threshold_is_another_decoding()
    {
        Assert.That(Scores(), Has.Length.EqualTo(1));
        while (_finder.Threshold.Value < 0.65f)
            _finder.Threshold.Turn(null!, null!, default, 1);
        Assert.That(Scores(), Is.Empty);
    }

    [Test]
    public void After_a_rest_and_where_runs_are_not_counted_each_call_decodes()
    {
        Assert.That(Scores(), Is.EqualTo(new[] { 0.6f }));
        _finder.Forget();
        _values[_scores].Value.Floats[8] = 0.9f;
        Assert.That(Scores(), Is.EqualTo(new[] { 0.9f }));
        _values[_scores].Value.Floats[8] = 0.8f;
        Assert.That(Scores(counts: false), Is.EqualTo(new[] { 0.8f }));
        _values[_scores].Value.Floats[8] = 0.7f;
        Assert.That(Scores(counts: false), Is.EqualTo(new[] { 0.7f }));
    }

    [Test]
    public void Things_of_still_pictures_have_nothing_to_do_with_each_other()
    {
        int Number(double time)
        {
            var track = _finder.Followed(new RunValues(node => _values[node].Value, NothingFound: false) { Time = time })[0];
            Assert.That(track.Box.Left, Is.EqualTo(_values[_boxes].Value.Floats[16]).Within(1e-6f));
            return track.Id;
        }
        foreach (var (time, id) in new[] { (double.NaN, 1), (1.0, 2) })
        {
            Make();
            Come(_boxes, 1, (16, 0.1f), (17, 0.2f), (18, 0.3f), (19, 0.5f));
            Assert.That(Number(time), Is.EqualTo(1));
            // Far from there: on a film another thing.
            Come(_boxes, 1, (16, 0.7f), (17, 0.2f), (18, 0.9f), (19, 0.5f));
            Assert.That(Number(time), Is.EqualTo(id));
        }
    }

    private void Come(Node node, long run, params (int At, float Value)[] set)
    {
        var value = new Tensor(node.Shape);
        foreach (var (at, number) in set)
            value.Floats[at] = number;
        _values[node] = (value, run);
    }

    private float[] Scores(bool counts = true)
    {
        var values = new RunValues(node => _values[node].Value, NothingFound: false) { RunOf = node => counts ? _values[node].Run : 0 };
        return [.. _finder.In(values).Boxes.ToArray().Select(box => box.Score)];
    }
}
