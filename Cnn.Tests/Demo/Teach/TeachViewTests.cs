using System.Numerics;
using Demo.Engines;
using Demo.Models;
using Demo.Overlays;
using Demo.Platform;
using Demo.Scripts;
using Demo.Shell;
using Demo.Ui;
using Demo.Views;
using Demo.Views.Teach;
using NUnit.Framework;

namespace Cnn.Tests.Demo.Teach;

/// <summary>The whole app without a display, on the view Teach: strokes of two kinds are drawn while their keys are held.</summary>
public class TeachViewTests
{
    private const int Strokes = 8;

    [TestCase(960, 540)]
    [TestCase(1280, 720)]
    [TestCase(1920, 1080)]
    public void Two_kinds_of_strokes_are_recorded_taught_and_told_apart(int width, int height)
    {
        var answers = new List<string[]>();
        int trained = 4 * Strokes + 4;
        string[] lines =
        [
            .. Recorded(1, Strokes, upright: true), .. Recorded(2 * Strokes + 2, Strokes, upright: false, key: 2),
            $$"""{"frame":{{trained}},"key":"T"}""", $$"""{"frame":{{trained + 1}},"key":"X"}""",
            $$"""{"frame":{{trained + 1}},"stroke":[[0.43,0.15],[0.43,0.85]]}""",
            $$"""{"frame":{{trained + 20}},"key":"X"}""",
            $$"""{"frame":{{trained + 20}},"stroke":[[0.15,0.47],[0.85,0.47]]}""",
        ];
        Run(width, height, lines, trained + 45, (tick, scene) =>
        {
            LayoutTests.Check(scene, $"tick {tick} at {width}×{height}");
            if (tick == trained + 17 || tick == trained + 40)
                answers.Add(TextsOf(scene));
        });
        Assert.That(answers, Has.Count.EqualTo(2));
        foreach (var texts in answers)
        {
            Assert.That(texts, Does.Contain("100.0 %"), "accuracy");
            Assert.That(texts.Count(text => text == $"{Strokes}"), Is.EqualTo(2), "frames of each class");
        }
        // The answer stands before the bars, so that its name comes first.
        Assert.That(answers.Select(texts => texts[Array.IndexOf(texts, "distance") + 1]), Is.EqualTo(new[] { "class 1", "class 2" }));
    }

    [Test]
    public void One_class_and_an_empty_class_are_said_and_nothing_is_trained()
    {
        string[] last = [];
        Run(1280, 720, ["""{"frame":2,"key":"T"}"""], 6, (_, scene) => last = TextsOf(scene));
        Assert.That(string.Join(' ', last), Does.Contain("'class 1' has no pictures: record some,").And.Not.Contain("training…"));
    }

    [Test]
    public void A_class_is_named_by_typing_and_a_frame_is_deleted_by_a_click()
    {
        string[] lines = [.. Recorded(1, 3, upright: true)];
        lines = [.. lines, """{"frame":14,"key":"Backspace"}""", """{"frame":14,"type":"b"}""", """{"frame":15,"key":"Enter"}"""];
        string[] last = [];
        bool typed = false;
        Run(1280, 720, lines, 30, (tick, scene) =>
        {
            last = TextsOf(scene);
            typed |= last.Contains("class b|");
        }, (tick, scene, mouse) =>
        {
            if (tick is not (11 or 18))
                return;
            var spot = Spot(scene, tick == 11 ? "Click to type" : "A click deletes");
            mouse.Move(new Vector2(spot.CentreX, spot.CentreY));
            mouse.Press(MouseButton.Left);
            mouse.Release(MouseButton.Left);
        });
        Assert.That(typed);
        Assert.That(last, Does.Contain("class b").And.Contain("class 2").And.Contain("2").And.Not.Contain("3"));
    }

    private static Rect Spot(Scene scene, string tip)
    {
        foreach (ref readonly var spot in scene.List.HotSpots)
            if (spot.Tip.StartsWith(tip, StringComparison.Ordinal))
                return spot.Rect;
        throw new AssertionException($"no place '{tip}'");
    }

    // A stroke a tick, each on a clean sheet, while the number key is held.
    private static IEnumerable<string> Recorded(int first, int count, bool upright, int key = 1)
    {
        for (int i = 0; i < count; i++)
        {
            double at = 0.3 + 0.4 * i / count;
            string stroke = FormattableString.Invariant(
                upright ? (FormattableString)$"[[{at:0.00},0.15],[{at:0.00},0.85]]" : $"[[0.15,{at:0.00}],[0.85,{at:0.00}]]");
            yield return $$"""{"frame":{{first + 2 * i}},"key":"X"}""";
            yield return $$"""{"frame":{{first + 2 * i}},"stroke":{{stroke}}}""";
            yield return $$"""{"frame":{{first + 2 * i}},"down":"Number{{key}}"}""";
            yield return $$"""{"frame":{{first + 2 * i + 1}},"up":"Number{{key}}"}""";
        }
    }

    private static string[] TextsOf(Scene scene)
    {
        var list = scene.List;
        return [.. list.Groups.ToArray().SelectMany(g => list.Shapes(g).ToArray().Select(s => list.TextOf(g, s).ToString()))
            .Where(text => text.Length > 0)];
    }

    private static void Run(
        int width, int height, string[] lines, int ticks, Action<long, Scene> look,
        Action<long, Scene, SettableMouse>? act = null)
    {
        using var window = new HeadlessWindow(width, height);
        var eye = new Eye();
        var views = ViewList.Of([new LookView(), new TeachView()], eye);
        views.Show("Teach");
        using var app = new App(window, new NetworkFile(ArchitectureTests.PathOf("content/models/digits.onnx"), null), views, new AppOptions
        {
            Backends = [.. BackendTable.Rows.Where(row => row.Name == "cpu")],
            Moving = new(LockStep: true, Mirror: false, FramesPerSecond: 30),
            Frames = ticks,
            Headless = true,
            Script = Script.Parse(lines, "script"),
            Note = _ => { },
            Report = _ => { },
        });
        long tick = 0;
        window.Update += _ =>
        {
            if (eye.Scene is not { } scene)
                return;
            look(tick, scene);
            act?.Invoke(tick, scene, window.Input.Mouse);
            tick++;
        };
        app.Run();
    }

    // Sees what was drawn.
    private sealed class Eye : IOverlay
    {
        public Scene? Scene { get; private set; }

        public string Name => "eye";

        public Toggle? Toggle => null;

        public void Draw(Scene scene, in View view) => Scene = scene;
    }
}
