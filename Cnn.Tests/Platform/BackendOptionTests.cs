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

    [Test]
    public void The_processor_is_used_by_so_many_threads()
    {
        using var backend = BackendOption.Open("cpu", TextWriter.Null, threads: 3);
        Assert.That(backend.Device, Does.EndWith("3 threads"));
    }

    [Test]
    public void A_number_of_threads_that_is_none_is_refused_by_each_verb(
        [Values("demo --headless --frames 1", "classify --model m.onnx p.png", "verify cases", "train --data d")] string verb,
        [Values("0", "-2", "513", "two")] string threads) =>
        Demonstration.Refuses([.. verb.Split(' '), "--backend", "cpu", "--threads", threads],
            $"--threads is {(threads == "two" ? "'two'" : threads)}; ");
}
