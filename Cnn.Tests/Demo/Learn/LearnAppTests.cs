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
using SixLabors.ImageSharp;
using SixLabors.ImageSharp.PixelFormats;

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

    [TestCase("gl"), TestCase("cpu"), OwnThread]
    public void In_real_time_kernels_maps_and_mistakes_are_on_the_screen(string backend)
    {
        const int after = 20, most = 3000;
        var state = new LearnState([LearnScene.WriteBars(_folder)]);
        var eye = new Eye();
        MapItem[] shown = [];
        int since = 0;
        string shot = Path.Combine(_folder, "shot.png");
        using (var window = new HeadlessWindow(960, 540, realtime: true))
        using (var app = new App(window, new NetworkFile(ArchitectureTests.PathOf("content/models/digits.onnx"), null),
            new ViewSet([new LookView(), new LearnView(state)], [], [eye]), new AppOptions
            {
                Backends = [.. BackendTable.Rows.OrderBy(row => row.Name == backend ? 0 : 1)],
                Script = Script.Parse("""
                    {"frame":2,"key":"Ctrl+Number2"}
                    {"frame":4,"click":[60,95]}
                    """.Split('\n'), "learn"),
                Frames = most,
                Headless = true,
                Realtime = true,
                Shot = shot,
                Note = _ => { },
            }))
        {
            // Some frames after it is over nothing on the screen changes any more.
            window.Update += _ =>
            {
                bool over = state.Graph is { } graph && eye.Scene?.Own == graph.Parts && state.News.IsOver;
                since += over ? 1 : 0;
                if (since == after)
                {
                    shown = eye.Scene!.List.Maps.ToArray();
                    window.Close();
                }
            };
            app.Run();
        }
        Assert.That(since, Is.EqualTo(after));
        using var picture = Image.Load<Rgb24>(shot);
        string[] blank = [.. shown.Where(map => ColoursIn(picture, map.Rect) < 2).Select(map => $"{map.Node.Name} {map.Channel}")];
        Assert.Multiple(() =>
        {
            Assert.That(shown.Select(map => map.Node.Name).Distinct(),
                Is.SupersetOf(new[] { "conv1 kernels", "conv2 kernels", "pictures shown" }));
            // A map that is 0 everywhere has one colour; there are few of them.
            Assert.That(blank, Has.Length.LessThan(shown.Length / 4), string.Join(", ", blank));
            Assert.That(blank, Has.None.Contain("kernels").And.None.Contain("pictures"));
        });
    }

    private static int ColoursIn(Image<Rgb24> picture, Rect rect)
    {
        var colours = new HashSet<Rgb24>();
        for (int y = (int)rect.Y + 1; y < rect.Bottom - 1; y++)
            for (int x = (int)rect.X + 1; x < rect.Right - 1; x++)
                colours.Add(picture[x, y]);
        return colours.Count;
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
