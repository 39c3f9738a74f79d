using System.Collections.Immutable;
using Cnn.Gl;
using Cnn.Tests.Platform;
using Demo.Drawing;
using Demo.Engines;
using Demo.Models;
using Demo.Platform;
using Demo.Scripts;
using Demo.Shell;
using Demo.Sources;
using Demo.Ui;
using Demo.Views;
using NUnit.Framework;

namespace Cnn.Tests.Demo;

/// <summary>An error while drawing is one line, and the app goes on.</summary>
public class DrawingGuardTests
{
    [Test]
    [OwnThread]
    public void A_broken_overlay_is_said_once_for_each_layer_and_the_rest_is_drawn()
    {
        var (broken, whole) = (new Overlay("the broken one", new InvalidOperationException("so\nfar")), new Overlay("whole", null));
        var notes = Run(new ViewSet([new LookView()], [broken], [whole]), "{\"frame\":10,\"key\":\"O\"}");
        Assert.That(notes, Is.EqualTo(Enumerable.Repeat("the broken one cannot be drawn: so far", 2)));
        Assert.That((broken.Drawn, whole.Drawn), Is.EqualTo((2, 20)));
    }

    [Test]
    [OwnThread]
    public void A_view_that_cannot_be_laid_out_leaves_the_windows_bars()
    {
        var whole = new Overlay("whole", null);
        var notes = Run(new ViewSet([new Crooked()], [whole], []), "{\"frame\":10,\"key\":\"X\"}");
        Assert.That(notes, Is.EqualTo(new[] { "the view Crooked cannot be drawn: no room" }));
        Assert.That(whole.Drawn, Is.EqualTo(20));
    }

    [Test]
    public void Maps_that_cannot_be_painted_are_left_out_until_another_layer_is_chosen()
    {
        using var stage = Stage.OfLeNet();
        var painter = new FailingPainter();
        var figures = new Figures();
        var guard = new DrawingGuard(new Messages(figures, TimeProvider.System, null));
        var drawing = new GuardedDrawing(stage.Scene, painter, guard);
        var nothing = new Nothing();
        var layout = stage.Draw(960, 540);
        var drawn = new List<bool>();
        for (int i = 0; i < 6; i++)
        {
            guard.Show(stage.Network, layer: i < 3 ? 1 : 2, stage.Scene.View);
            drawing.Compose([], new View(layout));
            drawn.Add(drawing.Paint(nothing, nothing, default));
        }
        Assert.That(drawn, Is.EqualTo(new[] { false, true, true, false, true, true }));
        Assert.That((painter.Tries, figures.Message), Is.EqualTo((2, "the maps cannot be drawn: a bool tensor")));
    }

    private static List<string> Run(ViewSet views, string line)
    {
        var notes = new List<string>();
        using var window = new HeadlessWindow(960, 540);
        using var app = new App(window, new NetworkFile(ArchitectureTests.PathOf("content/models/digits.onnx"), null), views, new AppOptions
        {
            Backends = BackendTable.Rows,
            Script = Script.Parse([line], "script"),
            Frames = 20,
            Headless = true,
            Note = notes.Add,
        });
        app.Run();
        return notes;
    }

    private sealed class Overlay(string name, Exception? fault) : IOverlay
    {
        public int Drawn { get; private set; }

        public string Name => name;

        public Toggle? Toggle => null;

        public void Draw(Scene scene, in View view)
        {
            Drawn++;
            scene.List.Text(new Rect(0, 0, 100, 20), TextStyle.Body, "half");
            if (fault is not null)
                throw fault;
        }
    }

    private sealed class Crooked : IView
    {
        public string Name => "Crooked";

        public string Purpose => "";

        public string MouseHelp => "";

        public ViewState State { get; } = new();

        public IReadOnlyList<KeyRow> Keys => [];

        public ImmutableArray<Chord> Legend => [];

        public IReadOnlyList<IOverlay> Overlays => [];

        public Wanted Wants => default;

        public Layout Arrange(Layout window) => throw new InvalidOperationException("no room");
    }

    private sealed class Nothing : IActivations
    {
        public long Version => 0;

        public bool TryView(Node node, out MapView view)
        {
            view = default;
            return false;
        }
    }

    // Paints everything but maps.
    private sealed class FailingPainter : IPainter
    {
        public int Tries { get; private set; }

        public FrameOnDevice? Frame => null;

        public void Forget() { }

        public bool Draw(DrawList list, IActivations? activations, IActivations? differences, in Viewport viewport)
        {
            if (activations is null)
                return true;
            Tries++;
            throw new CnnException("a bool tensor");
        }

        public void Save(in Viewport viewport, string path) { }

        public void Dispose() { }
    }
}
