using System.Numerics;
using Demo.Overlays;
using Demo.Platform;
using Demo.Sources;
using Demo.Ui;
using Demo.Views;
using Demo.Views.Filters;

namespace Cnn.Tests.Demo.Filters;

/// <summary>The view Filters without a window: what it wants to run is run on the reference backend, and drawn into a list.</summary>
internal sealed class LabScene : IDisposable
{
    public const int Width = 40, Height = 30;

    private static readonly FilterLibrary Content =
        FilterLibrary.Open(ArchitectureTests.PathOf("content/filters.json"), "no such file");

    private readonly string _folder = Directory.CreateTempSubdirectory("kernels").FullName;
    private readonly Controls _controls;
    private readonly Stage _stage;
    private readonly OwnRun _own = new();

    private LabScene()
    {
        Lab = new LabState(Content with { OwnPath = Path.Combine(_folder, "own.json") });
        View = new FiltersView(Lab);
        _stage = Stage.OfLeNet(ViewList.Of([new LookView(), View]));
        _stage.Scene.Views.Show("Filters");
        (_stage.Scene.FrameSize, _stage.Scene.SourceTitle) = ((Width, Height), "Picture");
        _stage.OwnRead = _own.Read;
        _controls = new Controls(Scene, new CanvasSource(TimeProvider.System, 32), App);
    }

    public static LabScene Open() => new();

    public LabState Lab { get; }

    public FiltersView View { get; }

    public Recorder App { get; } = new();

    public Scene Scene => _stage.Scene;

    public LabLayout Places { get; private set; } = null!;

    /// <summary>The folder that the person's kernels are kept in.</summary>
    public string PathOf(string name) => Path.Combine(_folder, name);

    /// <summary>Runs what the view wants to run now, and draws it.</summary>
    public string[] Draw(int width = 1280, int height = 720, bool running = true)
    {
        if (View.Own(Scene) is { } parts && running)
            _own.Run(Scene, parts, session =>
            {
                parts.Preprocessing.WriteDefaults(session);
                var random = new Random(1);
                int[] pixels = [.. Enumerable.Range(0, Width * Height).Select(_ => random.Next(1 << 24))];
                parts.Preprocessing.WriteFrame(session, pixels, Height, Width);
            });
        Places = (LabLayout)_stage.Draw(width, height);
        _controls.Remember(Scene.List.HotSpots);
        return _stage.Texts();
    }

    /// <summary>The same at a time, in seconds.</summary>
    public LabLayout Tick(double time, int width = 1280, int height = 720)
    {
        Scene.Time = time;
        Draw(width, height);
        return Places;
    }

    public Tensor Read(Node node) => Scene.Read(node)!;

    /// <summary>The middle of the place with this handle and number.</summary>
    public Vector2 PlaceOf<T>(int a) where T : Handle
    {
        var rect = Scene.List.HotSpots.ToArray().Last(s => s.Handle is T && s.A == a).Rect;
        return new Vector2(rect.CentreX, rect.CentreY);
    }

    public Controls Controls => _controls;

    public void Press(Chord key) => _controls.Press(key);

    /// <summary>Presses a button at a point of what was drawn last, drags it to others, and lets it go.</summary>
    public void Click(float x, float y, MouseButton button = MouseButton.Left, params Vector2[] to)
    {
        _controls.Down(new(x, y), button);
        foreach (var at in to)
            _controls.Move(at);
        _controls.Up();
    }

    public void Wheel(float x, float y, float notches)
    {
        _controls.Move(new(x, y));
        _controls.Wheel(notches);
    }

    /// <summary>The place of a tooltip that begins with these words.</summary>
    public Rect Spot(string tip) => Scene.List.HotSpots.ToArray().Last(s => s.Tip.StartsWith(tip, StringComparison.Ordinal)).Rect;

    public void Click(string tip, MouseButton button = MouseButton.Left)
    {
        var place = Spot(tip);
        Click(place.CentreX, place.CentreY, button);
    }

    public void Dispose()
    {
        _own.Dispose();
        _stage.Dispose();
        Directory.Delete(_folder, recursive: true);
    }
}
