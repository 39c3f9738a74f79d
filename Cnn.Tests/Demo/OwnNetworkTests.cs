using System.Collections.Immutable;
using System.Numerics;
using Cnn.Ops;
using Cnn.Preprocessing;
using Cnn.Tests.Platform;
using Demo.Commands;
using Demo.Engines;
using Demo.Models;
using Demo.Outputs;
using Demo.Platform;
using Demo.Scripts;
using Demo.Shell;
using Demo.Sources;
using Demo.Ui;
using Demo.Views;
using NUnit.Framework;

namespace Cnn.Tests.Demo;

/// <summary>A view that runs a network of its own in place of the opened one, with a dial, a place that is dragged and a field.</summary>
public class OwnNetworkTests
{
    [TestCase("gl"), TestCase("reference"), OwnThread]
    public void A_view_runs_its_own_network_turns_its_dials_and_leaves_the_opened_one_as_it_was(string backend)
    {
        var view = new Brighter();
        var seen = new List<(long Frame, string Label)>();
        // A stroke is read; the view's network takes over with its dial at 2, then 3; another graph; then the opened one again.
        Play(view, backend, seen, """
            {"frame":1,"stroke":[[0.5,0.2],[0.5,0.8]]}
            {"frame":4,"key":"Ctrl+Number2"}
            {"frame":8,"key":"K"}
            {"frame":12,"key":"G"}
            {"frame":16,"key":"Ctrl+Number1"}
            {"frame":18,"stroke":[[0.5,0.8],[0.5,0.2]]}
            """);
        Assert.That(view.Factors, Is.EqualTo(new[] { 2f, 3, 7 }).Within(1e-5), "each change is in the next run");
        Assert.That(view.Graphs, Is.EqualTo(2), "a dial compiles nothing");
        Assert.That(seen.Select(s => s.Label).Where(l => l.Length > 0).Distinct(), Is.EqualTo(new[] { "1" }));
    }

    [Test, OwnThread]
    public void A_network_that_cannot_be_compiled_is_a_line_and_the_opened_one_goes_on()
    {
        var view = new Brighter { Broken = true };
        var notes = Play(view, "gl", [], """
            {"frame":1,"stroke":[[0.5,0.2],[0.5,0.8]]}
            {"frame":4,"key":"Ctrl+Number2"}
            {"frame":12,"key":"Ctrl+Number1"}
            """);
        Assert.That(notes.Count(n => n.Contains(nameof(Impossible))), Is.EqualTo(1), string.Join("\n", notes));
    }

    [Test]
    public void A_place_of_the_views_own_is_pressed_dragged_and_turned()
    {
        using var stage = Stage.OfLeNet(new ViewSet([new LookView(), new Brighter()], [], []));
        var (scene, handle) = (stage.Scene, new Knob());
        var controls = new Controls(scene, new CanvasSource(TimeProvider.System, 32), new Recorder());
        scene.List.Reset();
        scene.List.Hot(new Rect(10, 10, 20, 20), handle, "", 3, 4);
        controls.Remember(scene.List.HotSpots);
        controls.Down(new(15, 15), MouseButton.Right);
        controls.Move(new(100, 200));
        controls.Up();
        controls.Move(new(15, 16));
        controls.Wheel(-2);
        Assert.That(handle.Done, Is.EqualTo(new[] { "press 3 4 <15, 15> Right", "drag <15, 15> <100, 200>", "turn -2" }));
    }

    [Test]
    public void A_field_takes_keys_until_it_is_left()
    {
        using var stage = Stage.OfLeNet();
        var (scene, field) = (stage.Scene, new Field());
        var controls = new Controls(scene, new CanvasSource(TimeProvider.System, 32), new Recorder());
        scene.State.Entry = field;
        controls.Press(Key.Number7);
        controls.Press(Key.Z);
        Assert.That((field.Text, scene.Open[Panel.Zoom]), Is.EqualTo(("7", true)), "a digit is typed, Z is no digit");
        controls.Down(new(1, 1), MouseButton.Left);
        Assert.That((field.Left, scene.State.Entry), Is.EqualTo((true, (TextEntry?)null)));
    }

    private static List<string> Play(Brighter view, string backend, List<(long, string)> seen, string script)
    {
        using var window = new HeadlessWindow(640, 360);
        var notes = new List<string>();
        var views = new ViewSet([new LookView(), view], [], []);
        using var app = new App(window, new NetworkFile(Content.File("models/digits.onnx"), null), views, new AppOptions
        {
            Backends = [.. BackendTable.Rows.OrderBy(row => row.Name == backend ? 0 : 1)],
            Script = Script.Parse(script.Split('\n'), "script"),
            Headless = true,
            Note = notes.Add,
            Report = result => seen.Add((result.Frame, result.Answer.Label)),
        });
        app.Run();
        return notes;
    }

    // The frame as grey, 10×12, times a dial, plus a constant that K… G changes the graph with.
    private sealed class Brighter : IView, IOverlay
    {
        private NetworkParts? _parts;
        private Dial _dial = null!;
        private Node _picture = null!, _brighter = null!;
        private float _extra = 1, _factor = 2;

        public bool Broken { get; init; }

        public List<float> Factors { get; } = [];

        public int Graphs { get; private set; }

        public string Name => "Brighter";

        public string Purpose => "Makes the picture brighter.";

        public string MouseHelp => "";

        public Toggle? Toggle => null;

        public ViewState State { get; } = new();

        public IReadOnlyList<KeyRow> Keys => field ??=
        [
            new(Key.K, "more", "Turns the dial.", KeyGroup.Looking, (_, app) =>
            {
                _dial.Value = Tensor.From([1], new[] { _factor = 3f });
                app.Rerun();
            }),
            new(Key.G, "graph", "Another graph.", KeyGroup.Looking, (_, _) => (_parts, _extra) = (null, 7 / 3f)),
        ];

        public ImmutableArray<Chord> Legend => [];

        public IReadOnlyList<IOverlay> Overlays => [this];

        public Wanted Wants => default;

        public Layout Arrange(Layout window) => window;

        public NetworkParts? Own(Scene scene) => scene.FrameSize.Width == 0 ? null : _parts ??= Build();

        public void Draw(Scene scene, in View view)
        {
            if (scene.Own != _parts || scene.Read(_brighter) is not { } bright || scene.Read(_picture) is not { } plain)
                return;
            float factor = bright.Floats.ToArray().Max() / plain.Floats.ToArray().Max();
            if (Factors.Count == 0 || MathF.Abs(Factors[^1] - factor) > 1e-4f)
                Factors.Add(factor);
        }

        private NetworkParts Build()
        {
            Graphs++;
            var input = new Node(new Input([1, 1, 10, 12]), "picture");
            var factor = new Node(new Input([1]), "factor");
            var times = new Node(Broken ? new Impossible() : new Mul(), [input, factor]);
            var model = new Graph(new Node(new Mul(), [times, new Node(new Constant(Tensor.From([1], new[] { _extra })), "extra")]));
            var recipe = new Recipe { Colors = ColorOrder.Grey };
            var preprocessing = PreprocessingGraph.For(recipe, input.Shape, capacity: 1 << 20);
            var (whole, map) = preprocessing.Before(model, input);
            (_picture, _brighter) = (preprocessing.Output, map[model.Outputs[0]]);
            _dial = new Dial(factor, Tensor.From([1], new[] { _factor }));
            return new NetworkParts
            {
                Title = "brighter",
                Model = model,
                Graph = new Graph([.. whole.Outputs, _picture]),
                Variables = new VariableSet(),
                Preprocessing = preprocessing,
                Seen = _picture,
                Output = OutputKinds.Of("brighter", [_brighter], new PictureInput(input, recipe, Guessed: false)),
                Dials = [_dial],
            };
        }
    }

    private sealed record Impossible : Op
    {
        public override TensorInfo Infer(ReadOnlySpan<TensorInfo> inputs) => inputs[0];

        public override void Evaluate(ReadOnlySpan<Tensor> inputs, Tensor output) => output.Floats.Clear();
    }

    private sealed class Knob : Handle
    {
        public List<string> Done { get; } = [];

        public override void Press(Scene scene, IAppActions app, in HotSpot spot, Vector2 at, MouseButton button) =>
            Done.Add($"press {spot.A} {spot.B} {at} {button}");

        public override void Drag(Scene scene, IAppActions app, in HotSpot spot, Vector2 from, Vector2 to) => Done.Add($"drag {from} {to}");

        public override void Turn(Scene scene, IAppActions app, in HotSpot spot, float notches) => Done.Add($"turn {notches}");
    }

    private sealed class Field : TextEntry
    {
        public string Text { get; private set; } = "";

        public bool Left { get; private set; }

        public override bool Take(Scene scene, IAppActions app, Chord key)
        {
            bool digit = key.Key is >= Key.Number0 and <= Key.Number9;
            Text += digit ? (char)key.Key : "";
            return digit;
        }

        public override void Leave(Scene scene, IAppActions app) => Left = true;
    }
}
