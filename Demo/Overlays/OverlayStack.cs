using Demo.Ui;

namespace Demo.Overlays;

/// <summary>Everything that the window shows.</summary>
internal static class OverlayStack
{
    /// <summary>From the bottom to the top, one line each.</summary>
    public static IReadOnlyList<IOverlay> Create() =>
    [
        new TopBar(),
        new SourcePanel(),
        new HeatMap(),
        new GridOverlay(),
        new FieldOverlay(),
        new SeesPanel(),
        new PredictionPanel(),
        new CentrePanel(),
        new InspectorPanel(),
        new ArithmeticPanel(),
        new TimingPanel(),
        new StatusBar(),
        new HelpOverlay(),
        new Tooltip(),
    ];
}
