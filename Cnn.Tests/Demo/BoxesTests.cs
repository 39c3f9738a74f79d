using System.Text.Json;
using Cnn.Networks;
using Cnn.Onnx;
using Cnn.Ops;
using Cnn.Tests.Platform;
using Demo.Ui;
using NUnit.Framework;
using SkiaSharp;

namespace Cnn.Tests.Demo;

/// <summary>
/// A detector from its file to what is said and drawn: it finds cells that are red or blue, and is decoded as YOLOX with one stride.
/// </summary>
[Parallelizable]
public class BoxesTests
{
    private const int Height = 40, Width = 48, Cell = 8;

    private readonly string _folder = Directory.CreateTempSubdirectory("boxes").FullName;

    [OneTimeSetUp]
    public void Save()
    {
        // Per cell: middle 0.5, size 2⁰, anything, red, blue: means over the cell. The middle is a bias.
        float[] weights = new float[7 * 3 * Cell * Cell], bias = [0.5f, 0.5f, 0, 0, 0, 0, 0];
        foreach (var (value, channel) in new[] { (4, 0), (4, 2), (5, 0), (6, 2) })
            weights.AsSpan((value * 3 + channel) * Cell * Cell, Cell * Cell).Fill(1f / (Cell * Cell));
        var variables = new VariableSet();
        variables.Write("head.weight", Tensor.From([7, 3, Cell, Cell], weights));
        variables.Write("head.bias", Tensor.From([7], bias));
        var b = new GraphBuilder(variables);
        var x = b.Input("input", [1, 3, Height, Width]);
        var y = new Node(new Reshape([1, 7, 30]), [b.Conv(x, 7, Cell, "head", stride: Cell)], "y");
        OnnxWriter.Write(new Graph(y), variables, At("boxes.onnx"));
        File.WriteAllText(At("boxes.json"), """
            { "fit": "letterbox", "output": "boxes", "decoder": "yolox", "strides": 8, "labels": ["red", "blue"], "threshold": 0.4 }
            """);

        var features = new VariableSet();
        var f = new GraphBuilder(features);
        var picture = f.Input("input", [1, 3, Height, Width]);
        OnnxWriter.Write(new Graph(f.Flatten(f.GlobalAveragePool(f.Conv(picture, 128, 3, "conv")))), features, At("features.onnx"));

        // 48×24 of the input's pixels between bars of 8.
        Paint("wide.png", 192, 96, (SKColors.Red, 64, 32, 32, 32), (SKColors.Blue, 160, 0, 32, 32));
        Paint("stretched.png", 192, 80, (SKColors.Red, 64, 32, 32, 16), (SKColors.Blue, 160, 0, 32, 16));
        Paint("black.png", 192, 96);
    }

    [OneTimeTearDown]
    public void Remove() => Directory.Delete(_folder, true);

    [TestCase("wide.png", "letterbox", new[] { 64, 32, 96, 64 }, new[] { 160, 0, 192, 32 })]
    [TestCase("stretched.png", "stretch", new[] { 64, 32, 96, 48 }, new[] { 160, 0, 192, 16 })]
    public void Boxes_are_told_in_the_pictures_pixels(string picture, string fit, int[] red, int[] blue)
    {
        foreach (string backend in new[] { "gl", "reference" })
        {
            var run = Demonstration.Run(
                "classify", "--json", "--model", At("boxes.onnx"), "--fit", fit, "--backend", backend, At(picture));
            Assert.That((run.Code, run.Errors), Is.EqualTo((0, "")));
            var json = JsonDocument.Parse(run.Output).RootElement;
            Assert.That((json.GetProperty("kind").GetString(), json.GetProperty("decoder").GetString()), Is.EqualTo(("boxes", "yolox")));
            var boxes = json.GetProperty("boxes").EnumerateArray().ToDictionary(
                box => box.GetProperty("label").GetString()!, box => box.GetProperty("box").EnumerateArray().Select(n => n.GetDouble()));
            Assert.That(boxes.Keys, Is.EquivalentTo(new[] { "red", "blue" }), run.Output);
            Assert.That(boxes["red"], Is.EqualTo(red).Within(0.2));
            Assert.That(boxes["blue"], Is.EqualTo(blue).Within(0.2));
        }
    }

    [Test]
    public void Boxes_are_printed_and_drawn()
    {
        var run = Demonstration.Run("classify", "--model", At("boxes.onnx"), "--draw", At("out.png"), At("wide.png"));
        Assert.That((run.Code, run.Errors), Is.EqualTo((0, "")));
        Assert.That(run.Output, Does.Contain("red ").And.Contain(" at 64 32 96 64").And.Contain("blue ").And.Contain(" at 160 0 192 32"));
        using var drawn = SKBitmap.Decode(At("out.png"));
        Assert.That((drawn.Width, drawn.Height), Is.EqualTo((192, 96)));
        // The line lies on the box's inner edge; what is far from boxes stays.
        Assert.That((uint)drawn.GetPixel(64, 50), Is.EqualTo(ClassColours.Of(0)));
        Assert.That((uint)drawn.GetPixel(160, 24), Is.EqualTo(ClassColours.Of(1)));
        Assert.That(drawn.GetPixel(10, 90), Is.EqualTo(SKColors.Black));
        Assert.That(Directory.GetFiles(_folder, "*.tmp"), Is.Empty);
    }

    [Test]
    public void Several_pictures_are_drawn_into_a_folder()
    {
        var run = Demonstration.Run("classify", "--model", At("boxes.onnx"), "--draw", At("drawn"), At("wide.png"), At("black.png"));
        Assert.That((run.Code, run.Errors), Is.EqualTo((0, "")));
        Assert.That(run.Output, Does.Contain("nothing above 40"));
        Assert.That(Directory.GetFiles(At("drawn")).Select(Path.GetFileName), Is.EquivalentTo(new[] { "wide.png", "black.png" }));
        Demonstration.Refuses(["classify", "--model", At("boxes.onnx"), "--draw", At("one.png"), At("wide.png"), At("black.png")],
            "is one picture and there are 2");
        Demonstration.Refuses(["classify", "--model", At("boxes.onnx"), "--draw", At("boxes.json"), At("wide.png")],
            "is neither a folder nor a name that ends with .png");
    }

    [Test]
    public void A_threshold_and_a_number_limit_what_is_told()
    {
        var one = Demonstration.Run("classify", "--model", At("boxes.onnx"), "--top", "1", At("wide.png"));
        Assert.That(one.Output.Split(" at ").Length, Is.EqualTo(2), one.Output);
        var none = Demonstration.Run("classify", "--json", "--model", At("boxes.onnx"), "--threshold", "1", At("wide.png"));
        Assert.That(JsonDocument.Parse(none.Output).RootElement.GetProperty("boxes").GetArrayLength(), Is.Zero);
    }

    [TestCase("--decoder", "yolov5", "decoder yolov5 takes ")]
    [TestCase("--output", "points", "no output can be shown as points")]
    public void What_does_not_fit_is_one_line(string flag, string value, string message) =>
        Demonstration.Refuses(["classify", "--model", At("boxes.onnx"), flag, value, At("wide.png")], message);

    [Test]
    public void Inspect_names_the_decoder()
    {
        var run = Demonstration.Run("inspect", At("boxes.onnx"));
        Assert.That(run.Output, Does.Contain("(shown as boxes, decoder yolox: 2 classes, 30 candidates)"));
        Assert.That(run.Output, Does.Contain("image, letterbox (from boxes.json)"));
    }

    [Test]
    public void The_window_draws_them_over_the_source([Values("gl", "reference")] string backend)
    {
        string shot = At($"{backend}.png"), log = At($"{backend}.log");
        var run = Demonstration.Run(
            "demo", "--headless", "--model", At("boxes.onnx"), "--source", At("wide.png"), "--backend", backend,
            "--frames", "4", "--shot", shot, "--log", log);
        Assert.That((run.Code, run.Errors), Is.EqualTo((0, "")));
        var label = JsonDocument.Parse(File.ReadLines(log).First()).RootElement.GetProperty("label").GetString();
        Assert.That(label, Is.AnyOf("red", "blue"));
        using var picture = SKBitmap.Decode(shot);
        for (int i = 0; i < 2; i++)
            Assert.That(picture.Pixels.Count(p => (uint)p == ClassColours.Of(i)), Is.GreaterThan(500), $"class {i}");
    }

    // The slider's right end is a threshold of 100 %, which nothing reaches.
    [Test]
    public void The_slider_sets_the_threshold()
    {
        int Coloured(params string[] lines)
        {
            File.WriteAllLines(At("slide.jsonl"), lines);
            var run = Demonstration.Run(
                "demo", "--headless", "--model", At("boxes.onnx"), "--source", At("wide.png"), "--frames", "12",
                "--script", At("slide.jsonl"), "--shot", At("slid.png"));
            Assert.That((run.Code, run.Errors), Is.EqualTo((0, "")));
            using var picture = SKBitmap.Decode(At("slid.png"));
            return picture.Pixels.Count(p => (uint)p == ClassColours.Of(0));
        }
        const string drag = "{\"frame\":6,\"drag\":[[128,642],[215,642]]}";
        Assert.That(Coloured(drag), Is.Zero);
        Assert.That(Coloured(drag, "{\"frame\":9,\"click\":[128,642]}"), Is.GreaterThan(500));
    }

    [Test]
    public void Features_are_no_classes()
    {
        var run = Demonstration.Run("classify", "--model", At("features.onnx"), At("wide.png"));
        Assert.That(run.Output, Does.Contain("128 features, largest value "));
        var json = Demonstration.Run("classify", "--json", "--model", At("features.onnx"), At("wide.png"));
        Assert.That(JsonDocument.Parse(json.Output).RootElement.GetProperty("features").GetArrayLength(), Is.EqualTo(128));
        var shot = Demonstration.Run("demo", "--headless", "--model", At("features.onnx"), "--source", At("wide.png"), "--frames", "4",
            "--shot", At("features.png"));
        Assert.That((shot.Code, shot.Errors), Is.EqualTo((0, "")));
    }

    private void Paint(string name, int width, int height, params (SKColor Colour, int X, int Y, int Width, int Height)[] parts)
    {
        using var bitmap = new SKBitmap(new SKImageInfo(width, height, SKColorType.Rgba8888, SKAlphaType.Opaque));
        bitmap.Erase(SKColors.Black);
        foreach (var part in parts)
            bitmap.Erase(part.Colour, SKRectI.Create(part.X, part.Y, part.Width, part.Height));
        using var data = bitmap.Encode(SKEncodedImageFormat.Png, 90);
        File.WriteAllBytes(At(name), data.ToArray());
    }

    private string At(string file) => Path.Combine(_folder, file);
}
