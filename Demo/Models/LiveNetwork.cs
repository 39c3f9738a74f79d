using Demo.Engines;
using Demo.Ui;

namespace Demo.Models;

/// <summary>A network with everything that runs it in the window.</summary>
/// <param name="backends">What it can run on.</param>
/// <param name="needs">What engines are opened for.</param>
internal sealed class LiveNetwork(IReadOnlyList<BackendRow> backends, EngineNeeds needs) : IDisposable
{
    public Network Network { get; } = new(needs.Parts);

    public EngineSet Engines { get; } = new(backends, needs);

    public Comparison Comparison { get; } = new(needs.Gl, needs.Parts, needs.Waits);

    public SeenArea Area => field ??= new SeenArea(Network);

    public TimeTable Times => field ??= new TimeTable(Network);

    public void Dispose()
    {
        Comparison.Dispose();
        Engines.Dispose();
    }
}
