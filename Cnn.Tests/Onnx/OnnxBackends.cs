using Cnn.Backends;
using Cnn.Gl;
using NUnit.Framework;

namespace Cnn.Tests.Onnx;

/// <summary>The backends that model files are tested on, opened once for the folder.</summary>
[SetUpFixture]
public sealed class OnnxBackends
{
    public static IReadOnlyList<IBackend> All { get; private set; } = [];

    [OneTimeSetUp]
    public void Open() => All = [new ReferenceBackend(), GlBackend.OpenHeadless()];

    [OneTimeTearDown]
    public void Close()
    {
        foreach (var backend in All)
            backend.Dispose();
    }
}
