namespace Cnn.Backends;

/// <summary>
/// Runs every operator's own definition, in order, on the calling thread: the truth that other backends are compared
/// with, clear rather than fast. It takes no pass and keeps every node's value, whatever is watched: passes are held to it.
/// </summary>
/// <param name="time">The clock that the timing table uses.</param>
public sealed class ReferenceBackend(TimeProvider? time = null) : IBackend
{
    private readonly TimeProvider _time = time ?? TimeProvider.System;

    /// <inheritdoc/>
    public string Name => "reference";

    /// <inheritdoc/>
    public string Device => "CPU, plain loops";

    /// <inheritdoc/>
    public ICompilation Compile(Graph graph, VariableSet variables, CompileOptions? options = null) =>
        new FinishedCompilation(new ReferenceSession(graph, variables, _time));

    /// <inheritdoc/>
    public void Dispose() { }

    // Nothing to compile: the session is there at once.
    private sealed class FinishedCompilation(ISession session) : ICompilation
    {
        public double Progress => 1;
        public ISession Session => session;
        public bool Step(TimeSpan budget) => true;
        public void Dispose() { }
    }
}
