using Cnn.Backends;
using Cnn.Networks;
using Cnn.Onnx;
using Cnn.Ops;
using Cnn.Tests.Onnx;
using Cnn.Training;
using Demo.Commands;
using NUnit.Framework;
using SixLabors.ImageSharp;
using SixLabors.ImageSharp.PixelFormats;

namespace Cnn.Tests.Training;

/// <summary><c>train</c>: networks from text and from models, pictures in folders, and trainings that go on.</summary>
public class TrainVerbTests
{
    private string _folder = "";

    [SetUp]
    public void MakeFolder()
    {
        _folder = Directory.CreateTempSubdirectory("cnn-train-").FullName;
        IdxFiles.Write(_folder, "train", Bars.Make(60));
    }

    [TearDown]
    public void RemoveFolder() => Directory.Delete(_folder, recursive: true);

    [Test]
    public void A_training_that_goes_on_gives_the_model_of_one_that_was_not_interrupted()
    {
        string whole = Path.Combine(_folder, "whole.onnx"), parts = Path.Combine(_folder, "parts.onnx");
        Train(0, "--out", whole, "--epochs", "3", "--schedule", "constant");
        Train(0, "--out", parts, "--epochs", "1", "--schedule", "constant");
        var (output, notes) = Resume(0, "--resume", Path.ChangeExtension(parts, ".checkpoint"), "--epochs", "3");
        Assert.Multiple(() =>
        {
            Assert.That(notes, Does.Contain("goes on after step 6").And.Contain("epoch 3/3"));
            Assert.That(output, Does.Contain(parts));
            Assert.That(Rows(parts), Is.EqualTo(Rows(whole)).And.Length.EqualTo(4));
        });
        Assert.That(Resume(2, "--resume", Path.ChangeExtension(parts, ".checkpoint")).Notes, Does.Contain("all 3 epochs are done"));
    }

    [Test]
    public void The_same_checkpoint_gives_the_same_model()
    {
        string model = Path.Combine(_folder, "m.onnx"), checkpoint = Path.ChangeExtension(model, ".checkpoint");
        Train(0, "--out", model, "--epochs", "1");
        byte[] kept = File.ReadAllBytes(checkpoint);
        Resume(0, "--resume", checkpoint, "--epochs", "2");
        string[] first = Rows(model);
        File.WriteAllBytes(checkpoint, kept);
        Resume(0, "--resume", checkpoint, "--epochs", "2");
        Assert.That(Rows(model), Is.EqualTo(first));
    }

    [Test]
    public void The_optimiser_is_chosen_and_kept_for_going_on()
    {
        string model = Path.Combine(_folder, "m.onnx"), checkpoint = Path.ChangeExtension(model, ".checkpoint");
        Train(0, "--out", model, "--epochs", "1", "--optimizer", "sgd", "--lr", "0.05");
        Resume(0, "--resume", checkpoint, "--epochs", "2");
        var variables = new VariableSet();
        Checkpoint.Read(checkpoint, variables);
        Assert.That(variables.Names, Has.Member("fc.weight.velocity").And.No.Member("fc.weight.adam_m"));
        Assert.That(Train(2, "--out", model, "--optimizer", "newton").Notes, Does.Contain("newton"));
    }

    [Test]
    public void Beside_the_model_lie_pictures_that_can_be_opened()
    {
        string folder = Path.Combine(_folder, "out"), model = Path.Combine(folder, "m.onnx");
        Train(0, "--out", model, "--epochs", "2");
        Assert.That(Directory.GetFiles(folder, "*.png"), Has.Length.EqualTo(2));
        foreach (string picture in Directory.GetFiles(folder, "*.png"))
            Assert.That(Image.Identify(picture).Width, Is.GreaterThan(400), picture);
        Directory.CreateDirectory(Path.Combine(folder, "n.curves.png"));
        Assert.That(Train(2, "--out", Path.Combine(folder, "n.onnx")).Notes, Does.Contain("n.curves.png is a folder"));
    }

    [TestCase("--weight-decay", "0.5")]
    [TestCase("--clip", "0.001")]
    public void What_is_asked_of_the_gradients_changes_the_model_and_is_kept_for_going_on(string option, string value)
    {
        string plain = Path.Combine(_folder, "p.onnx"), whole = Path.Combine(_folder, "w.onnx"), parts = Path.Combine(_folder, "n.onnx");
        string[] usual = ["--optimizer", "sgd", "--lr", "0.05", "--schedule", "constant", "--warm-up", "0"];
        Train(0, ["--out", plain, "--epochs", "2", .. usual]);
        Train(0, ["--out", whole, "--epochs", "2", option, value, .. usual]);
        Train(0, ["--out", parts, "--epochs", "1", option, value, .. usual]);
        Resume(0, "--resume", Path.ChangeExtension(parts, ".checkpoint"), "--epochs", "2");
        Assert.That(Rows(whole), Is.Not.EqualTo(Rows(plain)));
        Assert.That(Rows(parts), Is.EqualTo(Rows(whole)));
    }

    [Test]
    public void A_rate_that_rises_all_the_time_is_highest_at_the_end()
    {
        string model = Path.Combine(_folder, "m.onnx");
        Train(0, "--out", model, "--epochs", "4", "--lr", "0.008", "--schedule", "constant", "--warm-up", "1");
        Assert.That(Rows(model).Skip(1).Select(row => row.Split(',')[^1]), Is.EqualTo(new[] { "0.002", "0.004", "0.006", "0.008" }));
    }

    [Test]
    public void A_checkpoint_from_before_an_option_goes_on()
    {
        string model = Path.Combine(_folder, "m.onnx"), checkpoint = Path.ChangeExtension(model, ".checkpoint");
        Train(0, "--out", model, "--epochs", "1");
        var variables = new VariableSet();
        var (state, notes) = Checkpoint.Read(checkpoint, variables);
        string[] later = ["WeightDecay", "Clip", "WarmUp"];
        using (var file = File.Create(checkpoint))
            new Checkpoint(state, notes.Where(note => !later.Contains(note.Key)).ToDictionary()).Write(file, variables);
        Assert.That(Resume(0, "--resume", checkpoint, "--epochs", "2").Notes, Does.Contain("epoch 2/2"));
    }

    [Test]
    public void A_network_comes_from_text_and_a_model_learns_on()
    {
        string text = Path.Combine(_folder, "net.txt"), model = Path.Combine(_folder, "net.onnx"), on = Path.Combine(_folder, "on.onnx");
        File.WriteAllText(text, "conv 3 3 stride=2\nactivation\npool 2\nfc 7\nactivation");
        Train(0, "--out", model, "--arch", text, "--activation", "tanh", "--pool", "average", "--epochs", "1");
        Assert.That(OnnxModel.Load(model).Bind().Nodes.Select(n => n.Op.GetType().Name),
            Is.SupersetOf(new[] { "Tanh", "AveragePool" }).And.No.Member("Relu").And.No.Member("MaxPool"));
        Train(0, "--out", on, "--arch", model, "--epochs", "1", "--lr", "1e-9");
        float Weight(string path)
        {
            var read = OnnxModel.Load(path);
            // Weights are read when they are needed.
            read.Bind();
            return read.Variables["fc2.weight"].Floats[0];
        }
        Assert.That(Weight(on), Is.EqualTo(Weight(model)).Within(1e-5), "it began where the model was");
    }

    [TestCase("cpu")]
    [TestCase("reference")]
    public void Normalised_layers_that_drop_train_go_on_and_run_in_OnnxRuntime_to_the_same_numbers(string backend)
    {
        string text = Path.Combine(_folder, "net.txt"), model = Path.Combine(_folder, "net.onnx"), on = Path.Combine(_folder, "on.onnx");
        File.WriteAllText(text, "conv 6 3\nbatchnorm\nrelu\npool 2\ndropout 0.1\nfc 12\nbatchnorm\ntanh");
        Train(0, "--out", model, "--arch", text, "--epochs", "12", "--lr", "0.02", "--backend", backend);
        var results = Checkpoint.Read(Path.ChangeExtension(model, ".checkpoint"), new VariableSet()).State;
        var read = OnnxModel.Load(model);
        var graph = read.Bind();
        var input = graph.Inputs[0];
        var picture = Tensor.From(input.Shape, [.. Enumerable.Range(0, (int)input.Shape.Count).Select(i => i * 37 % 100 / 100f)]);
        using var reference = new ReferenceBackend();
        using var session = reference.CompileNow(graph, read.Variables);
        session.Write(input, picture);
        session.Run();
        var there = OnnxRuntimeOracle.Run(File.ReadAllBytes(model), (input.Name, picture));
        Assert.Multiple(() =>
        {
            Assert.That(results.Best!.Accuracy, Is.GreaterThan(0.9));
            Assert.That(graph.Nodes.Count(n => n.Op is BatchNormalization), Is.EqualTo(2));
            Assert.That(read.Variables["batchnorm1.variance"].Floats.ToArray(), Has.None.EqualTo(1f), "the statistics were learnt");
            Assert.That(new Closeness(1e-5, 1e-5).Difference(session.Read(graph.Outputs[0]), there[0]), Is.Null);
        });
        Train(0, "--out", on, "--arch", model, "--epochs", "1", "--lr", "1e-9");
        Assert.That(Checkpoint.Read(Path.ChangeExtension(on, ".checkpoint"), new VariableSet()).State.Best!.Accuracy,
            Is.EqualTo(results.Best!.Accuracy).Within(0.2), "it began where the model was");
    }

    [Test]
    public void A_folder_of_pictures_for_each_class_is_learnt_in_colour()
    {
        string data = Path.Combine(_folder, "things"), model = Path.Combine(_folder, "things.onnx");
        foreach (var (name, colour) in new[] { ("grass", new Rgb24(20, 200, 30)), ("sky", new Rgb24(40, 90, 250)) })
        {
            Directory.CreateDirectory(Path.Combine(data, name));
            for (int i = 0; i < 12; i++)
                using (var image = new Image<Rgb24>(30 + i, 20, colour))
                    image.SaveAsPng(Path.Combine(data, name, $"{i}.png"));
        }
        File.WriteAllText(Path.Combine(data, "sky", "broken.png"), "no picture");
        var (output, notes) = Train(0, "--data", data, "--out", model, "--size", "9", "--epochs", "12");
        Assert.Multiple(() =>
        {
            Assert.That(notes, Does.Contain("left out: ").And.Contain("broken.png"));
            Assert.That(output, Does.Contain("2 of 2 pictures right"));
            Assert.That(File.ReadAllText(Path.ChangeExtension(model, ".json")), Does.Contain("grass").And.Contain("sky"));
            Assert.That(OnnxModel.Load(model).Bind().Inputs[0].Shape, Is.EqualTo(new Shape(1, 3, 9, 9)));
        });
        Directory.CreateDirectory(Path.Combine(data, "sea"));
        File.WriteAllText(Path.Combine(data, "sea", "1.jpg"), "");
        Assert.That(Train(2, "--data", data, "--out", model).Notes, Does.Contain("sea: the class has no picture that can be read"));
        Directory.Delete(Path.Combine(data, "sea"), true);
        Directory.Delete(Path.Combine(data, "sky"), true);
        Assert.That(Train(2, "--data", data, "--out", model).Notes, Does.Contain("1 folder with pictures"));
    }

    [Test]
    public void A_loss_that_is_no_number_ends_it_with_the_step_and_leaves_the_model_as_it_was()
    {
        string model = Path.Combine(_folder, "m.onnx"), broken = Path.Combine(_folder, "broken.onnx");
        File.WriteAllText(model, "what was there");
        var variables = new VariableSet();
        var network = DigitNetwork.Build(variables, 1, 12, 10, 3);
        variables.Write("fc.bias", Tensor.From<float>([3], [0, float.NaN, 0]));
        OnnxWriter.Write(network.Graph, variables, broken, batch: "N");
        string notes = Train(2, "--out", model, "--arch", broken).Notes;
        Assert.Multiple(() =>
        {
            Assert.That(notes.TrimEnd().Split('\n')[^1], Does.StartWith("error: step 1: the loss is no number").And.Contain("try a tenth"));
            Assert.That(File.ReadAllText(model), Is.EqualTo("what was there"));
        });
    }

    [TestCase("--arch", "none.txt", "neither 'digits' nor a file")]
    [TestCase("--augment", "ink", "")]
    [TestCase("--patience", "-1", "--patience is -1")]
    [TestCase("--weight-decay", "-0.1", "--weight-decay is -0.1; it may be 0 … 1")]
    [TestCase("--weight-decay", "NaN", "--weight-decay is NaN")]
    [TestCase("--clip", "0", "--clip is 0; it must be a length above 0")]
    [TestCase("--clip", "Infinity", "--clip is Infinity; it must")]
    [TestCase("--warm-up", "1.5", "--warm-up is 1.5; it may be 0 … 1")]
    [TestCase("--resume", "none.checkpoint", "none.checkpoint cannot be read")]
    public void What_cannot_be_is_one_line(string option, string value, string message)
    {
        string[] rest = option == "--resume" ? [] : ["--out", Path.Combine(_folder, "m.onnx"), "--epochs", "1"];
        var (_, notes) = message.Length == 0 ? Train(0, [.. rest, option, value]) : option == "--resume"
            ? Resume(2, option, value) : Train(2, [.. rest, option, value]);
        Assert.That(notes, Does.Contain(message));
    }

    private static string[] Rows(string model) => File.ReadAllLines(Path.ChangeExtension(model, ".epochs.csv"));

    private (string Output, string Notes) Train(int code, params string[] more) =>
        Resume(code, [.. Defaults(more), .. more]);

    private IEnumerable<string> Defaults(string[] given) => new (string Option, string Value)[]
    {
        ("--data", _folder), ("--batch", "8"), ("--augment", "none"),
    }.Where(option => !given.Contains(option.Option)).SelectMany(option => new[] { option.Option, option.Value });

    private static (string Output, string Notes) Resume(int code, params string[] arguments)
    {
        string[] backend = arguments.Contains("--backend") ? [] : ["--backend", "reference"];
        var (ended, output, notes) = TrainingCommandTests.Run(TrainCommand.Create(), ["train", .. backend, .. arguments]);
        Assert.That(ended, Is.EqualTo(code), notes);
        return (output, notes);
    }
}
