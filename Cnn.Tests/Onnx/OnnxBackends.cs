using Cnn.Backends;
using NUnit.Framework;

namespace Cnn.Tests.Onnx;

/// <summary>The backends that ONNX files are tested on.</summary>
[SetUpFixture]
public sealed class OnnxBackends
{
    private static OpenBackends? s_open;

    public static IReadOnlyList<IBackend> All => s_open!.All;

    [OneTimeSetUp]
    public void Open() => s_open = new OpenBackends();

    [OneTimeTearDown]
    public void Close() => s_open!.Dispose();
}
