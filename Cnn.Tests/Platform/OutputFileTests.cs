using System.Diagnostics;
using System.Text;
using Cnn.Models;
using Cnn.Onnx;
using Demo.Files;
using Demo.Shell;
using Demo.Ui;
using NUnit.Framework;

namespace Cnn.Tests.Platform;

/// <summary>Files that are written: whole or not at all, and never in the place of a device, a pipe or a link.</summary>
[Parallelizable]
public class OutputFileTests
{
    private string _folder = "";

    [SetUp]
    public void MakeFolder() => _folder = Directory.CreateTempSubdirectory("output").FullName;

    [TearDown]
    public void RemoveFolder() => Directory.Delete(_folder, true);

    [Test]
    public void A_run_that_fails_leaves_the_old_log()
    {
        string log = At("good.jsonl");
        File.WriteAllText(log, "good");
        Demonstration.Refuses(["demo", "--headless", "--frames", "2", "--source", At("nothing.png"), "--log", log], "nothing.png");
        Assert.That(File.ReadAllText(log), Is.EqualTo("good"));
        Assert.That(Directory.GetFiles(_folder), Has.Length.EqualTo(1));
    }

    [Test]
    public void A_name_that_no_file_can_have_is_said_to_be_unwritable() =>
        Assert.That(() => OutputFile.Check("a\0b"), Throws.InstanceOf<CnnException>().With.Message.StartWith("a\0b cannot be written"));

    [Test]
    public void A_model_whose_name_no_file_can_have_is_refused([Values("", "a\0b")] string name) =>
        Assert.That(() => OnnxModel.Load(name), Throws.InstanceOf<ModelException>().With.Message.Contains("that is no file's name"));

    [Test]
    public void Two_runs_with_one_log_write_files_of_their_own()
    {
        string log = At("log.jsonl");
        using var mine = new OutputFile(log);
        mine.Stream.Write("mine"u8);
        mine.Stream.Flush();
        Assert.That(Demonstration.Run("demo", "--headless", "--frames", "2", "--size", "320x180", "--log", log).Code, Is.Zero);
        Assert.That(File.ReadAllText(log), Does.StartWith("{\"frame\":0"));
        Assert.That(ReadWhileOpen(log + ".tmp"), Is.EqualTo("mine"));
        mine.Complete();
        Assert.That(File.ReadAllText(log), Is.EqualTo("mine"));
        Assert.That(Directory.GetFiles(_folder), Has.Length.EqualTo(1));
    }

    [Test]
    [Platform("Linux")]
    public void A_link_stays_and_what_it_leads_to_is_replaced()
    {
        Directory.CreateDirectory(At("far"));
        File.WriteAllText(At("far/real.txt"), "old");
        File.CreateSymbolicLink(At("link.txt"), Path.Combine("far", "real.txt"));
        OutputFile.Write(At("link.txt"), stream => stream.Write("new"u8));
        Assert.That(new FileInfo(At("link.txt")).LinkTarget, Is.EqualTo("far/real.txt"));
        Assert.That(File.ReadAllText(At("far/real.txt")), Is.EqualTo("new"));
    }

    [Test]
    [Platform("Linux")]
    public void Pipes_and_devices_are_written_through()
    {
        string pipe = At("pipe");
        Process.Start("mkfifo", [pipe]).WaitForExit();
        OutputFile.Check(pipe);
        var read = Task.Run(() => File.ReadAllText(pipe));
        OutputFile.Write(pipe, stream => stream.Write(Encoding.ASCII.GetBytes("through")));
        OutputFile.Write("/dev/null", stream => stream.Write("gone"u8));
        Assert.That(read.GetAwaiter().GetResult(), Is.EqualTo("through"));
        Assert.That((FileKinds.Of(pipe), FileKinds.Of("/dev/null")), Is.EqualTo((FileKind.Pipe, FileKind.Device)));
        Demonstration.Refuses(["train", "--out", Linked("model.onnx", "/dev/null")], "is a link, a pipe or a device");
    }

    [Test]
    public void A_screenshot_that_a_person_cannot_have_is_a_line()
    {
        var figures = new Figures();
        var shots = new Screenshots(
            path => throw new CnnException($"{path} cannot be written"), new Messages(figures, TimeProvider.System, null), headless: false);
        shots.AddNumbered();
        Assert.DoesNotThrow(shots.Save);
        Assert.That(figures.Message, Does.Match(@"^out.screenshot-\d+\.png cannot be written$"));
        shots.Add("wanted.png");
        Assert.Throws<CnnException>(shots.Save, "a script's run is worth nothing without it");
    }

    [Test]
    public void What_cannot_be_written_is_said_and_leaves_nothing()
    {
        File.WriteAllText(At("file"), "");
        Assert.That(() => new OutputFile(At("file/below.txt")), Throws.TypeOf<CnnException>().With.Message.Contain("cannot be written"));
        Assert.That(() => new OutputFile(_folder), Throws.TypeOf<CnnException>().With.Message.Contain("is a folder"));
        Assert.That(() => OutputFile.Write(At("half.txt"), stream => throw new IOException("the disk is full")),
            Throws.TypeOf<CnnException>().With.Message.Contain("the disk is full"));
        Assert.That(Directory.GetFileSystemEntries(_folder), Has.Length.EqualTo(1));
    }

    private string At(string name) => Path.Combine(_folder, name);

    private string Linked(string name, string target) => File.CreateSymbolicLink(At(name), target).FullName;

    private static string ReadWhileOpen(string path)
    {
        using var reader = new StreamReader(new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite));
        return reader.ReadToEnd();
    }
}
