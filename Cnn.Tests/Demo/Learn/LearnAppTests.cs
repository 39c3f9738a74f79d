using Cnn.Tests.Platform;
using Demo.Commands;
using Demo.Engines;
using Demo.Learning;
using Demo.Models;
using Demo.Platform;
using Demo.Scripts;
using Demo.Shell;
using Demo.Ui;
using Demo.Views;
using Demo.Views.Learn;
using NUnit.Framework;

namespace Cnn.Tests.Demo.Learn;

/// <summary>The whole app without a display: a script starts the training, and what is on the screen is the network that learnt.</summary>
[NonParallelizable]
public class LearnAppTests
{
    private string _folder = "";

    [SetUp]
    public void MakeFolder() => _folder = Directory.CreateTempSubdirectory("learn-app").FullName;

    [TearDown]
    public void RemoveFolder() => Directory.Delete(_folder, recursive: true);

    [TestCase("gl"), TestCase("cpu"), OwnThread]
    public void A_script_trains_and_the_kernels_on_the_screen_are_those_that_were_learnt(string backend)
    {
        var state = new LearnState([LearnScene.WriteBars(_folder)]);
        var eye = new Eye();
        var notes = new List<string>();
        float[]? seen = null;
        using var window = new HeadlessWindow(960, 540);
        var views = new ViewSet([new LookView(), new LearnView(state)], [], [eye]);
        string script = """
            {"frame":2,"key":"Ctrl+Number2"}
            {"frame":4,"click":[60,95]}
            """;
        var file = new NetworkFile(ArchitectureTests.PathOf("content/models/digits.onnx"), null);
        using (var app = new App(window, file, views, new AppOptions
        {
            Backends = [.. BackendTable.Rows.OrderBy(row => row.Name == backend ? 0 : 1)],
            Script = Script.Parse(script.Split('\n'), "learn"),
            Frames = 20,
            Headless = true,
            Note = notes.Add,
        }))
        {
            window.Update += _ => seen = state.Graph is { } graph && eye.Scene?.Own == graph.Parts
                ? eye.Scene!.Read(graph.Kernels[1]!)?.Floats.ToArray() : null;
            app.Run();
        }
        Assert.That(state.News.IsOver, Is.True);
        Assert.That(state.Run!.State.Best!.Accuracy, Is.GreaterThan(0.9));
        Assert.That(seen, Is.EqualTo(state.Run.Weights["conv2.weight"].Floats.ToArray()));
        Assert.That(notes, Has.None.Contain("cannot"));
    }

    // An epoch has 140 steps: three are done within some seconds on any machine.
    [Test]
    public void Digits_are_named_rightly_after_three_epochs()
    {
        if (!Directory.Exists(Content.MnistFolder))
            Assert.Inconclusive($"no pictures in {Content.MnistFolder}; content/get-data.sh fetches them");
        using var learn = LearnScene.Open(data: DataChoices.All[0]);
        learn.Draw();
        learn.Press(Key.Enter);
        learn.DrawUntil(() => learn.State.Run!.State.Steps >= 3 * learn.State.News.StepsPerEpoch);
        Assert.That(learn.State.HeldOut!.Accuracy, Is.GreaterThanOrEqualTo(0.95));
    }

    private sealed class Eye : IOverlay
    {
        public Scene? Scene { get; private set; }

        public string Name => "eye";

        public Toggle? Toggle => null;

        public void Draw(Scene scene, in View view) => Scene = scene;
    }
}
