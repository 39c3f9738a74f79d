using System.Text.Json;
using Cnn.Onnx;
using Cnn.Tests.Platform;
using Google.Protobuf;
using NUnit.Framework;
using SkiaSharp;

namespace Cnn.Tests.Onnx;

/// <summary>The verbs <c>inspect</c> and <c>verify</c>, as a person or a script runs them.</summary>
[Parallelizable]
public class VerbTests
{
    private string _folder = "";

    [SetUp]
    public void MakeCases()
    {
        _folder = Directory.CreateTempSubdirectory("verify").FullName;
        MakeCase("right", [0, 2, 0]);
        MakeCase("wrong", [0, 2.5f, 0]);
        MakeCase("untested", null);
    }

    [TearDown]
    public void RemoveCases() => Directory.Delete(_folder, recursive: true);

    [TestCase("reference")]
    [TestCase("gl")]
    public void Verify_names_each_miss_and_counts(string backend)
    {
        var run = Demonstration.Run("verify", "--backend", backend, _folder);
        Assert.That(run.Code, Is.EqualTo(1), run.Errors);
        Assert.That(run.Output.ReplaceLineEndings("\n"), Is.EqualTo(
            $"""
            FAIL wrong: output 'y' is 2 at 1; 2.5 is expected
            nodes: 2 on {backend}, 0 folded, 0 fell back
            1 passed, 1 failed, 1 skipped

            """));
    }

    [Test]
    public void Verify_goes_on_where_a_file_is_missing_or_damaged()
    {
        File.Delete(Path.Combine(_folder, "wrong", "test_data_set_0", "input_0.pb"));
        MakeCase("also", [0, 2, 0]);
        File.WriteAllText(Path.Combine(_folder, "also", "test_data_set_0", "output_0.pb"), "no tensor");
        var run = Demonstration.Run("verify", "--backend", "reference", _folder);
        Assert.That(run.Output, Does.Contain("FAIL wrong: test_data_set_0 has no file for input 'x0'").And.Contain("FAIL also: "));
        Assert.That(run.Output.TrimEnd().Split('\n')[^1], Is.EqualTo("1 passed, 2 failed, 1 skipped"));
        Assert.That(run.Code, Is.EqualTo(1));
    }

    [Test]
    public void Verify_takes_a_list_and_tolerances()
    {
        string list = Path.Combine(_folder, "list.txt");
        File.WriteAllText(list, "# remarks\nwrong\n");
        var run = Demonstration.Run("verify", "--backend", "reference", "--list", list, "--rtol", "0.2", _folder);
        Assert.That((run.Code, run.Output.TrimEnd().Split('\n')[^1]), Is.EqualTo((0, "1 passed, 0 failed, 0 skipped")));
    }

    [Test]
    public void Verify_refuses_what_holds_no_cases()
    {
        Demonstration.Refuses(["verify", Path.Combine(_folder, "nowhere")], "there is no such folder");
        Demonstration.Refuses(["verify", Path.Combine(_folder, "right", "model.onnx")], "is a file; a folder with model.onnx is needed");
        Demonstration.Refuses(["inspect", _folder], "it is a folder");
        Demonstration.Refuses(["verify", Path.Combine(_folder, "right", "test_data_set_0")], "no model.onnx here");
    }

    [Test]
    public void Inspect_shows_the_recipe_and_whence_it_is()
    {
        string digits = ArchitectureTests.PathOf("content/models/digits.onnx");
        Assert.That(Demonstration.Run("inspect", digits).Output, Does.Contain("picture: NCHW, grey, 28×28, ink (from digits.json)"));

        string alone = Path.Combine(_folder, "alone.onnx");
        File.Copy(digits, alone);
        Assert.That(Demonstration.Run("inspect", alone).Output,
            Does.Contain("picture: NCHW, grey, 28×28, ink (guessed from the input's shape)"));
        var guess = PictureOf(alone);
        Assert.That(guess.GetProperty("from").GetString(), Is.EqualTo("guess"));
        Assert.That((guess.GetProperty("height").GetInt32(), guess.GetProperty("width").GetInt32()), Is.EqualTo((28, 28)));
        Assert.That(guess.GetProperty("recipe").GetProperty("colors").GetString(), Is.EqualTo("grey"));

        File.WriteAllText(Path.ChangeExtension(alone, ".json"), "{\"kind\":\"image\",\"colors\":\"grey\",\"crop\":0.5}");
        var sidecar = PictureOf(alone);
        Assert.That(sidecar.GetProperty("from").GetString(), Is.EqualTo("sidecar"));
        Assert.That(sidecar.GetProperty("recipe").GetProperty("crop").GetDouble(), Is.EqualTo(0.5));

        File.WriteAllText(Path.ChangeExtension(alone, ".json"), "{\"crop\":2}");
        Assert.That(PictureOf(alone).GetProperty("problem").GetString(), Does.Contain("alone.json").And.Contain("'crop' is 2"));
        Assert.That(Demonstration.Run("inspect", Path.Combine(_folder, "right", "model.onnx")).Output,
            Does.Contain("picture: none, so classify and demo refuse it: ").And.Contain("the input 'x0' is 3, which has 1 axes"));
    }

    private static JsonElement PictureOf(string model) =>
        JsonDocument.Parse(Demonstration.Run("inspect", model, "--json").Output).RootElement.GetProperty("picture");

    [Test]
    public void Inspect_shows_layers_and_totals()
    {
        string digits = ArchitectureTests.PathOf("content/models/digits.onnx");
        var table = Demonstration.Run("inspect", digits);
        Assert.That(table.Code, Is.Zero, table.Errors);
        Assert.That(table.Output, Does.Contain("Conv").And.Contain("receptive field").And.Contain("opset 21"));

        var json = JsonDocument.Parse(Demonstration.Run("inspect", digits, "--json").Output).RootElement;
        var model = OnnxModel.Load(digits);
        var graph = model.Bind();
        Assert.That(json.GetProperty("parameters").GetInt64(), Is.EqualTo(graph.Variables.Sum(v => v.Shape.Count)));
        Assert.That(json.GetProperty("macs").GetInt64(), Is.EqualTo(graph.Nodes.Sum(n => n.MultiplyAccumulates)));
        Assert.That(json.GetProperty("layers").GetArrayLength(), Is.EqualTo(graph.Nodes.Count(n => !n.IsLeaf)));
        Assert.That(table.Output,
            Does.Match(@"layers' values on gl: 0\.\d MB where each can be read after a run, 0\.\d MB where only outputs can"));
        var memory = json.GetProperty("memory");
        Assert.That(memory.GetProperty("reusedBytes").GetInt64(), Is.LessThan(memory.GetProperty("keptBytes").GetInt64()).And.Positive);
        Assert.That(json.GetProperty("inputs")[0].GetProperty("shape").EnumerateArray().Select(e => e.GetInt32()),
            Is.EqualTo(new[] { 1, 1, 28, 28 }));
    }

    [Test]
    public void Inspect_writes_no_commands_for_the_terminal()
    {
        var proto = ProtoModel.Conv();
        proto.Graph.Node[0].Name = "evil\u001b[31m";
        proto.Graph.Node[1].Output[0] = proto.Graph.Output[0].Name = "y\u009b2J";
        proto.ProducerName = "\u001b]0;title\u0007";
        string path = Path.Combine(_folder, "evil.onnx");
        File.WriteAllBytes(path, proto.ToByteArray());
        foreach (string[] arguments in new string[][] { ["inspect", path], ["compare", "--backend", "reference", "--model", path] })
        {
            var run = Demonstration.Run(arguments);
            Assert.That(run.Output, Does.Contain("evil?[31m").And.Contain("y?2J"), run.Errors);
            Assert.That((run.Output + run.Errors).Where(c => char.IsControl(c) && c != '\n'), Is.Empty);
        }
    }

    [Test]
    public void Inspect_counts_one_layer_in_the_singular()
    {
        var run = Demonstration.Run("inspect", Path.Combine(_folder, "right", "model.onnx"));
        Assert.That(run.Output, Does.Contain("1 layer, 0 parameters, 0 MACs"));
    }

    [TestCase(-3, true)]
    [TestCase(2, true)]
    [TestCase(3, false)]
    [TestCase(-4, false)]
    public void Inspect_refuses_an_index_outside_its_data(int index, bool fits)
    {
        var proto = ProtoModel.Single(13, "Gather", [[3, 5]]);
        proto.Graph.Node[0].Input.Add("index");
        proto.Graph.Initializer.Add(ProtoModel.Longs("index", 0, index));
        string path = Path.Combine(_folder, "gather.onnx");
        File.WriteAllBytes(path, proto.ToByteArray());
        if (fits)
            Assert.That(Demonstration.Run("inspect", path).Code, Is.Zero);
        else
            Demonstration.Refuses(["inspect", path], $"index {index} is out of range for an axis of length 3");
    }

    [Test]
    public void Inspect_assumes_what_is_open_and_takes_what_is_given()
    {
        var proto = ProtoModel.Conv();
        proto.Graph.Input[0].Type.TensorType.Shape.Dim[3] = new() { DimParam = "width" };
        string path = Path.Combine(_folder, "open.onnx");
        File.WriteAllBytes(path, proto.ToByteArray());
        Assert.That(Demonstration.Run("inspect", path).Output, Does.Contain("1×4×6×222"));
        Assert.That(Demonstration.Run("inspect", path, "--dim", "width=11").Output, Does.Contain("1×4×6×9"));
        Assert.That(Demonstration.Run("inspect", path, "--shape", "x=5x3x8x7").Code, Is.EqualTo(2));
        Demonstration.Refuses(["inspect", path, "--dim", "width"], "--dim 'width': NAME=VALUE is needed");
        Demonstration.Refuses(["inspect", path, "--shape", "x=1x3x8xten"], "--shape: 'ten' is no length");
    }

    // The same size and the same note, whichever verb opens it.
    [Test]
    public void Classify_and_demo_assume_what_inspect_assumes()
    {
        var proto = ProtoModel.Conv();
        foreach (int axis in new[] { 2, 3 })
            proto.Graph.Input[0].Type.TensorType.Shape.Dim[axis] = new() { DimParam = axis == 2 ? "height" : "width" };
        string path = Path.Combine(_folder, "any size.onnx"), photo = Path.Combine(_folder, "photo.png");
        File.WriteAllBytes(path, proto.ToByteArray());
        using (var picture = new SKBitmap(30, 20))
        using (var png = picture.Encode(SKEncodedImageFormat.Png, 100))
            File.WriteAllBytes(photo, png.ToArray());
        foreach (string[] verb in new string[][]
        {
            ["inspect", path], ["classify", "--model", path, "--backend", "reference", photo],
            ["demo", "--model", path, "--headless", "--source", photo, "--frames", "2"],
        })
        {
            var run = Demonstration.Run(verb);
            Assert.That((run.Code, run.Errors.Trim()),
                Is.EqualTo((0, $"note: {path} leaves 'height' and 'width' open; 224 is assumed, --dim and --shape say otherwise")));
            Assert.That(run.Output, Does.Contain("1×4×222×222"), verb[0]);
        }
        Assert.That(
            Demonstration.Run(
                "classify", "--model", path, "--backend", "reference", "--dim", "height=9", "--dim", "width=8", photo).Output,
            Does.Contain("1×4×7×6"));
    }

    private void MakeCase(string name, float[]? expected)
    {
        var model = ProtoModel.Single(13, "Relu", [[3]]);
        string folder = Directory.CreateDirectory(Path.Combine(_folder, name)).FullName;
        File.WriteAllBytes(Path.Combine(folder, "model.onnx"), model.ToByteArray());
        if (expected is null)
            return;
        string set = Directory.CreateDirectory(Path.Combine(folder, "test_data_set_0")).FullName;
        File.WriteAllBytes(Path.Combine(set, "input_0.pb"), TensorWriter.Write(Tensor.Vector(-1f, 2f, 0f), "x0").ToByteArray());
        File.WriteAllBytes(Path.Combine(set, "output_0.pb"), TensorWriter.Write(Tensor.Vector(expected), "y").ToByteArray());
    }
}
