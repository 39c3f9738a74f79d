using Cnn.Backends;
using Cnn.Cpu;
using Cnn.Gl;

namespace Cnn.Tests;

/// <summary>The backends that model files are tested on; a folder opens them once.</summary>
public sealed class OpenBackends : IDisposable
{
    public IReadOnlyList<IBackend> All { get; } = [new ReferenceBackend(), GlBackend.OpenHeadless(), new CpuBackend(threads: 2)];

    public void Dispose()
    {
        foreach (var backend in All)
            backend.Dispose();
    }
}
