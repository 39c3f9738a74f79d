using Cnn.Backends;
using Cnn.Gl;
using NUnit.Framework;

namespace Cnn.Tests.Preprocessing;

/// <summary>One OpenGL backend for this folder; its context is current on the test thread.</summary>
[SetUpFixture]
public sealed class PreprocessingBackends
{
    public static GlBackend Gl { get; private set; } = null!;

    public static ReferenceBackend Reference { get; } = new();

    [OneTimeSetUp]
    public void Open() => Gl = GlBackend.OpenHeadless();

    [OneTimeTearDown]
    public void Close() => Gl?.Dispose();
}
