using System.Text.Json;
using Cnn.Networks;
using Cnn.Onnx;
using Cnn.Ops;
using Cnn.Tests.Platform;
using Demo.Models;
using Demo.Outputs;
using Demo.Ui;
using NUnit.Framework;
using SkiaSharp;

namespace Cnn.Tests.Demo;

/// <summary>
/// Models whose output is no list of classes, end to end: a picture, labels, a mask, odd shapes, and inputs that are refused.
/// </summary>
[Parallelizable]
public class OutputTests
{
    private const int Height = 40, Width = 48;

    private string _folder = "";

    [OneTimeSetUp]
    public void MakeFiles()
    {
        _folder = Directory.CreateTempSubdirectory("outputs").FullName;
        // Three quarters red, the rest blue.
        using var picture = new SKBitmap(Width, Height);
        picture.Erase(SKColors.Red);
        for (int y = 0; y < Height; y++)
            for (int x = 36; x < Width; x++)
                picture.SetPixel(x, y, SKColors.Blue);
        using var png = picture.Encode(SKEncodedImageFormat.Png, 100);
        File.WriteAllBytes(At("source.png"), png.ToArray());
        // Red becomes green, blue stays.
        Save("picture.onnx", (b, x) => b.Conv(x, 3, 1, "pixel", bias: false), [3, 3, 1, 1], [0, 0, 0, 1, 0, 0, 0, 0, 1]);
        float[] scores = [0, 0, 0, 1, 0, -1, -9, 0, -9, -1, 0, 1, -9, 0, -9];
        Save("labels.onnx", (b, x) => b.Conv(x, 5, 1, "pixel", bias: false), [5, 3, 1, 1], scores);
        var best = new ArgMax(1, KeepDims: false, SelectLast: false);
        Save("argmax.onnx", (b, x) => new Node(best, [b.Conv(x, 5, 1, "pixel", bias: false)], "class"), [5, 3, 1, 1], scores);
        Save("head.onnx", (b, x) => b.Conv(x, 7, 16, "head", stride: 16));
        // As TensorFlow's exporters write: channels last outside, in front inside.
        Save("last.onnx", (b, x) => b.Conv(x, 5, 1, "pixel", bias: false), [5, 3, 1, 1], scores, last: true);
        // Bright red is 0.9 sure, all else hardly.
        Save("mask.onnx", (b, x) => new Node(new Sigmoid(), [b.Conv(x, 1, 1, "pixel", bias: false)], "p"), [1, 3, 1, 1], [2.2f, -3, -3]);
        Save("score.onnx", (b, x) => new Node(new Sigmoid(), [b.Flatten(b.GlobalAveragePool(b.Conv(x, 1, 1, "pixel", bias: false)))], "p"),
            [1, 3, 1, 1], [2, -2, -2]);
        // A logarithm of what is below zero.
        Save("nan.onnx", (b, x) => b.Softmax(b.Flatten(b.GlobalAveragePool(
            new Node(new Log(), [b.Conv(x, 3, 1, "pixel", bias: false)], "log")))), [3, 3, 1, 1], [-1, -1, -1, 1, 1, 1, 1, 0, 0]);
        Save("identity.onnx", (b, x) => new Node(new Identity(), [x], "same"));
        Save("scalar.onnx", (b, x) => new Node(new ReduceMean(KeepDims: false), [b.Conv(x, 5, 3, "conv")], "mean"));
        Save("empty.onnx", (b, x) => new Node(new Slice([0], [0], [1]), [b.Conv(x, 5, 3, "conv")], "none"));
        var folded = new Reshape([1, 5, 2, 19, 2, 23]);
        Save("rank6.onnx", (b, x) => b.Relu(new Node(folded, [b.Conv(x, 5, 3, "conv")], "folded")));
        Save("types.onnx", (b, x) =>
        {
            var y = b.Conv(x, 5, 1, "pixel", bias: false);
            var more = new Node(new Greater(), [y, b.Filled("limit", [1], 0)], "more");
            var numbers = new Node(new Cast(DataType.Int32), [more], "numbers");
            var largest = new Node(best with { KeepDims = true }, [numbers], "largest");
            return b.Softmax(b.Flatten(new Node(new Cast(DataType.Float32), [largest], "floats")));
        });
        Save("four.onnx", (b, x) => b.Conv(x, 5, 3, "conv"), input: [1, 4, Height, Width]);
        Save("five.onnx", (b, x) => b.Conv(x, 5, 3, "conv"), input: [1, 3, 6, Height, Width]);
    }

    [OneTimeTearDown]
    public void RemoveFiles() => Directory.Delete(_folder, true);

    [Test]
    public void Shares_are_of_the_cells_and_a_negative_number_is_no_class() =>
        Assert.That(new LabelShares().Of([2, 0, 2, -1, 5, 2, 0, 2]).ToArray(), Is.EqualTo(new[] { 0.25f, 0, 0.5f, 0, 0, 0.125f }));

    [TestCase("labels.onnx", "labels 1×5×40×48, 1 75.0", "gl")]
    [TestCase("labels.onnx", "labels 1×5×40×48, 1 75.0", "reference")]
    [TestCase("argmax.onnx", "labels 1×40×48, 1 75.0", "gl")]
    [TestCase("last.onnx", "labels 1×40×48×5, 1 75.0", "gl")]
    [TestCase("head.onnx", "maps 1×7×2×3, largest value ", "gl")]
    [TestCase("picture.onnx", "picture 1×3×40×48, largest value ", "gl")]
    [TestCase("mask.onnx", "mask 1×1×40×48, covers 75.0", "gl")]
    [TestCase("score.onnx", "score 1×1, score 0.73", "gl")]
    public void Classify_says_what_the_output_is(string model, string says, string backend)
    {
        var run = Demonstration.Run("classify", "--model", At(model), "--backend", backend, At("source.png"));
        Assert.That((run.Code, run.Errors), Is.EqualTo((0, "")));
        Assert.That(run.Output.Replace(" ", "").Trim().Split('\n'), Has.Length.EqualTo(1).And.All.Contain(says.Replace(" ", "")));
    }

    [Test]
    public void Classify_says_it_in_JSON()
    {
        var run = Demonstration.Run("classify", "--json", "--model", At("labels.onnx"), "--backend", "reference", At("source.png"));
        var json = JsonDocument.Parse(run.Output).RootElement;
        Assert.That(json.GetProperty("kind").GetString(), Is.EqualTo("labels"));
        Assert.That(json.GetProperty("shape").EnumerateArray().Select(n => n.GetInt32()), Is.EqualTo(new[] { 1, 5, Height, Width }));
        var top = json.GetProperty("top").EnumerateArray();
        Assert.That(top.Select(e => (e.GetProperty("label").GetString(), e.GetProperty("share").GetSingle())),
            Is.EqualTo(new[] { ("1", 0.75f), ("3", 0.25f) }));
    }

    [TestCase("mask.onnx", "covered", 0.75f)]
    [TestCase("score.onnx", "score", 0.7310586f)]
    public void A_number_of_its_own_is_in_the_JSON(string model, string property, float value)
    {
        var run = Demonstration.Run("classify", "--json", "--model", At(model), "--backend", "reference", At("source.png"));
        Assert.That(JsonDocument.Parse(run.Output).RootElement.GetProperty(property).GetSingle(), Is.EqualTo(value).Within(1e-5));
    }

    [Test]
    public void Scores_that_are_no_numbers_are_null_and_said()
    {
        var run = Demonstration.Run("classify", "--json", "--model", At("nan.onnx"), "--backend", "reference", At("source.png"));
        string note = $"note: {At("source.png")}: the network's output holds NaN, which is no number";
        Assert.That((run.Code, run.Errors.Trim()), Is.EqualTo((0, note)));
        var top = JsonDocument.Parse(run.Output).RootElement.GetProperty("top").EnumerateArray().ToArray();
        Assert.That(top.Select(e => e.GetProperty("probability").ValueKind), Is.EqualTo(Enumerable.Repeat(JsonValueKind.Null, 3)));
        Assert.That(Shot("nan.onnx", "gl").Output, Does.Contain("no numbers (NaN)"));
    }

    [TestCase("gl")]
    [TestCase("reference")]
    public void A_score_is_logged(string backend)
    {
        string log = At($"score.{backend}.log");
        var run = Demonstration.Run(
            "demo", "--headless", "--model", At("score.onnx"), "--source", At("source.png"), "--backend", backend,
            "--frames", "4", "--log", log);
        var line = JsonDocument.Parse(File.ReadLines(log).First()).RootElement;
        Assert.That((run.Code, line.GetProperty("label").GetString()), Is.EqualTo((0, "score")));
        Assert.That(line.GetProperty("probability").GetSingle(), Is.EqualTo(0.731059f).Within(1e-5));
    }

    // The picture's green and the labels' colours are nowhere else in the window.
    [TestCase("picture.onnx", 0x00FF00u)]
    [TestCase("labels.onnx", 0u)]
    [TestCase("argmax.onnx", 0u)]
    [TestCase("last.onnx", 0u)]
    [TestCase("mask.onnx", 0x975E95u)]
    public void The_window_shows_it(string model, uint colour)
    {
        var (pixels, output) = Shot(model, "gl");
        uint label = ClassColours.Of(1);
        if (colour == 0)
            colour = ((label >> 16 & 255) + 255) / 2 << 16 | (label >> 8 & 255) / 2 << 8 | (label & 255) / 2;
        int wide = pixels.Count(p => Near(p, colour));
        Assert.That(wide, Is.GreaterThan(3000), output);
        if (model == "labels.onnx")
            Assert.That(Shot(model, "reference").Pixels.Count(p => Near(p, colour)), Is.EqualTo(wide), "on the reference backend");
    }

    // The operator that makes floats of the class numbers is none of the model's.
    [TestCase("argmax.onnx", "labels")]
    [TestCase("labels.onnx", "labels")]
    [TestCase("picture.onnx", "conv")]
    public void The_label_layer_is_called_so(string model, string name) =>
        Assert.That(Layers(model)[^1], Is.EqualTo(name));

    [Test]
    public void A_head_is_shown_by_its_maps_and_named() => Assert.That(Shot("head.onnx", "gl").Output, Does.Contain("maps 1×7×2×3"));

    [TestCase("classify", "four.onnx", "the input 'input' is 1×4×40×48")]
    [TestCase("demo", "four.onnx", "the input 'input' is 1×4×40×48")]
    [TestCase("demo", "five.onnx", "the input 'input' is 1×3×6×40×48")]
    public void An_input_that_is_no_picture_is_refused(string verb, string model, string message) =>
        Demonstration.Refuses(
            [verb, "--model", At(model), .. verb == "demo" ? new[] { "--headless", "--frames", "2" } : [At("source.png")]], message);

    // The same picture as floats stands for it; of others the maps are shown, whatever their type.
    [TestCase("argmax.onnx", "conv labels")]
    [TestCase("types.onnx", "conv greater argmax softmax")]
    public void A_layer_of_every_type_is_shown_and_can_be_chosen(string model, string layers)
    {
        Assert.That(Layers(model).Skip(1), Is.EqualTo(layers.Split(' ')));
        foreach (string backend in new[] { "gl", "reference" })
        {
            string script = At("choose.jsonl"), shot = At($"chosen.{backend}.png");
            File.WriteAllLines(script, Enumerable.Range(0, 4).SelectMany(i => new[]
            {
                $"{{\"frame\":{8 + 8 * i},\"key\":\"O\"}}", $"{{\"frame\":{10 + 8 * i},\"move\":[1040,120]}}",
                $"{{\"frame\":{12 + 8 * i},\"key\":\"Z\"}}",
            }));
            var run = Demonstration.Run(
                "demo", "--headless", "--model", At(model), "--source", At("source.png"), "--backend", backend,
                "--script", script, "--shot", shot);
            Assert.That((run.Code, run.Errors), Is.EqualTo((0, "")));
        }
    }

    // Each is dropped onto a window that shows another model, which goes on.
    [TestCase("identity.onnx", "no layer follows the picture")]
    [TestCase("scalar.onnx", "")]
    [TestCase("empty.onnx", "")]
    [TestCase("rank6.onnx", "")]
    public void Odd_outputs_are_shown_or_refused_in_one_line(string model, string refusal)
    {
        string script = At("drop.jsonl");
        File.WriteAllLines(script,
        [
            $"{{\"frame\":4,\"drop\":{JsonSerializer.Serialize(At(model))}}}",
            .. new[] { "O", "O", "O", "Down", "Z", "T" }.Select((key, i) => $"{{\"frame\":{12 + 2 * i},\"key\":\"{key}\"}}"),
        ]);
        foreach (string backend in new[] { "gl", "reference" })
        {
            var run = Demonstration.Run(
                "demo", "--headless", "--model", At("labels.onnx"), "--source", At("source.png"), "--backend", backend, "--script", script);
            Assert.That(run.Code, Is.Zero, run.Errors);
            string[] notes = run.Errors.Split('\n', StringSplitOptions.RemoveEmptyEntries);
            Assert.That(notes, refusal.Length > 0 ? Has.Length.EqualTo(1).And.All.Contain(refusal) : Is.Empty, run.Errors);
        }
        if (refusal.Length > 0)
            Demonstration.Refuses(["demo", "--headless", "--model", At(model), "--source", At("source.png"), "--frames", "2"], refusal);
    }

    [TestCase("\"labels\": [\"a\", \"\\ud800\"]", "labels.json: a text in it is none")]
    [TestCase("\"labels\": \"a\\u0000b\"", "names 'a?b', which is not inside the model's folder")]
    [TestCase("\"output\": 3", "field 'output' is Number")]
    public void A_sidecar_with_texts_that_are_none_is_refused(string fields, string message)
    {
        File.WriteAllText(At("labels.json"), $"{{{fields}}}");
        try
        {
            Demonstration.Refuses(["classify", "--model", At("labels.onnx"), At("source.png")], message);
        }
        finally
        {
            File.Delete(At("labels.json"));
        }
    }

    [Test]
    public void A_label_cannot_order_a_terminal_about()
    {
        File.WriteAllText(At("labels.json"), "{\"labels\": [\"a\", \"b\\u001b[31m\", \"c\\nd\", \"d\", \"e\"]}");
        try
        {
            var run = Demonstration.Run("classify", "--model", At("labels.onnx"), "--backend", "reference", At("source.png"));
            Assert.That(run.Output, Does.Contain("b?[31m 75.0").And.Not.Contain("\u001b"));
        }
        finally
        {
            File.Delete(At("labels.json"));
        }
    }

    // The picture is red and blue: as rows of three channels it would be neither.
    [TestCase("gl")]
    [TestCase("reference")]
    public void What_a_network_with_channels_last_sees_is_the_picture(string backend)
    {
        var first = Shot("labels.onnx", backend).Pixels;
        var last = Shot("last.onnx", backend).Pixels;
        foreach (uint colour in new[] { 0xFF0000u, 0x0000FFu })
        {
            int count = first.Count(p => Near(p, colour));
            Assert.That(count, Is.GreaterThan(1000));
            Assert.That(last.Count(p => Near(p, colour)), Is.EqualTo(count));
        }
    }

    private (SKColor[] Pixels, string Output) Shot(string model, string backend)
    {
        string shot = At($"{model}.{backend}.png"), log = At($"{model}.{backend}.log");
        var run = Demonstration.Run(
            "demo", "--headless", "--model", At(model), "--source", At("source.png"), "--backend", backend,
            "--frames", "4", "--shot", shot, "--log", log);
        Assert.That((run.Code, run.Errors), Is.EqualTo((0, "")));
        var line = JsonDocument.Parse(File.ReadLines(log).First()).RootElement;
        Assert.That(line.GetProperty("label").GetString(), Is.Empty);
        Assert.That(line.GetProperty("probability").ValueKind, Is.EqualTo(JsonValueKind.Null));
        using var picture = SKBitmap.Decode(shot);
        return (picture.Pixels, run.Output);
    }

    private static bool Near(SKColor pixel, uint colour) =>
        Math.Abs(pixel.Red - (int)(colour >> 16 & 255)) <= 3 && Math.Abs(pixel.Green - (int)(colour >> 8 & 255)) <= 3
        && Math.Abs(pixel.Blue - (int)(colour & 255)) <= 3;

    private string[] Layers(string model)
    {
        var network = new global::Demo.Ui.Network(new NetworkFile(At(model), labels: null).PartsFor(drawn: false));
        return [.. network.Layers.Select(layer => layer.Name)];
    }

    private void Save(
        string file, Func<GraphBuilder, Node, Node> build, Shape? weightShape = null, float[]? weight = null, Shape? input = null,
        bool last = false)
    {
        var variables = new VariableSet();
        if (weight is not null)
            variables.Write("pixel.weight", Tensor.From(weightShape!.Value, weight));
        var b = new GraphBuilder(variables);
        var x = b.Input("input", input ?? (last ? [1, Height, Width, 3] : [1, 3, Height, Width]));
        var y = build(b, last ? new Node(new Cnn.Ops.Transpose([0, 3, 1, 2]), [x], "first") : x);
        OnnxWriter.Write(new Graph(last ? new Node(new Cnn.Ops.Transpose([0, 2, 3, 1]), [y], "last") : y), variables, At(file));
    }

    private string At(string file) => Path.Combine(_folder, file);
}
