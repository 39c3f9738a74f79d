using Cnn.Backends;
using NUnit.Framework;

namespace Cnn.Tests.Explain;

/// <summary>The backends that explanations are tested on.</summary>
[SetUpFixture]
public sealed class ExplainBackends
{
    private static OpenBackends? s_open;

    /// <summary>Their names, before they are open.</summary>
    public static string[] Names { get; } = ["reference", "gl", "cpu"];

    public static IBackend Get(string name) => s_open!.All.Single(backend => backend.Name == name);

    [OneTimeSetUp]
    public void Open() => s_open = new OpenBackends();

    [OneTimeTearDown]
    public void Close() => s_open!.Dispose();
}
