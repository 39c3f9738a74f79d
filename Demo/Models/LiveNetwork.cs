using Cnn.Gl;
using Demo.Engines;
using Demo.Ui;
using Silk.NET.OpenGL;

namespace Demo.Models;

/// <summary>A network with everything that runs it in the window.</summary>
internal sealed class LiveNetwork(GL gl, NetworkParts parts, IReadOnlyList<string> backends, GlOptions options, bool waits) : IDisposable
{
    public Network Network { get; } = new(parts);

    public EngineSet Engines { get; } = new(gl, parts, backends, options, waits);

    public Comparison Comparison { get; } = new(gl, parts, waits);

    public SeenArea Area => field ??= new SeenArea(Network);

    public TimeTable Times => field ??= new TimeTable(Network);

    public void Dispose()
    {
        Comparison.Dispose();
        Engines.Dispose();
    }
}
