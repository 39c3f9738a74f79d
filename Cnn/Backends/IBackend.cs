using System.Collections.Immutable;

namespace Cnn.Backends;

/// <summary>Somewhere a graph can run. There is no method per operator: a backend compiles whole graphs.</summary>
public interface IBackend : IDisposable
{
    /// <summary>The name people choose it by: <c>reference</c>, <c>gl</c>.</summary>
    string Name { get; }

    /// <summary>What it runs on, for people: a GL renderer, a processor.</summary>
    string Device { get; }

    /// <summary>Begins to compile; nothing slow has happened when this returns.</summary>
    /// <exception cref="UnsupportedOperatorException">An operator cannot run here.</exception>
    ICompilation Compile(Graph graph, VariableSet variables, CompileOptions? options = null);

    /// <summary>
    /// How many bytes the values that a run computes take in all, if the graph is compiled so; without compiling it. Inputs,
    /// weights and what is made from weights alone do not count.
    /// </summary>
    /// <exception cref="CnnException">An operator cannot run here.</exception>
    long ActivationBytes(Graph graph, CompileOptions? options = null) =>
        graph.Nodes.Where(n => !n.IsLeaf).Sum(n => n.Shape.Count * Tensor.SizeOf(n.Type));
}

/// <summary>What a compilation may do to a graph.</summary>
public sealed record CompileOptions
{
    /// <summary>
    /// The nodes whose values stay readable after a run, besides the outputs; null keeps every one (the default). A
    /// backend may fuse away or overwrite the others.
    /// </summary>
    public ImmutableHashSet<Node>? Watched { get; init; }
}

/// <summary>A compilation that goes on in steps, so that the thread that draws never waits for it.</summary>
public interface ICompilation : IDisposable
{
    /// <summary>From 0 to 1.</summary>
    double Progress { get; }

    /// <summary>Works for about <paramref name="budget"/> (one indivisible piece may overrun); true when finished.</summary>
    bool Step(TimeSpan budget);

    /// <summary>The session; only after <see cref="Step"/> returned true. The caller disposes it.</summary>
    ISession Session { get; }
}

/// <summary>A compiled graph with its buffers.</summary>
public interface ISession : IDisposable
{
    /// <summary>The graph that was compiled, as it was given.</summary>
    Graph Graph { get; }

    /// <summary>
    /// Sets an input's value (copied). For a rank-1 input a shorter tensor replaces the front and leaves the rest: so a
    /// frame of any size fits an input of the largest.
    /// </summary>
    /// <exception cref="CnnException">Not an input of this graph, or type or shape do not fit.</exception>
    void Write(Node input, Tensor value);

    /// <summary>
    /// Goes on with the current run for about <paramref name="budget"/>, or begins one; true when the run is complete
    /// (and its updates done). Values that are read before then may mix two runs.
    /// </summary>
    bool Step(TimeSpan budget);

    /// <summary>Copies a node's value of the last run; waits for the device.</summary>
    /// <exception cref="CnnException">The node is not in the graph or was not watched, or the destination does not fit.</exception>
    void Read(Node node, Tensor destination);

    /// <summary>A way to read one node again and again without waiting. The caller disposes it.</summary>
    IReadback Readback(Node node);

    /// <summary>
    /// Time of each kernel of the last run that was timed and whose times are known, in the order they ran; 0 for what did not
    /// run. The first run is timed, later ones when <see cref="TimeNextRun"/> was called, or each where that costs nothing.
    /// </summary>
    IReadOnlyList<NodeTime> Timings { get; }

    /// <summary>Asks for the times of the next run that begins: on some devices measuring makes it slower.</summary>
    void TimeNextRun() { }

    /// <summary>The published weights that the last run began with; updates of runs may have gone on from there.</summary>
    Weights Weights => Weights.None;

    /// <summary>
    /// Publishes the newest value of each variable that updates of the last complete run, or of runs before it, changed; waits
    /// for the device. Without this call they are published by and by while runs go on, and when the session is disposed.
    /// </summary>
    void Publish() { }
}

/// <summary>Reads one node without blocking: ask, and take the value some time later (on a GPU usually one run later).</summary>
public interface IReadback : IDisposable
{
    /// <summary>
    /// Asks for the value of the last complete run; while a run is under way, of that run when it is complete. Ignored while
    /// an answer is under way.
    /// </summary>
    void Request();

    /// <summary>Copies the newest answer; false while there is none that was not taken yet.</summary>
    bool TryTake(Tensor destination);
}

/// <summary>One row of the timing table.</summary>
/// <param name="Node">The node that the kernel works for.</param>
/// <param name="Kernel">Which kernel: <c>conv_packed 4×2</c>, <c>to C4</c>, <c>definition</c>.</param>
/// <param name="Milliseconds">How long it took.</param>
public readonly record struct NodeTime(Node Node, string Kernel, double Milliseconds)
{
    /// <summary>The kernel's name when the operator's own definition ran, on the CPU.</summary>
    public const string Definition = "definition";
}

/// <summary>The waiting forms of the stepwise calls.</summary>
public static class BackendExtensions
{
    /// <summary>Compiles and waits.</summary>
    public static ISession CompileNow(this IBackend backend, Graph graph, VariableSet variables, CompileOptions? options = null)
    {
        using var compilation = backend.Compile(graph, variables, options);
        while (!compilation.Step(Timeout.InfiniteTimeSpan)) { }
        return compilation.Session;
    }

    /// <summary>Runs the whole graph once (or ends the run under way). An infinite budget never returns early.</summary>
    public static void Run(this ISession session)
    {
        while (!session.Step(Timeout.InfiniteTimeSpan)) { }
    }

    /// <summary>A new tensor with a node's value of the last run.</summary>
    public static Tensor Read(this ISession session, Node node)
    {
        var value = new Tensor(node.Shape, node.Type);
        session.Read(node, value);
        return value;
    }
}
