using System.Collections.Concurrent;
using Cnn;
using Cnn.Gl;
using Demo.Catalogue;
using Demo.Companions;
using Demo.Engines;
using Demo.Remembering;
using Demo.Reports;
using Demo.Scripts;
using Demo.Sources;
using Demo.Ui;
using Demo.Ui.Opening;
using Silk.NET.OpenGL;

namespace Demo.Shell;

/// <summary>What the command line asks of the app.</summary>
internal sealed record AppOptions
{
    // How long after the last line of a script an app without a person goes on: bars glide, messages fade.
    private const int TicksAfterScript = 30;

    /// <summary>The backends that can be used here, the one to begin with first.</summary>
    public required IReadOnlyList<BackendRow> Backends { get; init; }

    /// <summary>Why none of them is OpenGL compute; empty where one is.</summary>
    public string WhyNoCompute { get; init; } = "";

    /// <summary>Says which backend a network runs on, where nobody has chosen one; null: the first for all.</summary>
    public AutomaticBackend? Automatic { get; init; }

    /// <summary>How many threads a backend on the processor uses; 0: all.</summary>
    public int Threads { get; init; }

    /// <summary>How the backend <c>gl</c> behaves.</summary>
    public GlOptions Gl { get; init; } = new();

    /// <summary>A file, a folder or a moving source to begin with instead of the canvas.</summary>
    public string? Source { get; init; }

    /// <summary>Where is written what the next window begins with; null: nowhere.</summary>
    public SettingsFile? Settings { get; init; }

    /// <summary>What is to be said of that file, from any thread; null where it has been said.</summary>
    public ConcurrentQueue<string>? Said { get; init; }

    /// <summary>What the last window left there, without what the command line says otherwise.</summary>
    public Settings Remembered { get; init; } = new();

    /// <summary>The networks that may run beside the opened one.</summary>
    public IReadOnlyList<CompanionFile> Companions { get; init; } = [];

    /// <summary>The networks that have names; asked for when they are to be listed.</summary>
    public Func<IReadOnlyList<ModelChoice>> Models { get; init; } = static () => [];

    /// <summary>The screens that can be looked at; asked for, on the window's thread, when they are to be listed.</summary>
    public Func<IReadOnlyList<ScreenChoice>> Screens { get; init; } = static () => [];

    /// <summary>Asks for the cameras to choose from, as <c>--source</c> names them and as people know them; null for none.</summary>
    public Func<IReadOnlyList<(string Source, string Name)>>? Cameras { get; init; }

    /// <summary>What a mask's thing may stand before; null for the built-in picture.</summary>
    public Picture? Backdrop { get; init; }

    /// <summary>What is said to beginners; null for the program's own files in the environment's language.</summary>
    public Lessons? Lessons { get; init; }

    /// <summary>How the window looks at first.</summary>
    public Appearance Appearance { get; init; } = new();

    /// <summary>How a moving source is played.</summary>
    public MovingOptions Moving { get; init; } = new();

    public Script? Script { get; init; }

    /// <summary>Where what a person does is kept, to be played again; null for nowhere.</summary>
    public ScriptWriter? KeptScript { get; init; }

    public RunLog? Log { get; init; }

    /// <summary>A file for the last picture.</summary>
    public string? Shot { get; init; }

    /// <summary>A film of the window from the first tick to the end; null for none.</summary>
    public string? Record { get; init; }

    /// <summary>After how many frames to end; null: when a person quits or, without a person, when the script has ended.</summary>
    public int? Frames { get; init; }

    /// <summary>After how many seconds of the app's clock to end; null: see <see cref="Frames"/>.</summary>
    public double? Seconds { get; init; }

    /// <summary>Whether nobody sits in front of it.</summary>
    public bool Headless { get; init; }

    /// <summary>Whether the wall clock counts and newer frames replace older ones.</summary>
    public bool Realtime { get; init; }

    /// <summary>Is told when a run ends on a thread beside the window's.</summary>
    public Action? Finished { get; init; }

    /// <summary>What engines are opened for.</summary>
    public EngineNeeds Needs(GL? gl, NetworkParts parts) => new(gl, parts, Gl, Waits: !Realtime, Threads, Finished);

    /// <summary>Whether a run that is not ended by a person has ended.</summary>
    /// <param name="ticks">How many ticks were made.</param>
    /// <param name="seconds">How long it has been running, by the app's clock.</param>
    /// <param name="taken">How many frames the source gave.</param>
    /// <param name="moves">Whether the source gives frames by itself.</param>
    public bool IsOver(long ticks, double seconds, long taken, bool moves) => Frames is not null || Seconds is not null
        ? (moves ? taken : ticks) >= Frames || seconds >= Seconds
        : Headless && ticks > (Script?.LastFrame ?? 0) + TicksAfterScript;

    /// <summary>Is told every result; for the run without a display, which prints them.</summary>
    public Action<RunResult>? Report { get; init; }

    /// <summary>Is told what the status bar says; for the run without a display.</summary>
    public Action<string>? Note { get; init; }
}
