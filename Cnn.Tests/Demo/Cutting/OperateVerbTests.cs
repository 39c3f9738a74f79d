using System.Text.Json;
using Cnn.Onnx;
using Cnn.Preprocessing;
using Cnn.Surgery;
using Cnn.Tests.Platform;
using Demo.Commands;
using Demo.Cutting;
using Demo.Models;
using Demo.Ui;
using NUnit.Framework;

namespace Cnn.Tests.Demo.Cutting;

/// <summary>The verb operate, and the text that cuts are given in.</summary>
[Parallelizable]
public class OperateVerbTests
{
    private static readonly string s_digits = Content.File("models/digits.onnx"), s_three = Content.File("images/3-edge.jpg");

    private readonly string _folder = Directory.CreateTempSubdirectory("operate").FullName;

    [OneTimeTearDown]
    public void Remove() => Directory.Delete(_folder, true);

    [Test]
    public void The_saved_network_says_what_was_said_of_the_picture([Values("gl", "cpu", "reference")] string backend)
    {
        string saved = At($"{backend}.onnx");
        string[] cuts = ["negate conv1 3", "pool maxpool average", "set conv2 1 0 4 2 1.5", "prune conv2 9", "negate fc 3"];
        var run = Demonstration.Run(
        [
            "operate", s_digits, "--backend", backend, "--json", "--out", saved, .. cuts.SelectMany(cut => new[] { "--cut", cut }), s_three,
        ]);
        Assert.That((run.Code, run.Errors), Is.EqualTo((0, "")));
        var said = JsonDocument.Parse(run.Output).RootElement;
        Assert.That(said.GetProperty("cuts").EnumerateArray().Select(cut => cut.GetProperty("cut").GetString()), Is.EqualTo(cuts));
        Assert.That(Shares(said.GetProperty("original")), Is.EqualTo(Classified(s_digits)).Within(1e-4));
        Assert.That(Shares(said.GetProperty("changed")), Is.EqualTo(Classified(saved)).Within(1e-4));
        Assert.That(Shares(said.GetProperty("changed")), Is.Not.EqualTo(Shares(said.GetProperty("original"))).Within(1e-4));
        Assert.That(said.GetProperty("distances").GetProperty("conv1").GetDouble(), Is.GreaterThan(0.1));

        float[] Classified(string model) => Shares(JsonDocument.Parse(
            Demonstration.Run("classify", "--model", model, "--backend", backend, "--json", s_three).Output).RootElement);
    }

    [Test]
    public void A_person_reads_what_changed()
    {
        var run = Demonstration.Run("operate", s_digits, "--backend", "cpu", "--cut", "zero conv1 3", "--cut", "remove relu2", s_three);
        Assert.That((run.Code, run.Errors), Is.EqualTo((0, "")));
        string[] lines = run.Output.Split('\n');
        Assert.That(lines[0], Does.StartWith("zero conv1 3: 25 of 200 numbers changed, by "));
        Assert.That(lines[1], Is.EqualTo("remove relu2: Relu taken out"));
        Assert.That(lines[2], Does.StartWith("original: 3 "));
        Assert.That(lines[3], Does.StartWith("changed:  "));
        Assert.That(lines[4], Does.Match(@"^\w+: changed by \d"));
    }

    [Test]
    public void What_can_be_cut_is_listed()
    {
        var run = Demonstration.Run("operate", s_digits, "--list");
        Assert.That(run.Output.Split('\n'), Has.Member("conv1    Conv: zero, negate, swap, noise, set, prune (8 kernels of 1×5×5)")
            .And.Member("maxpool  MaxPool: pool").And.Member("relu2    Relu: activation, remove")
            .And.Member("fc       Gemm: zero, negate, swap, noise, set, prune (10 kernels of 784)"));
    }

    [TestCase("zero conv1 9", "'conv1' has output channels 0 to 7; there is no 9")]
    [TestCase("zero conv1", "is not of the form zero LAYER MAP [CHANNEL]")]
    [TestCase("zero conv1 1 0 0", "is not of the form zero LAYER MAP [CHANNEL]")]
    [TestCase("zero", "is not of the form zero LAYER MAP [CHANNEL]")]
    [TestCase("", "begins with none of zero, negate, swap, noise, set, prune, pool, activation, remove")]
    [TestCase("zero conv9 1", "there is no layer 'conv9'; digits.onnx has conv1, relu1, maxpool, conv2")]
    [TestCase("prune relu1 1", "'relu1' is a Relu; only Conv, ConvTranspose, Gemm and the MatMul by a matrix have kernels")]
    [TestCase("pool maxpool max", "is a MaxPool already")]
    [TestCase("pool maxpool least", "is not of the form pool LAYER max|average")]
    [TestCase("activation relu1 softmax", "is not of the form activation LAYER relu|leakyrelu|sigmoid|tanh|elu|hardswish|none")]
    [TestCase("remove conv1", "cannot be removed")]
    [TestCase("set conv1 1 0 5 1 0.25", "a kernel of 'conv1' is 5×5; there is no 5 along its axis 0")]
    [TestCase("set conv1 1 0 4 1 NaN", "cannot have the number NaN")]
    [TestCase("noise conv1 1 -2", "it must be 0 or more")]
    public void A_wrong_cut_is_one_line(string cut, string message) =>
        Demonstration.Refuses(["operate", s_digits, "--cut", cut, "--out", At("wrong.onnx")], message);

    [Test]
    public void What_is_missing_or_would_be_lost_is_said()
    {
        Demonstration.Refuses(["operate", s_digits, "--cut", "zero conv1 1"], "a picture or --out FILE.onnx for the result, is missing");
        Demonstration.Refuses(["operate", s_digits, "--out", At("none.onnx")], "what is to be cut");
        Demonstration.Refuses(["operate", s_digits, "--cut", "zero conv1 1", "--out", At("x.json")], "end the name with .onnx");
        Demonstration.Refuses(
            ["operate", s_digits, "--cut", "zero conv1 1", "--out", s_digits], "is both what is read and what is written");
        Assert.That(Directory.GetFiles(_folder, "*.json").Where(file => File.ReadAllText(file).Length == 0), Is.Empty);
    }

    [Test]
    public void The_text_of_a_cut_is_read_again()
    {
        var layers = new CutLayers(new Network(new NetworkFile(s_digits, null).PartsFor(drawn: true)));
        foreach (string text in new[]
        {
            "zero conv1 3", "zero conv2 3 7", "negate fc 2", "swap conv1 0 7", "swap conv2 1 2 3", "noise conv1 2 0.25 9", "prune conv2 15",
            "pool avgpool max", "activation relu2 hardswish", "activation relu1 none", "remove softmax", "set conv2 4 7 4 1 -0.125",
            "set fc 9 783 2",
        })
            Assert.That(CutText.Of(CutText.Parse(text, layers), layers), Is.EqualTo(text));
        Assert.That(((AddNoise)CutText.Parse("noise conv1 2", layers)).Amount, Is.EqualTo(0.5));
        Assert.That(CutText.Parse("ZERO Conv1 3", layers), Is.EqualTo(CutText.Parse("zero conv1 3", layers)));
        Assert.That(((SetNumber)CutText.Parse("set conv2 4 7 4 1 2", layers)).Tap, Is.EqualTo(21));
    }

    [Test]
    public void Labels_and_preprocessing_go_with_the_network()
    {
        string saved = At("labels.onnx");
        Demonstration.Run("operate", s_digits, "--cut", "negate conv1 3", "--out", saved);
        var (before, after) = (new NetworkFile(s_digits, null).PartsFor(true), new NetworkFile(saved, null).PartsFor(true));
        Assert.That(RecipeFile.Format(after.Preprocessing.Recipe!), Is.EqualTo(RecipeFile.Format(before.Preprocessing.Recipe!)));
        Assert.That(after.Output.Label(7), Is.EqualTo("7"));
        Assert.That(OnnxModel.Load(saved).Warnings, Is.Empty);
    }

    private string At(string name) => Path.Combine(_folder, name);

    private static float[] Shares(JsonElement said) => [.. said.GetProperty("top").EnumerateArray()
        .OrderBy(one => one.GetProperty("label").GetString()).Select(one => one.GetProperty("probability").GetSingle())];
}
