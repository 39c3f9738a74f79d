using Cnn.Ops;
using Cnn.Preprocessing;
using Demo.Models;
using Demo.Outputs;
using NUnit.Framework;

namespace Cnn.Tests.Demo;

/// <summary>What an output is taken for, by its shape, its operators and the recipe.</summary>
public class OutputKindTests
{
    private const int Height = 40, Width = 48;

    [TestCase(DataType.Float32, new[] { 1, 3, 80, 96 }, PictureOutput.Word)]
    [TestCase(DataType.Float32, new[] { 1, 80, 96, 3 }, PictureOutput.Word)]
    [TestCase(DataType.UInt8, new[] { 1, 40, 48, 3 }, PictureOutput.Word)]
    [TestCase(DataType.Float32, new[] { 1, 5, 40, 48 }, LabelsOutput.Word)]
    [TestCase(DataType.Float32, new[] { 1, 40, 48, 5 }, LabelsOutput.Word)]
    [TestCase(DataType.Float32, new[] { 1, 2, 5, 6 }, LabelsOutput.Word)]
    [TestCase(DataType.Int64, new[] { 1, 40, 48 }, LabelsOutput.Word)]
    [TestCase(DataType.Int32, new[] { 1, 1, 40, 48 }, LabelsOutput.Word)]
    [TestCase(DataType.Int32, new[] { 1, 40, 48, 1 }, LabelsOutput.Word)]
    [TestCase(DataType.Float32, new[] { 1, 10 }, ClassesOutput.Word)]
    [TestCase(DataType.Float32, new[] { 10 }, ClassesOutput.Word)]
    [TestCase(DataType.Float32, new[] { 1, 3, 1, 1 }, ClassesOutput.Word)]
    [TestCase(DataType.Float32, new[] { 1, 1, 1, 10 }, ClassesOutput.Word)]
    [TestCase(DataType.Float32, new[] { 1, 1 }, MapsOutput.Word)]
    [TestCase(DataType.Float32, new[] { 1, 7, 3, 3 }, MapsOutput.Word)]
    [TestCase(DataType.Float32, new[] { 1, 3, 3, 7 }, MapsOutput.Word)]
    [TestCase(DataType.Float32, new[] { 1, 1, 40, 48 }, MapsOutput.Word)]
    [TestCase(DataType.Float32, new[] { 1, 84, 210 }, MapsOutput.Word)]
    [TestCase(DataType.Float32, new[] { 2, 3, 40, 48 }, MapsOutput.Word)]
    [TestCase(DataType.Int64, new[] { 1, 3, 40, 48 }, MapsOutput.Word)]
    [TestCase(DataType.Int64, new[] { 1, 1, 100 }, MapsOutput.Word)]
    [TestCase(DataType.Float32, new[] { 1, 5, 4, 40, 48 }, MapsOutput.Word)]
    [TestCase(DataType.Float32, new int[0], MapsOutput.Word)]
    public void An_output_is_what_its_shape_says(DataType type, int[] shape, string kind)
    {
        foreach (var layout in new[] { ChannelLayout.Nchw, ChannelLayout.Nhwc })
            Assert.That(Kind(new Recipe { Layout = layout }, Made(type, shape)), Is.EqualTo(kind), $"{layout}");
    }

    [TestCase(new[] { 1, 1 }, ScoreOutput.Word)]
    [TestCase(new[] { 1, 1, 1, 1 }, ScoreOutput.Word)]
    [TestCase(new[] { 1, 1, 20, 24 }, MaskOutput.Word)]
    [TestCase(new[] { 1, 20, 24, 1 }, MaskOutput.Word)]
    [TestCase(new[] { 1, 1, 20, 20 }, MapsOutput.Word)]
    [TestCase(new[] { 1, 10 }, ClassesOutput.Word)]
    public void A_sigmoid_makes_one_number_a_score_and_one_map_a_mask(int[] shape, string kind) =>
        Assert.That(Kind(new Recipe(), new Node(new Sigmoid(), [Made(DataType.Float32, shape)], "y")), Is.EqualTo(kind));

    [Test]
    public void A_kind_that_is_not_known_is_refused() => Assert.That(
        () => Kind(new Recipe { Output = "boxen" }, Made(DataType.Float32, [1, 10])),
        Throws.TypeOf<CnnException>().With.Message.EqualTo($"model.onnx: the recipe's output is \"boxen\"; it may be {OutputKinds.Words}"));

    // Scores of as many channels as there are names, and a softmax over the channels, are classes of pixels at any size.
    [TestCase(new[] { 1, 3, 40, 48 }, 3, LabelsOutput.Word)]
    [TestCase(new[] { 1, 3, 40, 48 }, 4, PictureOutput.Word)]
    [TestCase(new[] { 1, 7, 3, 3 }, 7, LabelsOutput.Word)]
    public void Names_decide(int[] shape, int names, string kind) =>
        Assert.That(
            Kind(new Recipe { Labels = [.. Enumerable.Range(0, names).Select(i => $"{i}")] }, Made(DataType.Float32, shape)),
            Is.EqualTo(kind));

    [TestCase(1, LabelsOutput.Word)]
    [TestCase(2, PictureOutput.Word)]
    public void A_softmax_over_the_channels_decides(int axis, string kind) =>
        Assert.That(Kind(new Recipe(), new Node(new Softmax(axis), [Made(DataType.Float32, [1, 3, 20, 24])], "y")), Is.EqualTo(kind));

    [Test]
    public void Scores_of_several_sizes_are_a_detectors()
    {
        var (fine, coarse) = (Made(DataType.Float32, [1, 5, 20, 24]), Made(DataType.Float32, [1, 5, 10, 12], "z"));
        Assert.That(Kind(new Recipe(), fine, coarse), Is.EqualTo(MapsOutput.Word));
        Assert.That(Kind(new Recipe(), fine, Made(DataType.Float32, [1, 5, 20, 24], "z")), Is.EqualTo(LabelsOutput.Word));
    }

    [TestCase(LabelsOutput.Word, new[] { 1, 3, 40, 48 }, new[] { 1, 1, 40, 48 })]
    [TestCase(LabelsOutput.Word, new[] { 1, 40, 48, 3 }, new[] { 1, 1, 40, 48 })]
    [TestCase(LabelsOutput.Word, new[] { 1, 1, 40, 48 }, new[] { 1, 1, 40, 48 })]
    [TestCase(MapsOutput.Word, new[] { 1, 3, 40, 48 }, new[] { 1, 3, 40, 48 })]
    [TestCase(PictureOutput.Word, new[] { 1, 1, 40, 48 }, new[] { 1, 1, 40, 48 })]
    [TestCase(PictureOutput.Word, new[] { 1, 40, 48 }, new[] { 1, 1, 40, 48 })]
    [TestCase(PictureOutput.Word, new[] { 1, 80, 96, 3 }, new[] { 1, 3, 80, 96 })]
    [TestCase(ClassesOutput.Word, new[] { 1, 1, 1, 7 }, new[] { 1, 7 })]
    [TestCase(MaskOutput.Word, new[] { 1, 40, 48, 1 }, new[] { 1, 1, 40, 48 })]
    [TestCase(ScoreOutput.Word, new[] { 1, 1 }, new[] { 1, 1 })]
    public void What_the_recipe_says_is_shown(string kind, int[] shape, int[] read)
    {
        var output = Made(DataType.Float32, shape);
        var shown = Shown(new Recipe { Output = kind }, output);
        Assert.That(shown.Kind, Is.EqualTo(kind));
        Assert.That(shown.Reads.Single().Info, Is.EqualTo(new TensorInfo(new Shape(read), DataType.Float32)));
    }

    [TestCase(ClassesOutput.Word, new[] { 1, 3, 40, 48 }, "model.onnx: no output can be shown as classes; there is 'y'")]
    [TestCase(PictureOutput.Word, new[] { 1, 5, 40, 48 }, "as picture")]
    [TestCase(LabelsOutput.Word, new[] { 1, 10 }, "as labels")]
    [TestCase(MaskOutput.Word, new[] { 1, 3, 40, 48 }, "as mask")]
    [TestCase(ScoreOutput.Word, new[] { 1, 2 }, "as score")]
    public void What_cannot_be_shown_so_is_refused(string kind, int[] shape, string message) =>
        Assert.That(
            () => Shown(new Recipe { Output = kind }, Made(DataType.Float32, shape)),
            Throws.TypeOf<CnnException>().With.Message.Contains(message));

    private static Node Made(DataType type, int[] shape, string name = "y") => new(new Input(new Shape(shape), type), name);

    private static string Kind(Recipe recipe, params Node[] outputs) => Shown(recipe, outputs).Kind;

    private static Output Shown(Recipe recipe, params Node[] outputs)
    {
        Shape shape = recipe.Layout == ChannelLayout.Nchw ? [1, 3, Height, Width] : [1, Height, Width, 3];
        return OutputKinds.Of("model.onnx", outputs, new PictureInput(new Node(new Input(shape), "x"), recipe, Guessed: true));
    }
}
