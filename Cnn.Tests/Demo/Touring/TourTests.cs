using System.Numerics;
using Cnn.Tests.Demo.Learn;
using Demo.Commands;
using Demo.Engines;
using Demo.Models;
using Demo.Overlays;
using Demo.Platform;
using Demo.Shell;
using Demo.Touring;
using Demo.Ui;
using Demo.Views;
using Demo.Views.Filters;
using Demo.Views.Learn;
using Demo.Views.Teach;
using NUnit.Framework;

namespace Cnn.Tests.Demo.Touring;

/// <summary>The guided tour in the whole app: every step can be done, is not done before, fits, and leaves no trace.</summary>
public class TourTests
{
    private const int Patience = 200;

    private string _folder = "";

    [SetUp]
    public void MakeFolder() => _folder = Directory.CreateTempSubdirectory("tour").FullName;

    [TearDown]
    public void RemoveFolder() => Directory.Delete(_folder, recursive: true);

    [TestCase(960, 540, "en"), TestCase(960, 540, "de")]
    [TestCase(1280, 720, "en"), TestCase(1280, 720, "de")]
    [TestCase(2560, 1440, "en"), TestCase(2560, 1440, "de")]
    public void A_person_does_all_that_is_asked(int width, int height, string language)
    {
        float scale = Layout.ScaleFor(width, height, 1);
        string before = "", after = "";
        int done = 0;
        Run(width, height, language, Walk);
        Assert.That(done, Is.EqualTo(TourSteps.All.Length));
        Assert.That(after, Is.EqualTo(before));

        IEnumerable<int> Walk(Scene scene, SettableKeyboard keyboard, SettableMouse mouse)
        {
            var hands = new Hands(scene, keyboard, mouse, scale);
            hands.Draw();
            yield return 3;
            hands.Press(Key.Down);
            before = StateOf(scene);
            hands.Press(Key.F2);
            for (int i = 0; i < TourSteps.All.Length; i++)
            {
                yield return 3;
                string where = $"{scene.Tour.Step.Key} at {width}×{height} in {language}";
                Assert.That((scene.Tour.Index, scene.Tour.Lacks, scene.Tour.IsDone), Is.EqualTo((i, false, false)), where);
                Check(scene, width / scale, height / scale, where);
                foreach (int wait in Do(scene.Tour.Step.Key, hands, scene))
                    yield return wait;
                for (int tick = 0; tick < Patience && !scene.Tour.IsDone; tick++)
                    yield return 1;
                Assert.That(scene.Tour.IsDone, where);
                Check(scene, width / scale, height / scale, where);
                done++;
                hands.Press(i % 2 == 0 ? Key.PageDown : Key.Enter);
            }
            yield return 2;
            Assert.That(scene.Tour.IsOpen, Is.False);
            after = StateOf(scene);
        }
    }

    [Test]
    public void Esc_leaves_any_step_and_the_tour_goes_on_there()
    {
        int seen = 0;
        Run(960, 540, "en", Walk);
        Assert.That(seen, Is.EqualTo(TourSteps.All.Length));

        IEnumerable<int> Walk(Scene scene, SettableKeyboard keyboard, SettableMouse mouse)
        {
            var hands = new Hands(scene, keyboard, mouse, 1);
            hands.Draw();
            yield return 3;
            hands.Press(Key.Number6);
            hands.Press(Key.Z);
            yield return 1;
            string before = StateOf(scene);
            for (int i = 0; i < TourSteps.All.Length; i++)
            {
                hands.Press(Key.F2);
                yield return 2;
                Assert.That((scene.Tour.IsOpen, scene.Tour.Index), Is.EqualTo((true, i)));
                hands.Press(i % 3 == 0 ? Key.F2 : Key.Escape);
                yield return 1;
                Assert.That(StateOf(scene), Is.EqualTo(before), scene.Tour.Step.Key);
                seen++;
                if (i == TourSteps.All.Length - 1)
                    break;
                hands.Press(Key.F2);
                hands.Press(Key.PageDown);
                hands.Press(Key.PageDown);
                hands.Press(Key.PageUp);
                if (i < TourSteps.All.Length - 2)
                    Assert.That(scene.Tour.Index, Is.EqualTo(i + 1));
                // The last step's next one is the end.
                if (!scene.Tour.IsOpen)
                    hands.Press(Key.F2);
                while (scene.Tour.Index < i + 1)
                    hands.Press(Key.PageDown);
                hands.Press(Key.Escape);
            }
        }
    }

    [TestCase("large"), TestCase("mask"), TestCase("detector")]
    public void What_a_network_lacks_is_said_and_the_tour_goes_on(string kind)
    {
        using var stage = kind == "large" ? Stage.OfLargeNetwork() : kind == "mask" ? Stage.OfMask() : Stage.OfDetector();
        var scene = stage.Scene;
        var lacking = new List<string>();
        scene.Tour.Toggle(scene);
        for (int i = 0; i < TourSteps.All.Length; i++)
        {
            Assert.That(scene.Tour.Index, Is.EqualTo(i));
            stage.Draw(960, 540);
            // Boxes' names lie over each other where the boxes do.
            if (kind != "detector")
                LayoutTests.Check(scene, $"{kind} {scene.Tour.Step.Key}");
            if (scene.Tour.Lacks)
            {
                lacking.Add(scene.Tour.Step.Key);
                Assert.That(string.Join(' ', stage.Texts()), Does.Contain("This network has nothing of the kind"));
            }
            Assert.That(scene.Tour.Take(scene, Key.PageDown));
        }
        Assert.That(lacking, Is.EqualTo(kind == "large" ? Array.Empty<string>() : ["pooling", "dense", "softmax", "fooled"]));
    }

    // What a person sees: the card is whole, beside what it points at.
    private static void Check(Scene scene, float width, float height, string where)
    {
        LayoutTests.Check(scene, where);
        var list = scene.List;
        var layout = scene.Views.Arrange(width, height);
        string title = scene.Lessons[scene.Tour.Step.Title];
        var card = list.Groups.ToArray().Single(group => group.Floating
            && list.Shapes(group).ToArray().Any(shape => list.TextOf(group, shape).ToString() == title)).Clip;
        var target = scene.Tour.Step.At(layout);
        Assert.That(target is { Width: > 50, Height: > 50 }, $"{target}: {where}");
        Assert.That(card.Overlaps(target), Is.False, $"{card} over {target}: {where}");
        Assert.That(layout.Body.Inset(-1).Contains(card), $"{card} in {layout.Body}: {where}");
    }

    private static IEnumerable<int> Do(string step, Hands hands, Scene scene)
    {
        switch (step)
        {
            case "input" or "softmax":
                hands.Draw();
                break;
            case "convolution":
                hands.Point(HotKind.Pixels, 0.3f);
                yield return 1;
                hands.Point(HotKind.Pixels, 0.6f);
                break;
            case "filters":
                hands.Click(scene.State.Layer, 2);
                break;
            case "relu":
                hands.Press(Key.J);
                break;
            case "pooling":
                for (int i = 0; i < 3; i++)
                    hands.Press(Key.O);
                break;
            case "deeper":
                for (int i = 0; i < 3; i++)
                    hands.Press(Key.O);
                break;
            case "dense":
                hands.Click(scene.State.Layer, 4);
                break;
            case "loss":
                hands.Press(Key.Enter);
                break;
            case "own":
                hands.Hold(Key.Number1);
                yield return 20;
                hands.Release(Key.Number1);
                break;
            case "fooled":
                hands.Press(Key.Enter);
                break;
        }
    }

    private static string StateOf(Scene scene)
    {
        var state = scene.State;
        var views = scene.Views.All.Select(view => $"{view.Name}: {string.Join(' ', Enum.GetValues<Toggle>().Where(view.State.IsOn))}"
            + $" | {string.Join(' ', Enum.GetValues<Panel>().Where(panel => view.State.Open[panel]))}");
        return $"{scene.View.Name} {state.Layer} {state.Channel} {state.HasChosen} {state.Slide.Runs}\n{string.Join('\n', views)}";
    }

    // The steps of a walk say after how many ticks they go on.
    private void Run(
        int width, int height, string language, Func<Scene, SettableKeyboard, SettableMouse, IEnumerable<int>> walk)
    {
        using var window = new BlindWindow(width, height);
        var eye = new Eye();
        using var learn = new LearnState([LearnScene.WriteBars(_folder)]);
        var views = ViewList.Of([new LookView(), new FiltersView(), new LearnView(learn), new TeachView()], eye);
        using var app = new App(window, new NetworkFile(ArchitectureTests.PathOf("content/models/digits.onnx"), null), views, new AppOptions
        {
            Backends = [.. BackendTable.Rows.Where(row => row.Name == "cpu")],
            Lessons = Lessons.Open(Content.File("lessons"), language),
            Frames = 5000,
            Headless = true,
            Note = _ => { },
            Report = _ => { },
        });
        IEnumerator<int>? steps = null;
        int rests = 0;
        window.Update += _ =>
        {
            if (eye.Scene is not { } scene || rests-- > 0)
                return;
            steps ??= walk(scene, window.Input.Keyboard, window.Input.Mouse).GetEnumerator();
            if (steps.MoveNext())
                rests = steps.Current - 1;
            else
                window.Close();
        };
        app.Run();
        steps?.Dispose();
    }

    // What a person does with keyboard and mouse.
    private sealed class Hands(Scene scene, SettableKeyboard keyboard, SettableMouse mouse, float scale)
    {
        private int _strokes;

        public void Press(Key key)
        {
            keyboard.Press(key);
            keyboard.Release(key);
        }

        public void Hold(Key key) => keyboard.Press(key);

        public void Release(Key key) => keyboard.Release(key);

        public void Draw()
        {
            var sheet = Find(spot => spot.Kind == HotKind.Canvas);
            float x = 0.3f + 0.08f * _strokes++;
            Move(sheet, x, 0.2f);
            mouse.Press(MouseButton.Left);
            Move(sheet, 0.75f, 0.22f);
            Move(sheet, 0.45f, 0.85f);
            mouse.Release(MouseButton.Left);
        }

        public void Point(HotKind kind, float at) => Move(Find(spot => spot.Kind == kind), at, at);

        public void Click(int layer, int channel)
        {
            Move(Find(spot => spot.Kind == HotKind.Unit && spot.A == layer && spot.B == channel), 0.5f, 0.5f);
            mouse.Press(MouseButton.Left);
            mouse.Release(MouseButton.Left);
        }

        private void Move(in Rect place, float x, float y) =>
            mouse.Move(new Vector2(place.X + x * place.Width, place.Y + y * place.Height) * scale);

        private Rect Find(Func<HotSpot, bool> fits) => scene.List.HotSpots.ToArray().Last(fits).Rect;
    }

    private sealed class Eye : IOverlay
    {
        public Scene? Scene { get; private set; }

        public string Name => "eye";

        public Toggle? Toggle => null;

        public void Draw(Scene scene, in View view) => Scene = scene;
    }
}
