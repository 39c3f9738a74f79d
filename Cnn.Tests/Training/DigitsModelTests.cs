using Cnn.Backends;
using Cnn.Models;
using Cnn.Onnx;
using Cnn.Preprocessing;
using Cnn.Tests.Platform;
using Cnn.Training;
using Demo.Commands;
using NUnit.Framework;

namespace Cnn.Tests.Training;

/// <summary>The network that the program comes with.</summary>
public class DigitsModelTests
{
    private static readonly string ModelFile = Content.File(Path.Combine("models", "digits.onnx"));

    [Test]
    public void It_has_the_layers_that_the_window_shows()
    {
        var graph = OnnxModel.Load(ModelFile).Bind();
        Assert.Multiple(() =>
        {
            Assert.That(new FileInfo(ModelFile).Length, Is.LessThan(300_000));
            Assert.That((graph.Inputs.Single().Name, graph.Inputs.Single().Shape), Is.EqualTo(("input", new Shape(1, 1, 28, 28))));
            Assert.That((graph.Outputs.Single().Name, graph.Outputs.Single().Shape), Is.EqualTo(("probabilities", new Shape(1, 10))));
            Assert.That(graph.Nodes.Where(n => !n.IsLeaf).Select(n => n.Name), Is.EqualTo(new[]
            {
                "conv1", "relu1", "maxpool", "conv2", "relu2", "avgpool", "flatten", "fc", "probabilities",
            }));
        });
    }

    [Test]
    public void Its_recipe_is_ink_and_its_classes_are_the_digits()
    {
        var recipe = RecipeFile.Read(RecipeFile.PathFor(ModelFile));
        Assert.Multiple(() =>
        {
            Assert.That((recipe.Kind, recipe.Colors), Is.EqualTo((RecipeKind.Ink, ColorOrder.Grey)));
            Assert.That(recipe.Labels, Is.EqualTo(Enumerable.Range(0, 10).Select(d => d.ToString())));
        });
    }

    [Test, OwnThread]
    public void It_names_at_least_985_in_1000_of_the_pictures_that_it_never_saw()
    {
        if (!Directory.Exists(Content.MnistFolder))
            Assert.Inconclusive($"no pictures in {Content.MnistFolder}; content/get-data.sh fetches them");
        // What `train` held out with its default seed, which made the model.
        var (_, heldOut) = DataFolder.Load(Content.MnistFolder).Train.Split(TrainingPictures.HeldOutShare, TrainCommand.DefaultSeed);
        var model = OnnxModel.Load(ModelFile);
        var graph = model.Bind(new BindOptions { Shapes = new Dictionary<string, Shape> { ["input"] = [50, 1, 28, 28] } });
        using var backend = BackendOption.Open(BackendOption.Auto, TestContext.Error);
        using var session = backend.CompileNow(graph, model.Variables);
        Assert.That(Evaluation.Run(session, graph.Inputs[0], graph.Outputs[0], heldOut).Accuracy, Is.GreaterThanOrEqualTo(0.985));
    }
}
