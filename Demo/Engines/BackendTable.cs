using Cnn.Backends;
using Cnn.Cpu;
using Cnn.Gl;
using Cnn.Preprocessing;
using Demo.Platform;
using Demo.Ui;
using Silk.NET.OpenGL;

namespace Demo.Engines;

/// <summary>What an engine is opened for.</summary>
/// <param name="Gl">OpenGL on the thread that draws; null where nothing is drawn.</param>
/// <param name="Parts">The network.</param>
/// <param name="Options">How OpenGL compute behaves.</param>
/// <param name="Waits">Whether each run is waited for.</param>
/// <param name="Threads">How many threads a backend on the processor uses; 0: all.</param>
/// <param name="Finished">Is told when a run ends on a thread beside that one.</param>
internal readonly record struct EngineNeeds(
    GL? Gl, NetworkParts Parts, GlOptions Options, bool Waits, int Threads = 0, Action? Finished = null);

/// <summary>A backend that can be chosen.</summary>
/// <param name="Name">What <c>--backend</c> and the backend itself call it.</param>
/// <param name="Label">What its button says.</param>
/// <param name="Kind">In a few words, for the help of <c>--backend</c>.</param>
/// <param name="Help">One sentence, for the button.</param>
internal sealed record BackendRow(string Name, string Label, string Kind, string Help)
{
    /// <summary>What the screen knows of it.</summary>
    public BackendChoice Choice => field ??= new(Name, Label, Help, IsReference);

    /// <summary>Whether it is OpenGL compute, and so not there where that is not.</summary>
    public bool NeedsOpenGl { get; init; }

    /// <summary>Whether it is what the others are held to.</summary>
    public bool IsReference { get; init; }

    /// <summary>Opens it for a verb, without a window, with so many threads if it runs on the processor; 0: all.</summary>
    public required Func<int, IBackend> Open { get; init; }

    /// <summary>Opens it for the window.</summary>
    public required Func<EngineNeeds, IEngine> OpenEngine { get; init; }

    /// <summary>Opens it on a thread beside the window's.</summary>
    public Func<EngineNeeds, IBackend> OpenBeside { get => field ?? (needs => Open(needs.Threads)); init; }
}

/// <summary>The one list of backends that can be chosen: options, buttons and engines are made from it.</summary>
internal static class BackendTable
{
    /// <summary>In the order in which <c>auto</c> tries them.</summary>
    public static IReadOnlyList<BackendRow> Rows { get; } =
    [
        new("gl", "GL", "OpenGL 4.3 compute", "Runs the network as compute shaders on the graphics device (B).")
        {
            NeedsOpenGl = true,
            Open = _ => OpenGlOffscreen(),
            OpenEngine = needs => new GlEngine(new GlBackend(needs.Gl!, needs.Options), needs.Parts, needs.Waits),
            // A hidden window would belong to the window's thread.
            OpenBeside = needs => GlBackend.OpenHeadless(needs.Options),
        },
        new("cpu", "CPU", "vector registers, several threads",
            "Runs the network on the processor's vector registers (B).")
        {
            Open = threads => new CpuBackend(threads),
            OpenEngine = needs => new WorkerEngine(needs.Gl, new CpuBackend(needs.Threads), needs.Parts) { Finished = needs.Finished },
        },
        new("reference", "Reference", "plain loops",
            "Runs the network as plain loops on the processor: slow, and the truth the others are held to (B).")
        {
            IsReference = true,
            // A virtual clock stands still, so a backend that asks it would measure nothing: it keeps its own.
            Open = _ => new ReferenceBackend(),
            OpenEngine = needs => new WorkerEngine(needs.Gl, new ReferenceBackend(), needs.Parts) { Finished = needs.Finished },
        },
    ];

    /// <summary>
    /// The backend that is likely to suit a model, before anything is measured. OpenGL on the processor is slower than the processor
    /// itself, but most operators that look for ink have kernels there alone.
    /// </summary>
    /// <param name="kind">What kind of picture the model takes.</param>
    /// <param name="softwareGl">Whether OpenGL runs on the processor.</param>
    public static string For(RecipeKind kind, bool softwareGl) => softwareGl && kind == RecipeKind.Image ? "cpu" : "gl";

    /// <summary>The row of a name; null for <c>auto</c>.</summary>
    public static BackendRow? Find(string name) => Rows.FirstOrDefault(row => row.Name == name);

    /// <summary>Those that can be used beside a window.</summary>
    /// <param name="gl">Its OpenGL; null where nothing is drawn.</param>
    public static IEnumerable<BackendRow> UsableWith(GL? gl) => Rows.Where(row => !row.NeedsOpenGl || WhyNoCompute(gl).Length == 0);

    /// <summary>Why a window has no backend that needs OpenGL; empty where it has.</summary>
    public static string WhyNoCompute(GL? gl)
    {
        if (gl is null)
            return "there is no OpenGL";
        var version = OpenGlVersions.Of(gl);
        return version.HasCompute ? "" : $"compute shaders need OpenGL {GlVersion.Compute}, and here it is {version}";
    }

    private static GlBackend OpenGlOffscreen()
    {
        var context = OffscreenContext.ForCompute();
        return new GlBackend(context.Gl, context: context);
    }
}
