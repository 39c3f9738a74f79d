namespace Demo.Engines;

/// <summary>The engines that a person can switch between, each opened when it is first used.</summary>
/// <param name="backends">What to open.</param>
/// <param name="needs">What for.</param>
internal sealed class EngineSet(IReadOnlyList<BackendRow> backends, EngineNeeds needs) : IDisposable
{
    private readonly IEngine?[] _engines = new IEngine?[backends.Count];

    public IEngine this[int index] => _engines[index] ??= backends[index].OpenEngine(needs);

    public void Dispose()
    {
        foreach (var engine in _engines)
            engine?.Dispose();
    }
}
