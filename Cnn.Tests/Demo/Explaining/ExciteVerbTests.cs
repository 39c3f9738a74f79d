using System.Text.Json;
using Cnn.Networks;
using Cnn.Onnx;
using Cnn.Tests.Platform;
using NUnit.Framework;
using SkiaSharp;

namespace Cnn.Tests.Demo.Explaining;

/// <summary>The verb excite, on a network whose maps are how red, how blue and how dark each cell of 8×8 pixels is.</summary>
[Parallelizable]
public class ExciteVerbTests
{
    private const int Side = 32, Cell = 8;

    private readonly string _folder = Directory.CreateTempSubdirectory("excite").FullName;

    [OneTimeSetUp]
    public void Save()
    {
        var variables = new VariableSet();
        float[] weights = new float[3 * 3 * Cell * Cell];
        float[] ofColours = [1, 0, -1, -1, 0, 1, -1, -1, -1];
        for (int i = 0; i < ofColours.Length; i++)
            weights.AsSpan(i * Cell * Cell, Cell * Cell).Fill(ofColours[i] / (Cell * Cell));
        variables.Write("maps.weight", Tensor.From([3, 3, Cell, Cell], weights));
        variables.Write("maps.bias", Tensor.From([3], [0f, 0, -1]));
        var b = new GraphBuilder(variables);
        var input = b.Input("input", [1, 3, Side, Side]);
        var maps = b.Relu(b.Conv(input, 3, Cell, "maps", stride: Cell), "relu");
        var scores = b.Softmax(b.Flatten(b.GlobalAveragePool(maps)));
        OnnxWriter.Write(new Cnn.Graph(scores), variables, At("colours.onnx"));
        File.WriteAllText(At("colours.json"), """{ "fit": "stretch", "scale": 0.00392157, "labels": ["red", "blue", "dark"] }""");
        Directory.CreateDirectory(At("pictures"));
        // A red cell at (1, 2), which is brightest in the second picture; the third is the second again.
        for (int i = 0; i < 4; i++)
        {
            using var bitmap = new SKBitmap(new SKImageInfo(Side, Side, SKColorType.Rgba8888, SKAlphaType.Opaque));
            bitmap.Erase(new SKColor(40, (byte)(40 + 40 * Math.Min(i, 1)), 40));
            bitmap.Erase(new SKColor((byte)(i == 0 ? 140 : 240), 0, 0), SKRectI.Create(Cell, 2 * Cell, Cell, Cell));
            using var data = bitmap.Encode(SKEncodedImageFormat.Png, 90);
            File.WriteAllBytes(At($"pictures/{i}.png"), i == 3 ? [1, 2, 3] : data.ToArray());
        }
    }

    [OneTimeTearDown]
    public void Remove() => Directory.Delete(_folder, true);

    [Test]
    public void Pictures_of_a_folder_are_found_where_a_channel_is_strongest([Values("cpu", "gl", "reference")] string backend)
    {
        var (json, errors) = Excite("--layer", "relu", "--pictures", At("pictures"), "--steps", "0", "--backend", backend);
        Assert.That(errors.Split('\n', StringSplitOptions.RemoveEmptyEntries), Has.Length.EqualTo(1), "one line for the broken picture");
        Assert.That(errors, Does.StartWith("left out:").And.Contain("3.png"));
        Assert.That((json.GetProperty("pictures").GetInt32(), json.GetProperty("unread").GetInt32()), Is.EqualTo((4, 1)));
        var channels = json.GetProperty("channels").EnumerateArray().ToArray();
        Assert.That(channels.Select(c => c.GetProperty("name").GetString()), Is.EqualTo(new[] { "map 1", "map 2", "map 3" }));
        var red = channels[0].GetProperty("patches").EnumerateArray().ToArray();
        Assert.That(red.Select(p => p.GetProperty("file").GetString()), Is.EqualTo(new[] { "1.png", "0.png" }), "once each");
        Assert.That(red.Select(p => p.GetProperty("value").GetDouble()), Is.EqualTo(new[] { 240 / 255.0, 140 / 255.0 }).Within(2e-3));
        Assert.That(red[0].GetProperty("field").EnumerateArray().Select(v => v.GetDouble()), Is.EqualTo(new[] { 8, 16, 16, 24.0 }));
        Assert.That((red[0].GetProperty("x").GetInt32(), red[0].GetProperty("y").GetInt32()), Is.EqualTo((1, 2)));
        Assert.That(channels[1].GetProperty("patches").GetArrayLength() + channels[2].GetProperty("patches").GetArrayLength(), Is.Zero,
            "what is nowhere above zero is not excited");
    }

    [Test]
    public void A_made_up_picture_has_the_class_s_colour_and_is_the_same_for_a_seed()
    {
        string[] asked = ["--layer", "softmax", "--channel", "blue", "--steps", "60", "--out", At("blue.png")];
        var (json, _) = Excite([.. asked, "--seed", "3"]);
        byte[] first = File.ReadAllBytes(At("blue.png"));
        var blue = json.GetProperty("channels")[0];
        Assert.That(blue.GetProperty("name").GetString(), Is.EqualTo("class 2").Or.EqualTo("blue"));
        Assert.That(blue.GetProperty("madeUp").GetProperty("value").GetDouble(), Is.GreaterThan(0.5).And.LessThan(1.001));
        Assert.That(blue.GetProperty("madeUp").GetProperty("start").GetDouble(), Is.LessThan(0.2));
        using var sheet = SKBitmap.Decode(At("blue.png"));
        var middle = sheet.GetPixel(8 + 150 + 56, 8 + 56);
        Assert.That(middle.Blue, Is.GreaterThan(middle.Red + 80));
        Excite([.. asked, "--seed", "3", "--threads", "1"]);
        Assert.That(File.ReadAllBytes(At("blue.png")), Is.EqualTo(first));
        Excite([.. asked, "--seed", "4"]);
        Assert.That(File.ReadAllBytes(At("blue.png")), Is.Not.EqualTo(first));
    }

    [Test]
    public void A_folder_gets_a_file_for_each_channel()
    {
        var run = Demonstration.Run(
            "excite", At("colours.onnx"), "--layer", "conv", "--steps", "3", "--unit", "3,0", "--pictures", At("pictures"),
            "--out", At("sheets"));
        Assert.That(run.Code, Is.Zero);
        Assert.That(Directory.GetFiles(At("sheets")).Select(Path.GetFileName).Order(),
            Is.EqualTo(new[] { "conv-0001.png", "conv-0002.png", "conv-0003.png" }));
        Assert.That(run.Output.Split('\n')[0], Does.Match(@"^map 1: made up \d\.\d{3}, from 0\.\d{3}; 0\.94\d 1\.png \(1, 2\);"));
        Assert.That(run.Output.Split('\n')[2], Does.EndWith("no picture excites it"));
    }

    [Test]
    public void What_cannot_be_excited_is_said_in_a_line()
    {
        string model = At("colours.onnx");
        Directory.CreateDirectory(At("empty"));
        Directory.CreateDirectory(At("broken"));
        File.WriteAllText(At("broken/a.png"), "no picture");
        Refuses("there is no such layer; there are conv, relu", "--layer", "conv9");
        Refuses("has channels 1 … 3", "--layer", "conv", "--channel", "4");
        Refuses("--channel green: a number 1 … 3", "--layer", "softmax", "--channel", "green");
        Refuses("--unit 4,0: X,Y is needed, with X below 4", "--layer", "conv", "--unit", "4,0");
        Refuses("--steps", "--layer", "conv", "--steps", "-1");
        Refuses("no such folder", "--layer", "conv", "--pictures", At("nowhere"));
        Refuses("there are no pictures", "--layer", "conv", "--pictures", At("empty"));
        Refuses("--out", "--layer", "conv", "--steps", "1", "--out", model);

        var run = Demonstration.Run("excite", model, "--layer", "conv", "--pictures", At("broken"));
        Assert.That((run.Code, run.Errors.Split('\n')[^2]), Is.EqualTo((2, $"error: {At("broken")}: none of its 1 picture can be read")));

        void Refuses(string says, params string[] options) => Demonstration.Refuses(["excite", model, .. options], says);
    }

    private (JsonElement Json, string Errors) Excite(params string[] options)
    {
        string[] backend = options.Contains("--backend") ? [] : ["--backend", "cpu"];
        var run = Demonstration.Run(["excite", At("colours.onnx"), "--json", .. backend, .. options]);
        Assert.That(run.Code, Is.Zero, run.Errors);
        return (JsonDocument.Parse(run.Output).RootElement, run.Errors);
    }

    private string At(string name) => Path.Combine(_folder, name);
}
