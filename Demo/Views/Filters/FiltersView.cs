using System.Collections.Immutable;
using Demo.Commands;
using Demo.Platform;
using Demo.Ui;

namespace Demo.Views.Filters;

/// <summary>The filter lab: a kernel slides over the live picture, then an activation, then pooling, each number to be seen.</summary>
internal sealed class FiltersView : IView
{
    private readonly LabState _lab;
    private LabLayout? _layout;
    private (LabRow? Row, string? Title) _running;

    public FiltersView() : this(new LabState(FilterLibrary.Open(Content.File("filters.json"), FilterFile.OwnPath))) { }

    /// <param name="lab">What it begins with.</param>
    public FiltersView(LabState lab)
    {
        _lab = lab;
        Keys = [.. new LabKeys(_lab).Rows, .. new SlideKeys(_lab).Rows];
        Overlays =
        [
            new KernelList(_lab),
            new OptionsPanel(_lab),
            new LessonPanel(_lab),
            new StagesPanel(_lab),
            new PicturePanels(_lab),
            new SumsPanel(_lab),
            new CurvePanel(_lab),
            new PoolPanels(_lab),
        ];
    }

    public string Name => "Filters";

    public string Purpose => "Slide a kernel over the live picture, then an activation and pooling, and see every number.";

    public string MouseHelp =>
        "Click a picture to place the kernel. Drag a number of the kernel up or down, or click it and type. Drag over cells with the "
        + "right button to paint the last number.";

    public ViewState State { get; } = new();

    public IReadOnlyList<KeyRow> Keys { get; }

    public ImmutableArray<Chord> Legend => LabKeys.Legend;

    public IReadOnlyList<IOverlay> Overlays { get; }

    public Wanted Wants => default;

    public Layout Arrange(Layout window)
    {
        if (_layout is null || _layout.Body != window.Body)
            _layout = new LabLayout(window);
        return _layout;
    }

    public NetworkParts? Own(Scene scene)
    {
        _lab.Slide.Advance(scene.Time);
        return _lab.Run.PartsFor(scene.FrameSize.Width, scene.FrameSize.Height);
    }

    public string? Running(Scene scene)
    {
        var row = _lab.Run.Graph?.Row ?? _lab.Row;
        if (!ReferenceEquals(_running.Row, row))
            _running = (row, row.Title());
        return _running.Title;
    }

    /// <summary>What runs may have changed since the view was asked what it wants; the panels read what runs.</summary>
    public void Begin(Scene scene) => _lab.Run.Follow(scene);

    /// <summary>A file of kernels: they are kept among the own ones.</summary>
    public bool TryOpen(string path, IAppActions app)
    {
        if (!Path.GetExtension(path).Equals(".json", StringComparison.OrdinalIgnoreCase))
            return false;
        _lab.Own.Import(path, app);
        return true;
    }
}
