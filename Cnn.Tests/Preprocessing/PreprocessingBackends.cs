using Cnn.Backends;
using Cnn.Cpu;
using Cnn.Gl;
using NUnit.Framework;

namespace Cnn.Tests.Preprocessing;

/// <summary>The backends of this folder; OpenGL's context is current on the test thread.</summary>
[SetUpFixture]
public sealed class PreprocessingBackends
{
    public static GlBackend Gl { get; private set; } = null!;

    public static ReferenceBackend Reference { get; } = new();

    /// <summary>The processor's, with registers of 4, 8 and 16 floats.</summary>
    public static CpuBackend[] Cpus { get; private set; } = [];

    [OneTimeSetUp]
    public void Open()
    {
        Gl = GlBackend.OpenHeadless();
        Cpus = [new(threads: 1, lanes: 4), new(threads: 2, lanes: 8), new(threads: 3, lanes: 16)];
    }

    [OneTimeTearDown]
    public void Close()
    {
        Gl?.Dispose();
        foreach (var cpu in Cpus)
            cpu.Dispose();
    }
}
