using Cnn.Gl;
using NUnit.Framework;

namespace Cnn.Tests.Gl;

/// <summary>One headless context for all tests of this folder: current on the test thread, so nothing here runs in parallel.</summary>
[SetUpFixture]
public sealed class GlSetup
{
    public static HeadlessContext Context { get; private set; } = null!;
    public static GlBackend Backend { get; private set; } = null!;

    [OneTimeSetUp]
    public void Open()
    {
        Context = new HeadlessContext();
        Backend = new GlBackend(Context.Gl);
    }

    [OneTimeTearDown]
    public void Close()
    {
        Backend?.Dispose();
        Context?.Dispose();
    }
}
