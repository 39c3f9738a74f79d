using System.Text.Json;
using Cnn.Networks;
using Cnn.Onnx;
using Cnn.Tests.Platform;
using NUnit.Framework;
using SkiaSharp;

namespace Cnn.Tests.Demo.Explaining;

/// <summary>The verb explain, on a network whose classes are how much red and how much blue there is.</summary>
[Parallelizable]
public class ExplainVerbTests
{
    private const int Height = 40, Width = 48;

    private readonly string _folder = Directory.CreateTempSubdirectory("explain").FullName;

    [OneTimeSetUp]
    public void Save()
    {
        var variables = new VariableSet();
        // A map that is above zero where it is redder than blue, one the other way round, and one of green.
        variables.Write("maps.weight", Tensor.From([3, 3, 1, 1], [1f, 0, -1, -1, 0, 1, 0, 1, 0]));
        variables.Write("fc.weight", Tensor.From([2, 3], [6f, 0, 0, 0, 5, 0]));
        var b = new GraphBuilder(variables);
        var input = b.Input("input", [1, 3, Height, Width]);
        var maps = b.Relu(b.Conv(input, 3, 1, "maps"));
        var scores = b.Softmax(b.Gemm(b.Flatten(b.GlobalAveragePool(b.AveragePool(maps, 4))), 2, "fc"));
        OnnxWriter.Write(new Cnn.Graph(scores), variables, At("colours.onnx"));
        File.WriteAllText(At("colours.json"), """{ "fit": "stretch", "scale": 0.00392157, "labels": ["red, warm", "blue"] }""");
        using var bitmap = new SKBitmap(new SKImageInfo(2 * Width, 2 * Height, SKColorType.Rgba8888, SKAlphaType.Opaque));
        bitmap.Erase(SKColors.Black);
        bitmap.Erase(SKColors.Red, SKRectI.Create(8, 8, 32, 24));
        bitmap.Erase(SKColors.Blue, SKRectI.Create(56, 48, 32, 24));
        using var data = bitmap.Encode(SKEncodedImageFormat.Png, 90);
        File.WriteAllBytes(At("two.png"), data.ToArray());
    }

    [OneTimeTearDown]
    public void Remove() => Directory.Delete(_folder, true);

    [Test]
    public void What_speaks_for_a_class_lies_where_its_colour_is(
        [Values("gradcam", "gradcam++", "hirescam", "gradient", "occlusion", "integrated")] string method,
        [Values("cpu", "gl", "reference")] string backend)
    {
        foreach (var (asked, of, box) in new[] { ("red", "red, warm", "8,8,40,32"), ("1", "blue", "56,48,88,72") })
        {
            var json = Explain("--method", method, "--backend", backend, "--class", asked, "--box", box);
            Assert.That(json.GetProperty("of").GetString(), Is.EqualTo(of));
            // A patch that covers half of a colour reaches beyond it.
            Assert.That(json.GetProperty("share").GetDouble(), Is.GreaterThan(method == "occlusion" ? 0.7 : 0.9), of);
        }
    }

    [Test]
    public void Without_a_class_the_likeliest_is_explained_and_drawn_over_the_picture()
    {
        var run = Demonstration.Run("explain", "--model", At("colours.onnx"), "--out", At("why.png"), At("two.png"));
        Assert.That((run.Code, run.Errors), Is.EqualTo((0, "")));
        Assert.That(run.Output, Does.StartWith("Grad-CAM for red, warm, 1 run"));
        using var drawn = SKBitmap.Decode(At("why.png"));
        Assert.That((drawn.Width, drawn.Height), Is.EqualTo((2 * Width, 2 * Height + 48)));
        var warm = drawn.GetPixel(24, 20);
        Assert.That(warm.Red, Is.GreaterThan(warm.Blue + 60));
        // Over black half of the coldest colour.
        var cold = drawn.GetPixel(70, 10);
        Assert.That(cold.Red + cold.Green + cold.Blue, Is.LessThan(100).And.GreaterThan(0));
    }

    [Test]
    public void Integrated_gradients_say_how_far_they_come()
    {
        var json = Explain("--method", "integrated", "--runs", "29");
        double from = json.GetProperty("atBaseline").GetDouble(), to = json.GetProperty("atPicture").GetDouble();
        Assert.That(to - from, Is.GreaterThan(0.1));
        Assert.That(json.GetProperty("sum").GetDouble(), Is.EqualTo(to - from).Within(0.02 * (to - from)));
        Assert.That(json.GetProperty("runs").GetInt32(), Is.EqualTo(29));
    }

    [Test]
    public void What_cannot_be_explained_is_said()
    {
        string model = At("colours.onnx"), picture = At("two.png");
        Demonstration.Refuses(["explain", "--model", model, "--class", "green", picture], "--class green: the model has no such class");
        Demonstration.Refuses(["explain", "--model", model, "--class", "2", picture], "--class 2: the model has no such class");
        Demonstration.Refuses(["explain", "--model", model, "--box", "1,2,3", picture], "--box 1,2,3: LEFT,TOP,RIGHT,BOTTOM");
        Demonstration.Refuses(["explain", "--model", model, "--runs", "0", picture], "--runs is 0");
        Demonstration.Refuses(["explain", "--model", model, "--output", "maps", picture], "which has no score to explain");
    }

    private JsonElement Explain(params string[] options)
    {
        var run = Demonstration.Run(["explain", "--json", "--model", At("colours.onnx"), .. options, At("two.png")]);
        Assert.That((run.Code, run.Errors), Is.EqualTo((0, "")));
        return JsonDocument.Parse(run.Output).RootElement;
    }

    private string At(string name) => Path.Combine(_folder, name);
}
