using System.Collections.Immutable;
using Demo.Learning;
using Demo.Platform;
using Demo.Ui;

namespace Demo.Views.Learn;

/// <summary>Watching a network learn: curves, kernels and maps while they change, and what it takes for what.</summary>
internal sealed class LearnView : IView, IDisposable
{
    private readonly LearnState _state;
    private LearnLayout? _layout;

    public LearnView() : this(new LearnState(DataChoices.All)) { }

    /// <param name="state">What it begins with.</param>
    public LearnView(LearnState state)
    {
        _state = state;
        Keys = new LearnKeys(_state).Rows;
        Overlays =
        [
            new ControlsPanel(_state),
            new CurvesPanel(_state),
            new LayersPanel(_state),
            new ConfusionPanel(_state),
            new PicturesPanel(_state),
        ];
    }

    public string Name => "Learn";

    public string Purpose => "Watch a network learn: start it, and see curves, kernels, maps and mistakes change.";

    public string MouseHelp =>
        "Click a button to start or choose, drag the learning rate or the epoch. Click a cell of the matrix to see its pictures, and a "
        + "picture to see the network's maps of it.";

    public ViewState State { get; } = new();

    public IReadOnlyList<KeyRow> Keys { get; }

    public ImmutableArray<Chord> Legend => LearnKeys.Legend;

    public IReadOnlyList<IOverlay> Overlays { get; }

    public Wanted Wants => default;

    public Layout Arrange(Layout window)
    {
        if (_layout is null || _layout.Body != window.Body)
            _layout = new LearnLayout(window);
        return _layout;
    }

    public NetworkParts? Own(Scene scene) => _state.Follow(scene.IsTimed);

    public string? Running(Scene scene) => LearnChoices.TitleOf(_state.Plan);

    /// <summary>How many steps were learnt.</summary>
    public long StepsDone => _state.News.StepsDone;

    /// <summary>Whether all of them were.</summary>
    public bool IsOver => _state.News.IsOver;

    public double? Busy => _state.Busy;

    /// <summary>A folder of pictures: it is learnt from.</summary>
    public bool TryOpen(string path, IAppActions app)
    {
        if (!Directory.Exists(path))
            return false;
        _state.Add(DataChoices.Of(path));
        return true;
    }

    public void Dispose() => _state.Dispose();
}
