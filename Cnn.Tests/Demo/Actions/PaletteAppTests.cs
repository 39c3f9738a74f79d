using Cnn.Tests.Platform;
using Demo.Engines;
using Demo.Models;
using Demo.Platform;
using Demo.Shell;
using Demo.Ui;
using Demo.Views;
using Demo.Views.Filters;
using NUnit.Framework;

namespace Cnn.Tests.Demo.Actions;

/// <summary>Everything that the palette lists is chosen from it, in the whole app, with keys alone.</summary>
[NonParallelizable]
public class PaletteAppTests
{
    private string _folder = "", _before = "";

    // Some actions write to the folder out.
    [SetUp]
    public void Make()
    {
        _before = Directory.GetCurrentDirectory();
        _folder = Directory.CreateTempSubdirectory("palette").FullName;
        Directory.SetCurrentDirectory(_folder);
    }

    [TearDown]
    public void Remove()
    {
        Directory.SetCurrentDirectory(_before);
        Directory.Delete(_folder, recursive: true);
    }

    [Test]
    [OwnThread]
    public void Each_action_runs()
    {
        using var window = new HeadlessWindow(960, 540);
        var eye = new Eye();
        var lab = new LabState(FilterLibrary.Open(ArchitectureTests.PathOf("content/filters.json"), Path.Combine(_folder, "own.json")));
        // A person's own kernels are none of the test's.
        var views = ViewList.Of([.. ViewList.Create().All.Select(view => view is FiltersView ? new FiltersView(lab) : view)], eye);
        var notes = new List<string>();
        using var app = new App(window, new NetworkFile(ArchitectureTests.PathOf("content/models/digits.onnx"), null), views, new AppOptions
        {
            Backends = BackendTable.Rows,
            Frames = int.MaxValue,
            Headless = true,
            Note = notes.Add,
            Report = _ => { },
        });
        var ran = new List<string>();
        int next = 0, ticks = 0;
        window.Update += _ =>
        {
            // What the last one did is drawn in the tick between.
            if (window.IsClosing || ++ticks % 2 == 0 || eye.Scene is not { } scene)
                return;
            Press(window, Key.Escape);
            Press(window, new Chord(Key.Number1, Modifiers.Ctrl));
            Press(window, new Chord(Key.P, Modifiers.Ctrl));
            var listed = scene.Actions.Found;
            if (next < listed.Length && listed[next].Name == "quit")
                next++;
            if (next >= listed.Length)
            {
                window.Close();
                return;
            }
            for (int i = 0; i < next; i++)
                Press(window, Key.Down);
            ran.Add($"{listed[next].Group} {listed[next].Name}");
            next++;
            Press(window, Key.Enter);
            Assert.That(scene.Actions.IsOpen(scene), Is.EqualTo(ran[^1] == "window find"), ran[^1]);
        };
        app.Run();
        TestContext.Out.WriteLine(string.Join('\n', notes));
        Assert.That(ran, Has.Count.GreaterThan(100));
        string[] some = ["window shot", "Teach train", "Filters slide", "3D fly", "backends CPU"];
        Assert.That(some, Is.SubsetOf(ran));
        Assert.That(Directory.GetFiles("out"), Has.Some.EndsWith("screenshot-001.png"));
        Assert.That(notes, Has.None.Contains("cannot be drawn"));
        Assert.That(views.All.Where(view => view.State.Changed.Any() || view.State.Open.Top is not null).Select(view => view.Name),
            Does.Contain("Look"));
    }

    private static void Press(HeadlessWindow window, Chord chord)
    {
        var keyboard = window.Input.Keyboard;
        if (chord.Modifiers.HasFlag(Modifiers.Ctrl))
            keyboard.Press(Key.ControlLeft);
        keyboard.Press(chord.Key);
        keyboard.Release(chord.Key);
        keyboard.Release(Key.ControlLeft);
    }

    private sealed class Eye : IOverlay
    {
        public Scene? Scene { get; private set; }

        public string Name => "eye";

        public Toggle? Toggle => null;

        public void Draw(Scene scene, in View view) => Scene = scene;
    }
}
