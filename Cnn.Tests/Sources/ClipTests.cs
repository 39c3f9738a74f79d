using System.Diagnostics;
using Demo.Sources;
using NUnit.Framework;

namespace Cnn.Tests.Sources;

/// <summary>What tests with clips have in common: a folder for them that is removed, and patience.</summary>
public abstract class ClipTests
{
    // A bound for a hang, not a measure.
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    private string _folder = "";

    [SetUp]
    public void MakeFolder() => _folder = Directory.CreateTempSubdirectory("clips with ü and spaces").FullName;

    [TearDown]
    public void RemoveFolder() => Directory.Delete(_folder, recursive: true);

    private protected static FilmSource Open(string path) =>
        new(MovingInput.Find(path, 30), new MovingOptions(LockStep: true), TimeProvider.System);

    private protected string At(string name) => Path.Combine(_folder, name);

    private protected static void WaitFor(Func<bool> holds)
    {
        var clock = Stopwatch.StartNew();
        while (!holds())
        {
            Assert.That(clock.Elapsed, Is.LessThan(Patience));
            Thread.Sleep(5);
        }
    }
}
