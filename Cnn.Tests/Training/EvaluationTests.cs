using Cnn.Backends;
using Cnn.Ops;
using Cnn.Training;
using NUnit.Framework;

namespace Cnn.Tests.Training;

/// <summary>Counts that are known beforehand: the "network" reads the answer off the picture's pixels.</summary>
public class EvaluationTests
{
    // Pictures of 2×3; the flattened pixels are the scores of six classes.
    private const int Classes = 6;

    [Test]
    public void It_counts_exactly_also_when_the_last_batch_is_not_full()
    {
        // The brightest pixel is the answer; pictures 1 and 5 are labelled otherwise.
        byte[] answers = [0, 1, 2, 3, 4, 5, 5], labels = [0, 2, 2, 3, 4, 0, 5];
        var evaluation = Run(Pictures(answers, labels), [4, 1, 2, 3]);
        Assert.Multiple(() =>
        {
            Assert.That((evaluation.Images, evaluation.Correct), Is.EqualTo((7, 5)));
            Assert.That(evaluation.Accuracy, Is.EqualTo(5 / 7.0));
            Assert.That(evaluation.CorrectOfClass, Is.EqualTo(new[] { 1, 0, 1, 1, 1, 1 }));
            Assert.That(evaluation.ImagesOfClass, Is.EqualTo(new[] { 2, 0, 2, 1, 1, 1 }));
            Assert.That(evaluation.Confusion()[2, 1], Is.EqualTo(1));
            Assert.That(evaluation.Confusion()[0, 5], Is.EqualTo(1));
            Assert.That(evaluation.Confusion().Cast<int>().Sum(), Is.EqualTo(7));
            Assert.That(evaluation.Worst(9).Select(answer => answer.Picture), Is.EqualTo(new[] { 1, 5 }));
            Assert.That(evaluation.Worst(1), Has.Count.EqualTo(1));
        });
    }

    [Test]
    public void Channels_in_front_or_at_the_end_get_the_same_grey()
    {
        var data = Pictures([3, 1], [3, 1]);
        Assert.Multiple(() =>
        {
            // The first six of eighteen values: one channel of NCHW, two pixels of NHWC.
            Assert.That(Run(data, [2, 3, 2, 3]).Correct, Is.EqualTo(2));
            Assert.That(Run(Pictures([1, 0], [3, 0]), [2, 2, 3, 3]).Correct, Is.EqualTo(2));
        });
    }

    [Test]
    public void Red_green_and_blue_go_to_their_channels()
    {
        // Of 3 channels of 1×2 the brightest value is blue's second: the last in NCHW, and in NHWC too.
        var data = new DataSet(1, 2, 6, [0, 0, 0, 0, 0, 9, /**/ 0, 9, 0, 0, 0, 0], [5, 1], channels: 3);
        Assert.Multiple(() =>
        {
            Assert.That(Run(data, [2, 3, 1, 2]).Correct, Is.EqualTo(2));
            Assert.That(Run(data, [2, 1, 2, 3]).Answers.Select(answer => answer.Said), Is.EqualTo(new[] { 5, 3 }));
            Assert.That(() => Run(data, [1, 1, 1, 2]), Throws.TypeOf<CnnException>().With.Message.Contains("1×2, RGB"));
        });
    }

    [Test]
    public void Levels_replace_the_scaling()
    {
        var inverted = Enumerable.Range(0, 256).Select(level => 1 - level / 255f).ToArray();
        var data = Pictures([2, 2], [0, 2]);
        var network = Network([1, 1, 2, 3]);
        using var session = new ReferenceBackend().CompileNow(new Graph(network.Output), new VariableSet());
        // The brightest becomes the darkest; on a tie of the others the first wins.
        Assert.That(Evaluation.Run(session, network.Input, network.Output, data, [inverted]).CorrectOfClass[0], Is.EqualTo(1));
    }

    [Test]
    public void Scores_that_are_no_numbers_never_win()
    {
        var input = new Node(new Input([1, 1, 2, 3]), "input");
        var poisoned = new Node(new Constant(Tensor.From<float>([1, 6], [float.NaN, 0, 0, 0, 0, 0])));
        var output = new Node(new Add(), [new Node(new Flatten(), [input]), poisoned]);
        using var session = new ReferenceBackend().CompileNow(new Graph(output), new VariableSet());
        Assert.That(Evaluation.Run(session, input, output, Pictures([4], [4])).Correct, Is.EqualTo(1));
    }

    [Test]
    public void Pictures_and_classes_must_fit()
    {
        Assert.Multiple(() =>
        {
            Assert.That(() => Run(Pictures([0], [0]), [1, 1, 3, 2]),
                Throws.TypeOf<CnnException>().With.Message.Contains("the pictures are 2×3"));
            var seven = new DataSet(2, 3, 7, new byte[6], [6]);
            Assert.That(() => Run(seven, [1, 1, 2, 3]), Throws.TypeOf<CnnException>().With.Message.Contains("7 classes"));
        });
    }

    private static Evaluation Run(DataSet data, Shape shape)
    {
        var (input, output) = Network(shape);
        using var session = new ReferenceBackend().CompileNow(new Graph(output), new VariableSet());
        return Evaluation.Run(session, input, output, data);
    }

    private static (Node Input, Node Output) Network(Shape shape)
    {
        var input = new Node(new Input(shape), "input");
        return (input, new Node(new Flatten(), [input], "output"));
    }

    private static DataSet Pictures(byte[] brightest, byte[] labels)
    {
        var pixels = new byte[brightest.Length * Classes];
        for (int i = 0; i < brightest.Length; i++)
            pixels[i * Classes + brightest[i]] = 200;
        return new DataSet(2, 3, Classes, pixels, labels);
    }
}
