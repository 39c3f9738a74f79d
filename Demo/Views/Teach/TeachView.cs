using System.Collections.Immutable;
using Demo.Overlays;
using Demo.Platform;
using Demo.Teaching;
using Demo.Ui;

namespace Demo.Views.Teach;

/// <summary>Teaching by example: frames of a few things are recorded, and a network learns in seconds to tell them apart.</summary>
internal sealed class TeachView : IView, IDisposable
{
    private readonly TeachState _state = new();
    private TeachLayout? _layout;
    private (NetworkParts? Parts, string Title) _running;

    public TeachView()
    {
        Keys = new TeachKeys(_state).Rows;
        Overlays = [new SourcePanel(), new LiveBars(_state), new ClassCards(_state), new TrainingPanel(_state)];
    }

    public string Name => "Teach";

    public string Purpose => "Record a few frames of each of your own things, and teach a network to tell them apart.";

    public string MouseHelp =>
        "Hold a record button while the thing is in view. Click a name to type another, a small picture to delete it; the wheel scrolls "
        + "cards and pictures.";

    public ViewState State { get; } = new();

    public IReadOnlyList<KeyRow> Keys { get; }

    public ImmutableArray<Chord> Legend => TeachKeys.Legend;

    public IReadOnlyList<IOverlay> Overlays { get; }

    public Wanted Wants => default;

    public Layout Arrange(Layout window)
    {
        if (_layout is null || _layout.Body != window.Body)
            _layout = new TeachLayout(window);
        return _layout;
    }

    public NetworkParts? Own(Scene scene) => _state.Live?.Parts;

    public string? Running(Scene scene)
    {
        if (_state.Live is not { } live)
            return null;
        if (_running.Parts != live.Parts)
            _running = (live.Parts, $"{live.Labels.Length} classes {live.Parts.Title}");
        return _running.Title;
    }

    /// <summary>How many frames were recorded, those among them that are being read.</summary>
    public int Examples => _state.Classes.Sum(one => one.Examples.Count + one.Pending);

    public double? Busy => _state.Busy;

    public void Begin(Scene scene) => _state.Follow(scene);

    public bool TryOpen(string path, IAppActions app)
    {
        if (!Path.GetExtension(path).Equals(ProjectFile.Ending, StringComparison.OrdinalIgnoreCase))
            return false;
        _state.Open(path);
        return true;
    }

    public void Dispose() => _state.Dispose();
}
