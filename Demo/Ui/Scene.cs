using System.Collections.Immutable;
using Cnn;
using Cnn.Preprocessing;
using Demo.Arithmetic;
using Demo.Catalogue;
using Demo.Explaining;
using Demo.Outputs;
using Demo.Remembering;
using Demo.Sources;
using Demo.Ui.Actions;
using Demo.Ui.Opening;
using Demo.Touring;
using Demo.Views;

namespace Demo.Ui;

/// <summary>The figures of the status bar; a quantity that is not known is NaN and shown as a dash.</summary>
internal sealed class Figures
{
    public string Device
    {
        get;
        set
        {
            // Asked in every frame.
            if (value != field)
                BackendTip = $"Why this backend runs the network, a run's time on each; it is on {value}.";
            field = value;
        }
    } = "";

    /// <summary>Why the backend is the one in use, in a few words; empty where a person chose it.</summary>
    public string WhyBackend { get; set; } = "";

    /// <summary>What the reason is of.</summary>
    public string BackendTip { get; private set; } = "";

    public double FramesPerSecond { get; set; } = double.NaN;

    /// <summary>From the frame's capture until it and what the network made of it were on the screen.</summary>
    public double LatencyMs { get; set; } = double.NaN;

    public double NetworkMs { get; set; } = double.NaN;

    public double DrawMs { get; set; } = double.NaN;

    /// <summary>How many frames the sources had.</summary>
    public long Captured { get; set; }

    /// <summary>Of how many the result was on the screen.</summary>
    public long Shown { get; set; }

    /// <summary>How many were replaced by a newer one before that.</summary>
    public long Dropped { get; set; }

    /// <summary>0…1 while the network is being compiled, else 1.</summary>
    public double Progress { get; set; } = 1;

    /// <summary>What is being done until then.</summary>
    public string Preparing { get; set; } = "";

    /// <summary>How long the window is being recorded and how large the file is; empty while it is not.</summary>
    public string Recording { get; set; } = "";

    /// <summary>A line that is shown for a while: what was saved, what is missing.</summary>
    public string Message { get; set; } = "";
}

/// <summary>A source that can be chosen.</summary>
internal readonly record struct SourceChoice(string Name, bool Chosen, string Help);

/// <summary>A backend that can be chosen.</summary>
/// <param name="Name">The backend's own name.</param>
/// <param name="Label">What its button says.</param>
/// <param name="Help">One sentence.</param>
/// <param name="IsReference">Whether it is what the others are held to.</param>
internal sealed record BackendChoice(string Name, string Label, string Help, bool IsReference)
{
    /// <summary>How the largest difference from the reference is called.</summary>
    public string Apart { get; } = $"max |{Label} − ref|";
}

/// <summary>What panels and overlays see: facts to show and a list to draw to. Nothing here is GL, a session or a source.</summary>
internal sealed class Scene
{
    private readonly FloatCopies _floats = new();
    private readonly FieldTrace _field = new();
    private Func<Node, Tensor?>? _numbers;

    public required DrawList List { get; init; }

    public required Fonts Fonts { get; init; }

    /// <summary>The network that is shown; the choice stays where it exists there too.</summary>
    public required Network Network
    {
        get;
        set
        {
            // What was chosen in another network means nothing here.
            if (field is not null && field != value)
                new ThingChoice(this).LetGo();
            field = value;
            State.KeepTo(value);
        }
    }

    /// <summary>What the view that is shown runs in place of it, once that is ready: <see cref="Read"/> has its values then.</summary>
    public NetworkParts? Own { get; set; }

    public UiState State { get; } = new();

    /// <summary>What is said to beginners, and in which language.</summary>
    public Lessons Lessons { get; init; } = Lessons.OfContent();

    /// <summary>The guided tour.</summary>
    public Tour Tour { get; } = new();

    /// <summary>Why the network says what it says: what is asked, and what was answered.</summary>
    public WhyState Why { get; } = new();

    /// <summary>What excites the chosen channel: what is asked, and what was found.</summary>
    public ExciteState Excite { get; } = new();

    /// <summary>All that can be done, to be found by a few letters.</summary>
    public ActionPalette Actions { get; } = new();

    /// <summary>Chooses what is opened.</summary>
    public FileBrowser Browser { get; } = new();

    /// <summary>The screens that can be looked at; asked for when they are to be listed.</summary>
    public Func<IReadOnlyList<ScreenChoice>> Screens { get; init; } = static () => [];

    /// <summary>The networks that have names; asked for when they are to be listed.</summary>
    public Func<IReadOnlyList<ModelChoice>> Models { get; init; } = static () => [];

    /// <summary>What was opened in this window, and the ones before.</summary>
    public RecentFiles Recent { get; init; } = new();

    /// <summary>The views; their keys are those that work.</summary>
    public required ViewSet Views { get; init; }

    /// <summary>The view that is shown.</summary>
    public IView View => Views.Shown;

    /// <summary>What is open in it.</summary>
    public OpenPanels Open => View.State.Open;

    public required Figures Figures { get; init; }

    /// <summary>The newest value of a node that came back from the device, at most one run old; null before the first.</summary>
    public required Func<Node, Tensor?> Read { get; init; }

    /// <summary>Which run the value belongs to that <see cref="Read"/> gives; 0 where runs are not counted.</summary>
    public Func<Node, long> RunOf { get; init; } = static _ => 0;

    /// <summary>What the newest run left, for the output.</summary>
    public RunValues Values => new(Read, NothingFound)
    {
        Time = IsStill ? double.NaN : Time,
        RunOf = RunOf,
        Frame = FrameSize,
    };

    /// <summary>How far a node's values are from the reference's; null while that is not known.</summary>
    public Func<Node, Tensor?> Differences { get; init; } = static _ => null;

    /// <summary>As <see cref="Read"/>, as floats whatever the type is.</summary>
    public Tensor? Numbers(Node node) => Read(node) is { } value ? _floats.Of(node, value) : null;

    /// <summary>What the chosen layer's maps show: its values, or how far they are from the reference's.</summary>
    public Tensor? Shown => Open[Panel.Difference] ? Differences(Chosen.Node) : Numbers(Chosen.Node);

    /// <summary>Device time by layer; all NaN on a virtual clock, which knows no time.</summary>
    public required TimeTable Times { get; set; }

    /// <summary>The newest comparison with the reference backend.</summary>
    public LayerErrors? Errors { get; set; }

    /// <summary>The networks that run beside the shown one, or may.</summary>
    public ImmutableArray<CompanionRow> Companions { get; set; } = [];

    public IReadOnlyList<SourceChoice> Sources { get; set; } = [];

    /// <summary>The backends that can be switched to.</summary>
    public required IReadOnlyList<BackendChoice> Backends { get; init; }

    /// <summary>The one of them that is in use.</summary>
    public required BackendChoice Backend { get; set; }

    /// <summary>The size of the newest frame in pixels; 0 before the first.</summary>
    public (int Width, int Height) FrameSize { get; set; }

    /// <summary>The newest frame itself; no pixels before the first. The source writes to them again after this tick.</summary>
    public Frame Frame { get; set; }

    /// <summary>The source's name, and for a file of a folder its place there, such as <c>3 of 12</c>.</summary>
    public string SourceName { get; set; } = "";

    public string SourcePosition { get; set; } = "";

    /// <summary>What a source of its kind is called: <c>Canvas</c>, <c>Video</c>, <c>Camera</c>.</summary>
    public string SourceTitle { get; set; } = "Canvas";

    /// <summary>Whether it is a file, with others before and after it.</summary>
    public bool SourceIsFile { get; set; }

    /// <summary>Whether its left and right are exchanged.</summary>
    public bool SourceIsMirrored { get; set; }

    /// <summary>Whether it is a picture that nothing moves in.</summary>
    public bool IsStill { get; set; }

    /// <summary>The brush's radius, in widths of the canvas.</summary>
    public float Brush { get; set; }

    /// <summary>Where the newest frame stands in its film, and how long that is, zero if not known; null for other sources.</summary>
    public (TimeSpan Place, TimeSpan Length)? Film { get; set; }

    /// <summary>Whether the source is the canvas.</summary>
    public bool IsCanvas { get; set; }

    /// <summary>Whether the network has seen nothing on it: there is nothing to predict.</summary>
    public bool IsBlank { get; set; }

    /// <summary>Whether nothing is drawn on the canvas now; while frames are held the network has not seen yet what is.</summary>
    public bool SheetIsEmpty { get; set; }

    /// <summary>The part of the source that the network sees, in 0…1 of the frame; all of it if that is not known.</summary>
    public FramePart SeenPart { get; set; } = FramePart.Whole;

    /// <summary>Where on the source a digit was found, in 0…1 of the frame; null if nothing was looked for or found.</summary>
    public Rect? Found { get; set; }

    /// <summary>Whether a digit was looked for all over the frame in vain.</summary>
    public bool NothingFound { get; set; }

    /// <summary>Seconds since the start, on the app's clock.</summary>
    public double Time { get; set; }

    /// <summary>Whether the clock measures anything: a virtual one stands still while things are computed.</summary>
    public bool IsTimed { get; init; }

    /// <summary>Why there are no times.</summary>
    public string NoTimes => IsTimed ? "no run yet" : "no times on a virtual clock";

    /// <summary>Whether something is on in the view that is shown.</summary>
    public bool IsOn(Toggle toggle) => View.State.IsOn(toggle);

    public Layer Chosen => Network.Layers[State.Layer];

    /// <summary>
    /// The cell of the chosen map that is looked at: the one under the mouse, else the strongest. The mouse may have been over
    /// another layer's map, or one of a model that is gone.
    /// </summary>
    public (int X, int Y) Pixel =>
        State.Pixel is { } pixel && pixel.X < Chosen.Columns && pixel.Y < Chosen.Rows ? pixel : Strongest();

    /// <summary>The value of the chosen map that is looked at.</summary>
    public Unit Unit => Pixel is var (x, y) ? new(Network, Chosen, State.Channel, x, y, _numbers ??= Numbers) : default;

    /// <summary>What it depends on in the layers before.</summary>
    public FieldBox? FieldIn(Layer layer) => _field.Of(Unit, layer);

    private (int X, int Y) Strongest()
    {
        var layer = Chosen;
        if (Numbers(layer.Node) is not { } value || layer.IsVector)
            return (layer.Columns / 2, layer.Rows / 2);
        int size = layer.Rows * layer.Columns;
        var map = value.Floats.Slice(State.Channel * size, size);
        int best = 0;
        for (int i = 1; i < size; i++)
            if (MathF.Abs(map[i]) > MathF.Abs(map[best]))
                best = i;
        return (best % layer.Columns, best / layer.Columns);
    }
}
