using System.Collections.Immutable;
using Demo.Overlays;
using Demo.Platform;
using Demo.Ui;

namespace Demo.Views.Space;

/// <summary>The network as a thing in space: its layers one behind the other, the maps on them, and what flows between them.</summary>
internal sealed class SpaceView : IView
{
    private readonly SpaceState _state = new();
    private SpaceLayout? _layout;

    public SpaceView()
    {
        Keys = new SpaceKeys(_state).Rows;
        Overlays = [new SourcePanel(), new FieldOverlay(), new PredictionPanel(), new SpacePanel(_state)];
    }

    public string Name => "3D";

    public string Purpose => "Walk around the network: its maps in space, and what the chosen value comes from.";

    public string MouseHelp =>
        "Drag to turn, drag with the right button to move, the wheel goes nearer. Click a map to choose it, twice to fly to it; point at "
        + "a map to read its values.";

    public ViewState State { get; } = new(Toggle.Field, Toggle.Links, Toggle.Flow, Toggle.Predictions);

    public IReadOnlyList<KeyRow> Keys { get; }

    public ImmutableArray<Chord> Legend => SpaceKeys.Legend;

    public IReadOnlyList<IOverlay> Overlays { get; }

    public Wanted Wants => default;

    /// <summary>What is looked at, and from where.</summary>
    internal SpaceState Looked => _state;

    public Layout Arrange(Layout window)
    {
        if (_layout is null || _layout.Body != window.Body)
            _layout = new SpaceLayout(window);
        return _layout;
    }
}
