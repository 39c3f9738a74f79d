using System.Numerics;
using Demo.Models;
using Demo.Platform;
using Demo.Shell;
using Demo.Ui;
using Demo.Views;
using NUnit.Framework;

namespace Cnn.Tests.Demo;

/// <summary>
/// The whole app without a display, and the hands of a person: places are found by their tooltips. A walk is a list of steps; each begins
/// when what the one before asked for is done and drawn, and after each nothing on the screen may be cut off.
/// </summary>
internal abstract class AppWalker : IDisposable
{
    // A bound for a hang: no step takes more than some ticks, most of them for a compilation.
    private const int MostTicks = 2000;

    private const string End = "the end of a part";

    private static readonly (Modifiers Modifier, Key Key)[] Held = [(Modifiers.Ctrl, Key.ControlLeft), (Modifiers.Shift, Key.ShiftLeft)];

    private readonly HeadlessWindow _window;
    private readonly Eye _eye = new();
    private readonly App _app;
    private readonly float _scale;

    protected AppWalker(
        int width, int height, string model, IReadOnlyList<IView> views, Func<AppOptions, AppOptions> options, string shown = "Look")
    {
        _scale = Layout.ScaleFor(width, height, 1);
        _window = new HeadlessWindow(width, height);
        var all = ViewList.Of(views, _eye);
        all.Show(shown);
        _app = new App(_window, new NetworkFile(model, null), all, options(new AppOptions
        {
            Backends = [.. global::Demo.Engines.BackendTable.Rows.OrderBy(row => row.NeedsOpenGl ? 0 : 1)],
            Moving = new(LockStep: true, Mirror: false, FramesPerSecond: 30),
            Frames = int.MaxValue,
            Headless = true,
            Note = Notes.Add,
            Report = _ => { },
        }));
    }

    public Scene Scene => _eye.Scene!;

    /// <summary>All that was said.</summary>
    public List<string> Notes { get; } = [];

    /// <summary>What the walk does now is done, and what came of it is on the screen.</summary>
    /// <param name="ticks">How many ticks passed since it was asked for.</param>
    protected abstract bool IsStill(int ticks);

    /// <summary>What stands in the way, for the line of a walk that does not come to its end.</summary>
    protected virtual string Fault => "";

    /// <summary>Takes the steps of each part of a walk, one after the other.</summary>
    /// <param name="parts">The parts.</param>
    /// <param name="after">Called when a part is done, and what it did is drawn.</param>
    public void Walk(IEnumerable<IEnumerable<string>> parts, Action after)
    {
        using var walk = parts.SelectMany(part => part.Append(End)).GetEnumerator();
        int ticks = 0;
        string step = "the start";
        _window.Update += _ =>
        {
            // What a step did is drawn in the next tick, and its places are those of that.
            if (_window.IsClosing || ++ticks < 2)
                return;
            if (_eye.Scene is null || !IsStill(ticks))
                Assert.That(ticks, Is.LessThan(MostTicks), $"'{step}' does not come to an end: {Fault}");
            else
            {
                LayoutTests.Check(Scene, $"{_window.Size} after '{step}'");
                if (step == End)
                    after();
                if (walk.MoveNext())
                    (step, ticks) = (walk.Current, 0);
                else
                    _window.Close();
            }
        };
        _app.Run();
        Assert.That(step, Is.EqualTo(End), "all of it was walked");
    }

    /// <summary>Presses a key with what is held beside it.</summary>
    public void Press(Chord chord)
    {
        var keyboard = _window.Input.Keyboard;
        Key[] held = [.. Held.Where(h => chord.Modifiers.HasFlag(h.Modifier)).Select(h => h.Key)];
        foreach (var key in held)
            keyboard.Press(key);
        keyboard.Press(chord.Key);
        keyboard.Release(chord.Key);
        foreach (var key in held)
            keyboard.Release(key);
    }

    /// <summary>The place whose tooltip begins like this, the <paramref name="index"/>th of several.</summary>
    public Rect Place(string tip, int index = 0)
    {
        HotSpot[] spots = [.. Scene.List.HotSpots.ToArray().Where(spot => spot.Tip.StartsWith(tip, StringComparison.Ordinal))];
        Assert.That(spots, Has.Length.GreaterThan(index), $"no place '{tip}'");
        return spots[index].Rect;
    }

    /// <summary>Clicks a place, at a share of its width and height.</summary>
    public void Click(string tip, int index = 0, float across = 0.5f, float down = 0.5f, MouseButton button = MouseButton.Left)
    {
        var rect = Place(tip, index);
        Drag(button, new Vector2(rect.X + across * rect.Width, rect.Y + down * rect.Height));
    }

    /// <summary>Presses a button at the first point, moves over the others, and lets it go; in logical pixels.</summary>
    public void Drag(MouseButton button, params Vector2[] way)
    {
        var mouse = _window.Input.Mouse;
        mouse.Move(way[0] * _scale);
        mouse.Press(button);
        foreach (var at in way)
            mouse.Move(at * _scale);
        mouse.Release(button);
    }

    public void Wheel(string tip, float notches, int index = 0)
    {
        var rect = Place(tip, index);
        _window.Input.Mouse.Move(new Vector2(rect.CentreX, rect.CentreY) * _scale);
        _window.Input.Mouse.Turn(new ScrollWheel(0, notches));
    }

    /// <summary>Takes the mouse away from all that reacts to it.</summary>
    public void Leave() => _window.Input.Mouse.Move(new Vector2(2, 2) * _scale);

    public void Drop(string file) => _window.Drop(file);

    /// <summary>Saves the window's picture as the app would.</summary>
    public void Shoot(string path) => global::Demo.Drawing.Screenshot.Save(
        _window.Gl, new(_window.Framebuffer, _window.FramebufferSize.X, _window.FramebufferSize.Y, _scale), path);

    /// <summary>The values of what runs.</summary>
    public float[] Values(Node node) => Scene.Read(node)!.Floats.ToArray();

    public void Dispose()
    {
        _app.Dispose();
        _window.Dispose();
    }

    // Is drawn last and sees what all others have drawn.
    private sealed class Eye : IOverlay
    {
        public Scene? Scene { get; private set; }

        public string Name => "eye";

        public Toggle? Toggle => null;

        public void Draw(Scene scene, in View view) => Scene = scene;
    }
}
