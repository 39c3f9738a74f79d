using Cnn;
using Cnn.Backends;
using Cnn.Gl;
using Demo.Ui;
using Silk.NET.OpenGL;

namespace Demo.Engines;

/// <summary>The engines that a person can switch between, each opened when it is first used.</summary>
internal sealed class EngineSet(GL gl, NetworkParts parts, IReadOnlyList<string> names, GlOptions options, bool waits) : IDisposable
{
    private readonly IEngine?[] _engines = new IEngine?[names.Count];

    public IEngine this[int index] => _engines[index] ??= names[index] switch
    {
        "gl" => new GlEngine(new GlBackend(gl, options), parts, waits),
        // A virtual clock stands still, so a reference backend that asks it would measure nothing: it keeps its own.
        "reference" => new WorkerEngine(gl, new ReferenceBackend(), parts),
        var other => throw new CnnException($"there is no backend '{other}'"),
    };

    public void Dispose()
    {
        foreach (var engine in _engines)
            engine?.Dispose();
    }
}
