using System.Collections.Immutable;
using Demo.Overlays;
using Demo.Overlays.LayerLessons;
using Demo.Platform;
using Demo.Ui;

namespace Demo.Views;

/// <summary>Watching the network: the source, every layer's maps, one value's arithmetic, what it all comes to.</summary>
internal sealed class LookView : IView, IDisposable
{
    private readonly EffectiveOverlay _effective = new();
    private Layout? _window, _layout;
    private SidePanels _panels;
    private int _networks;

    public string Name => "Look";

    public string Purpose => "Watch the network work: every layer's maps, and how each value is computed.";

    public string MouseHelp =>
        "Left draws, right erases, the wheel changes the brush. Click a tile or a box to choose it; point at a pixel to see its "
        + "arithmetic; the wheel scrolls and zooms.";

    public ViewState State { get; } = new(
        Toggle.HeatMap, Toggle.Kernels, Toggle.Predictions, Toggle.Timings, Toggle.Sees, Toggle.Links);

    public IReadOnlyList<KeyRow> Keys => LookKeys.Rows;

    public ImmutableArray<Chord> Legend { get; } = [.. LookKeys.Rows.Where(r => r.Group == KeyGroup.Overlays).Select(r => r.Key), Key.W];

    public IReadOnlyList<IOverlay> Overlays => field ??=
    [
        new SourcePanel(),
        new HeatMap(),
        _effective,
        new GridOverlay(),
        new FieldOverlay(),
        new SeesPanel(),
        new PredictionPanel(),
        new CompanionMarks(),
        new CentrePanel(),
        new LayerLessonPanel(),
        new InspectorPanel(),
        new ArithmeticPanel(),
        new TimingPanel(),
    ];

    public Wanted Wants => new(Comparison: State.Open[Panel.Difference] || State.Open[Panel.Table]);

    public void Begin(Scene scene)
    {
        _networks = CompanionRows.Count(scene);
        if (scene.IsOn(Toggle.Lesson))
            Slide(scene);
        if (!scene.IsOn(Toggle.Effective))
            _effective.Rest();
    }

    public Layout Arrange(Layout window)
    {
        bool large = State.Open.Middle == Panel.Source;
        var panels = new SidePanels(
            State.IsOn(Toggle.Sees), State.IsOn(Toggle.Predictions), State.IsOn(Toggle.Timings), large, State.IsOn(Toggle.HeatMap),
            _networks, State.IsOn(Toggle.Lesson));
        if (_layout is null || window != _window || panels != _panels)
            (_layout, _window, _panels) = (LookLayout.Fill(window, panels), window, panels);
        return _layout;
    }

    public void Dispose() => _effective.Dispose();

    // The lesson's value goes over its map; of a fully connected unit over the maps before it. Where the mouse points it stands.
    private static void Slide(Scene scene)
    {
        var (slide, layer) = (scene.State.Slide, scene.Chosen);
        if (scene.State.IsOverMap && scene.State.Pixel is { } pointed)
            slide.Place = pointed;
        var (columns, rows) = layer is { IsVector: true, Inputs: [var below, ..] } ? (below.Channels, 1) : (layer.Columns, layer.Rows);
        slide.Advance(scene.Time, scene.State.IsOverMap ? 0 : columns, rows);
        if (slide.Runs && !layer.IsVector)
            scene.State.Pixel = slide.In(columns, rows);
    }
}
