using Demo.Commands;
using NUnit.Framework;

namespace Cnn.Tests.Platform;

[NonParallelizable]
public class BackendOptionTests
{
    [TestCase("auto", "gl")]
    [TestCase("gl", "gl")]
    [TestCase("reference", "reference")]
    [OwnThread]
    public void A_name_opens_its_backend(string asked, string opened)
    {
        var notes = new StringWriter();
        using var backend = BackendOption.Open(asked, notes);
        Assert.That(backend.Name, Is.EqualTo(opened));
        Assert.That(backend.Device, Is.Not.Empty);
        Assert.That(notes.ToString(), Is.Empty);
    }

    [TestCase("frobnicate")]
    public void Another_name_is_refused_by_the_option(string name)
    {
        var option = BackendOption.Create();
        var command = new System.CommandLine.Command("verb") { option };
        Assert.That(command.Parse(["--backend", name]).Errors, Has.Count.EqualTo(1));
    }
}
