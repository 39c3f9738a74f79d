using System.CommandLine;
using System.Text.Json;
using Cnn.Onnx;
using Cnn.Ops;
using Cnn.Training;
using Demo.Commands;
using NUnit.Framework;

namespace Cnn.Tests.Training;

/// <summary><c>train</c>, <c>evaluate</c> and <c>compare</c> as a person calls them.</summary>
public class TrainingCommandTests
{
    private string _folder = "";

    [SetUp]
    public void MakeFolder() => _folder = Directory.CreateTempSubdirectory("cnn-train-").FullName;

    [TearDown]
    public void RemoveFolder() => Directory.Delete(_folder, recursive: true);

    [TestCase("reference")]
    [TestCase("cpu")]
    public void Train_writes_a_model_that_evaluate_reads(string backend)
    {
        var (train, test) = Bars.Make(90).Split(1 / 3.0, 1);
        IdxFiles.Write(_folder, "train", train, packed: true);
        IdxFiles.Write(_folder, "t10k", test);
        string model = Path.Combine(_folder, "new", "bars.onnx");

        var (code, output, notes) = Run(
            TrainCommand.Create(), "train", "--data", _folder, "--out", model, "--backend", backend,
            "--epochs", "2", "--batch", "8", "--seed", "3");
        Assert.That(code, Is.Zero, notes);
        Assert.Multiple(() =>
        {
            Assert.That(notes.Split('\n'), Has.Some.Contains("epoch 2/2: loss"));
            Assert.That(output, Does.Contain("of 30 pictures right").And.Contain("seed 3, 2 epochs, batch 8"));
            Assert.That(Directory.GetFiles(Path.GetDirectoryName(model)!).Select(Path.GetFileName),
                Is.EquivalentTo(new[]
                {
                    "bars.onnx", "bars.json", "bars.checkpoint", "bars.epochs.csv", "bars.confusion.csv", "bars.curves.png",
                    "bars.confusion.png",
                }));
            string folder = Path.GetDirectoryName(model)!;
            Assert.That(File.ReadAllLines(Path.Combine(folder, "bars.epochs.csv")), Has.Length.EqualTo(3));
            Assert.That(File.ReadAllLines(Path.Combine(folder, "bars.confusion.csv"))
                .Skip(1).SelectMany(line => line.Split(',')[1..]).Sum(int.Parse), Is.EqualTo(30), "each picture is in a cell");
        });

        var evaluated = Evaluate(model);
        // `train` and `evaluate` must agree about the same pictures.
        Assert.That(output, Does.Contain($"{evaluated.GetProperty("correct").GetInt32()} of 30 pictures right"));
        Assert.That(evaluated.GetProperty("split").GetString(), Is.EqualTo("test"));
    }

    [Test]
    public void Train_refuses_too_few_pictures_and_too_large_steps()
    {
        string Refusal(DataSet data, params string[] more)
        {
            IdxFiles.Write(_folder, "train", data);
            string model = Path.Combine(_folder, "m.onnx");
            var (code, _, notes) =
                Run(TrainCommand.Create(), ["train", "--data", _folder, "--out", model, "--backend", "reference", .. more]);
            Assert.That((code, File.Exists(model)), Is.EqualTo((CommandLine.BadInput, false)));
            return notes;
        }
        Assert.That(Refusal(new DataSet(5, 6, 2, new byte[60], [0, 1])), Does.Contain("2 pictures are too few to hold any out"));
        Assert.That(Refusal(new DataSet(128, 256, 1, new byte[10 * 128 * 256], new byte[10]), "--batch", "200"),
            Does.Contain("--batch 200: pictures of 128×256 take too much memory; at most 128 fit into a step"));
    }

    [Test]
    public void Evaluate_counts_exactly()
    {
        // The "network" answers with the brightest of six pixels; the second picture is labelled otherwise.
        var data = new DataSet(2, 3, 6, [9, 0, 0, 0, 0, 0, /**/ 0, 9, 0, 0, 0, 0, /**/ 0, 0, 0, 0, 0, 9], [0, 4, 5]);
        IdxFiles.Write(_folder, "some", data);
        var input = new Node(new Input([1, 1, 2, 3]), "input");
        string model = Path.Combine(_folder, "brightest.onnx");
        OnnxWriter.Write(new Graph(new Node(new Flatten(), [input], "scores")), new VariableSet(), model, batch: "N");

        var evaluated = Evaluate(model);
        Assert.Multiple(() =>
        {
            Assert.That(evaluated.GetProperty("images").GetInt32(), Is.EqualTo(3));
            Assert.That(evaluated.GetProperty("correct").GetInt32(), Is.EqualTo(2));
            Assert.That(evaluated.GetProperty("accuracy").GetDouble(), Is.EqualTo(2 / 3.0));
            Assert.That(evaluated.GetProperty("split").GetString(), Is.EqualTo("all"));
            Assert.That(evaluated.GetProperty("classes")[4].GetProperty("correct").GetInt32(), Is.Zero);
        });
    }

    [Test]
    public void Compare_lists_every_layer()
    {
        var (code, output, notes) = Run(
            CompareCommand.Create(), "compare", "--model", Content.File("models/digits.onnx"), "--backend", "reference", "--json");
        Assert.That(code, Is.Zero, notes);
        var layers = JsonDocument.Parse(output).RootElement.GetProperty("layers").EnumerateArray().ToArray();
        Assert.Multiple(() =>
        {
            Assert.That(layers, Has.Length.EqualTo(9));
            Assert.That(layers[0].GetProperty("name").GetString(), Is.EqualTo("conv1"));
            Assert.That(layers[3].GetProperty("shape").EnumerateArray().Select(l => l.GetInt32()), Is.EqualTo(new[] { 1, 16, 14, 14 }));
            Assert.That(layers.Select(l => l.GetProperty("error").GetDouble()), Is.All.Zero, "the reference against itself");
        });
    }

    [Test]
    public void Compare_builds_networks_by_name()
    {
        var (code, output, notes) = Run(CompareCommand.Create(), "compare", "--model", "lenet", "--backend", "reference", "--json");
        Assert.That(code, Is.Zero, notes);
        var layers = JsonDocument.Parse(output).RootElement.GetProperty("layers").EnumerateArray();
        Assert.That(layers.Count(layer => layer.GetProperty("operator").GetString() == "Conv"), Is.EqualTo(2));
    }

    [TestCase("--rate", "0", "--rate is 0")]
    [TestCase("--epochs", "0", "--epochs is 0")]
    [TestCase("--batch", "500", "batches of 500 pictures")]
    [TestCase("--out", "model.json", "must end in .onnx")]
    [TestCase("--labels", "none.txt", "none.txt cannot be read")]
    public void What_train_cannot_do_is_one_line(string option, string value, string message)
    {
        IdxFiles.Write(_folder, "train", Bars.Make(30));
        var (code, _, notes) = Run(
            TrainCommand.Create(),
                ["train", "--data", _folder, "--backend", "reference", option, value,
                    .. option == "--out" ? Array.Empty<string>() : ["--out", Path.Combine(_folder, "m.onnx")]]);
        Assert.Multiple(() =>
        {
            Assert.That(code, Is.EqualTo(2));
            Assert.That(notes.TrimEnd().Split('\n')[^1], Does.StartWith("error: ").And.Contain(message));
            Assert.That(File.Exists(Path.Combine(_folder, "m.onnx")), Is.False);
        });
    }

    private JsonElement Evaluate(string model)
    {
        var (code, output, notes) = Run(
            EvaluateCommand.Create(), "evaluate", "--model", model, "--data", _folder, "--backend", "reference", "--json");
        Assert.That(code, Is.Zero, notes);
        return JsonDocument.Parse(output).RootElement;
    }

    internal static (int Code, string Output, string Notes) Run(Command verb, params string[] arguments)
    {
        var (output, notes) = (Console.Out, Console.Error);
        using StringWriter newOutput = new(), newNotes = new();
        Console.SetOut(newOutput);
        Console.SetError(newNotes);
        try
        {
            return (CommandLine.Run(arguments, newNotes, [verb]), newOutput.ToString(), newNotes.ToString());
        }
        finally
        {
            Console.SetOut(output);
            Console.SetError(notes);
        }
    }
}
