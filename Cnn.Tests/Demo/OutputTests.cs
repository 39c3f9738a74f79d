using System.Text.Json;
using Cnn.Networks;
using Cnn.Onnx;
using Cnn.Ops;
using Cnn.Tests.Platform;
using Demo.Ui;
using NUnit.Framework;
using SkiaSharp;

namespace Cnn.Tests.Demo;

/// <summary>Models whose output is no list of classes, end to end: a picture, labels, a detector's head, and inputs that are refused.</summary>
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
        Save("argmax.onnx", (b, x) => new Node(new ArgMax(1, KeepDims: false, SelectLast: false), [b.Conv(x, 5, 1, "pixel", bias: false)], "class"), [5, 3, 1, 1], scores);
        Save("head.onnx", (b, x) => b.Conv(x, 7, 8, "head", stride: 8));
        Save("four.onnx", (b, x) => b.Conv(x, 5, 3, "conv"), input: [1, 4, Height, Width]);
        Save("five.onnx", (b, x) => b.Conv(x, 5, 3, "conv"), input: [1, 3, 6, Height, Width]);
    }

    [OneTimeTearDown]
    public void RemoveFiles() => Directory.Delete(_folder, true);

    [TestCase(DataType.Float32, new[] { 1, 3, 80, 96 }, OutputKind.Picture)]
    [TestCase(DataType.Float32, new[] { 1, 5, 40, 48 }, OutputKind.Labels)]
    [TestCase(DataType.Float32, new[] { 1, 2, 10, 12 }, OutputKind.Labels)]
    [TestCase(DataType.Int64, new[] { 1, 40, 48 }, OutputKind.Labels)]
    [TestCase(DataType.Int32, new[] { 1, 1, 40, 48 }, OutputKind.Labels)]
    [TestCase(DataType.Float32, new[] { 1, 10 }, OutputKind.Classes)]
    [TestCase(DataType.Float32, new[] { 1, 3, 1, 1 }, OutputKind.Classes)]
    [TestCase(DataType.Float32, new[] { 1, 7, 5, 6 }, OutputKind.Maps)]
    [TestCase(DataType.Float32, new[] { 1, 1, 40, 48 }, OutputKind.Maps)]
    [TestCase(DataType.Float32, new[] { 1, 84, 210 }, OutputKind.Maps)]
    [TestCase(DataType.Float32, new[] { 2, 3, 40, 48 }, OutputKind.Maps)]
    [TestCase(DataType.Int64, new[] { 1, 3, 40, 48 }, OutputKind.Maps)]
    [TestCase(DataType.Float32, new[] { 1, 5, 4, 40, 48 }, OutputKind.Maps)]
    [TestCase(DataType.Float32, new int[0], OutputKind.Maps)]
    public void An_output_is_what_its_shape_says(DataType type, int[] shape, object kind) =>
        Assert.That(Outputs.KindOf(new TensorInfo(new Shape(shape), type), Height, Width), Is.EqualTo(kind));

    [Test]
    public void Shares_are_of_the_cells_and_a_negative_number_is_no_class() =>
        Assert.That(new LabelShares().Of([2, 0, 2, -1, 5, 2, 0, 2]).ToArray(), Is.EqualTo(new[] { 0.25f, 0, 0.5f, 0, 0, 0.125f }));

    [TestCase("labels.onnx", "labels 1×5×40×48, 1 75.0", "gl")]
    [TestCase("labels.onnx", "labels 1×5×40×48, 1 75.0", "reference")]
    [TestCase("argmax.onnx", "labels 1×40×48, 1 75.0", "gl")]
    [TestCase("head.onnx", "maps 1×7×5×6, largest value ", "gl")]
    [TestCase("picture.onnx", "picture 1×3×40×48, largest value ", "gl")]
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
        Assert.That(json.GetProperty("top").EnumerateArray().Select(e => (e.GetProperty("label").GetString(), e.GetProperty("share").GetSingle())),
            Is.EqualTo(new[] { ("1", 0.75f), ("3", 0.25f) }));
    }

    // The picture's green and the labels' colours are nowhere else in the window.
    [TestCase("picture.onnx", 0x00FF00u)]
    [TestCase("labels.onnx", 0u)]
    [TestCase("argmax.onnx", 0u)]
    public void The_window_shows_it(string model, uint colour)
    {
        var (pixels, output) = Shot(model, "gl");
        uint label = LabelShares.Colour(1);
        if (colour == 0)
            colour = ((label >> 16 & 255) + 255) / 2 << 16 | (label >> 8 & 255) / 2 << 8 | (label & 255) / 2;
        int wide = pixels.Count(p => Near(p, colour));
        Assert.That(wide, Is.GreaterThan(3000), output);
        if (model == "labels.onnx")
            Assert.That(Shot(model, "reference").Pixels.Count(p => Near(p, colour)), Is.EqualTo(wide), "on the reference backend");
    }

    [Test]
    public void A_head_is_shown_by_its_maps_and_named() => Assert.That(Shot("head.onnx", "gl").Output, Does.Contain("maps 1×7×5×6"));

    [TestCase("classify", "four.onnx", "the input 'input' is 1×4×40×48")]
    [TestCase("demo", "four.onnx", "the input 'input' is 1×4×40×48")]
    [TestCase("demo", "five.onnx", "the input 'input' is 1×3×6×40×48")]
    public void An_input_that_is_no_picture_is_refused(string verb, string model, string message) =>
        Demonstration.Refuses([verb, "--model", At(model), .. verb == "demo" ? new[] { "--headless", "--frames", "2" } : [At("source.png")]], message);

    private (SKColor[] Pixels, string Output) Shot(string model, string backend)
    {
        string shot = At($"{model}.{backend}.png"), log = At($"{model}.{backend}.log");
        var run = Demonstration.Run(
            "demo", "--headless", "--model", At(model), "--source", At("source.png"), "--backend", backend, "--frames", "4", "--shot", shot, "--log", log);
        Assert.That((run.Code, run.Errors), Is.EqualTo((0, "")));
        var line = JsonDocument.Parse(File.ReadLines(log).First()).RootElement;
        Assert.That(line.GetProperty("label").GetString(), Is.Empty);
        Assert.That(line.GetProperty("probability").ValueKind, Is.EqualTo(JsonValueKind.Null));
        using var picture = SKBitmap.Decode(shot);
        return (picture.Pixels, run.Output);
    }

    private static bool Near(SKColor pixel, uint colour) =>
        Math.Abs(pixel.Red - (int)(colour >> 16 & 255)) <= 3 && Math.Abs(pixel.Green - (int)(colour >> 8 & 255)) <= 3 && Math.Abs(pixel.Blue - (int)(colour & 255)) <= 3;

    private void Save(string file, Func<GraphBuilder, Node, Node> build, Shape? weightShape = null, float[]? weight = null, Shape? input = null)
    {
        var variables = new VariableSet();
        if (weight is not null)
            variables.Write("pixel.weight", Tensor.From(weightShape!.Value, weight));
        var b = new GraphBuilder(variables);
        OnnxWriter.Write(new Graph(build(b, b.Input("input", input ?? [1, 3, Height, Width]))), variables, At(file));
    }

    private string At(string file) => Path.Combine(_folder, file);
}
