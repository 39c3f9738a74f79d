using Cnn.Backends;
using Cnn.Cpu;
using Cnn.Gl;
using NUnit.Framework;

namespace Cnn.Tests.Ops;

/// <summary>The backends on which every case of this folder runs: one line each.</summary>
[SetUpFixture]
public sealed class TestBackends
{
    private static readonly Dictionary<string, Func<IBackend>> Factories = new()
    {
        ["reference"] = () => new ReferenceBackend(),
        ["gl"] = () => GlBackend.OpenHeadless(),
        // The machine's own registers, and narrower ones: the same kernels for other machines.
        ["cpu"] = () => new CpuBackend(threads: 2),
        ["cpu, 8 lanes"] = () => new CpuBackend(threads: 2, lanes: 8),
        ["cpu, 4 lanes"] = () => new CpuBackend(threads: 1, lanes: 4),
    };

    private static readonly Dictionary<string, IBackend> Backends = [];

    public static IEnumerable<string> Names => Factories.Keys;

    /// <summary>The backend, opened once for the whole folder.</summary>
    public static IBackend Get(string name) =>
        Backends.TryGetValue(name, out var backend) ? backend : Backends[name] = Factories[name]();

    [OneTimeTearDown]
    public void Close()
    {
        foreach (var backend in Backends.Values)
            backend.Dispose();
        Backends.Clear();
    }
}
