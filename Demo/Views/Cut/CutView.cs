using System.Collections.Immutable;
using Demo.Overlays;
using Demo.Platform;
using Demo.Ui;

namespace Demo.Views.Cut;

/// <summary>Surgery: kernels and layers of the opened network are changed, and it runs beside what it was.</summary>
internal sealed class CutView : IView
{
    private readonly CutState _state;
    private CutLayout? _layout;
    private (NetworkParts? Parts, string Title) _running;

    public CutView() : this(new CutState()) { }

    /// <param name="state">What it begins with.</param>
    public CutView(CutState state)
    {
        _state = state;
        var actions = new CutActions(_state);
        Keys = new CutKeys(_state, actions).Rows;
        Overlays =
        [
            new SourcePanel(),
            new AnswersPanel(_state),
            new LayersPanel(_state),
            new CutsPanel(_state),
            new KernelEditPanel(_state, actions),
            new CutLesson(_state),
            new MapsPanel(_state),
        ];
    }

    public string Name => "Cut";

    public string Purpose => "Change kernels and layers of the network, and see what becomes of its maps and its answer.";

    public string MouseHelp =>
        "Click a layer, then a map. Drag a number of its kernel up or down, or click it and type. Click a cut to go back to it.";

    public ViewState State { get; } = new();

    public IReadOnlyList<KeyRow> Keys { get; }

    public ImmutableArray<Chord> Legend => CutKeys.Legend;

    public IReadOnlyList<IOverlay> Overlays { get; }

    public Wanted Wants => default;

    public Layout Arrange(Layout window)
    {
        if (_layout is null || _layout.Body != window.Body)
            _layout = new CutLayout(window);
        return _layout;
    }

    public NetworkParts? Own(Scene scene)
    {
        _state.Follow(scene.Network);
        return _state.Live.PartsFor(scene.Network, _state.Operation, _state.Editor.Follow(scene) ? _state.Chosen(scene) : null);
    }

    public string? Running(Scene scene)
    {
        if (_state.Live.Shown is not { } shown)
            return null;
        if (_running.Parts != shown.Parts)
            _running = (shown.Parts, $"{scene.Network.Title} and its copy");
        return _running.Title;
    }

    public void Begin(Scene scene)
    {
        _state.Follow(scene.Network);
        _state.Live.Follow(scene);
        _state.Editor.Follow(scene);
    }
}
