using System.Diagnostics;
using System.Text;
using Cnn.Onnx;
using Demo.Scripts;
using Demo.Sources;
using NUnit.Framework;

namespace Cnn.Tests.Platform;

/// <summary>Files that would hang or never end are refused with a line, before anything is read.</summary>
public class EndlessInputTests
{
    [TestCase("film.mp4")]
    [TestCase("picture.png")]
    [TestCase("model.onnx")]
    [TestCase("script.jsonl")]
    [Platform("Linux")]
    public void A_pipe_is_refused_as(string name)
    {
        string folder = Directory.CreateTempSubdirectory("pipes").FullName, path = Path.Combine(folder, name);
        Process.Start("mkfifo", [path]).WaitForExit();
        Assert.That(() => Open(path),
            Throws.InstanceOf<CnnException>().With.Message.Contain(path).And.Message.Contain("a pipe or a device"));
        Directory.Delete(folder, true);
    }

    [TestCase("classify", "picture.png")]
    [TestCase("demo", "--headless", "--frames", "1")]
    [Platform("Linux")]
    public void A_pipe_is_refused_as_labels(params string[] arguments)
    {
        string folder = Directory.CreateTempSubdirectory("pipes").FullName, path = Path.Combine(folder, "labels.txt");
        Process.Start("mkfifo", [path]).WaitForExit();
        string model = ArchitectureTests.PathOf("content/models/digits.onnx");
        Demonstration.Refuses([.. arguments, "--model", model, "--labels", path], $"{path} is a pipe or a device; a file is needed");
        Directory.Delete(folder, true);
    }

    [Test]
    [Platform("Linux")]
    public void A_device_is_no_script() => Assert.That(() => Script.Load("/dev/zero"),
        Throws.TypeOf<CnnException>().With.Message.EqualTo("/dev/zero is a pipe or a device; a file is needed"));

    [Test]
    public void A_line_of_a_script_ends_somewhere()
    {
        var endless = new MemoryStream(Encoding.UTF8.GetBytes("{}\n\n" + new string('x', ScriptText.LongestLine + 1)));
        Assert.That(() => ScriptText.Lines(endless, "a.jsonl").ToList(),
            Throws.TypeOf<CnnException>().With.Message.StartWith("a.jsonl:3: a line has"));
        var whole = new MemoryStream(Encoding.UTF8.GetBytes("one\r\n\ntwo\n" + new string('x', ScriptText.LongestLine)));
        Assert.That(ScriptText.Lines(whole, "").Select(line => line.Length), Is.EqualTo(new[] { 4, 0, 3, ScriptText.LongestLine }));
    }

    private static void Open(string path)
    {
        switch (Path.GetExtension(path))
        {
            case ".onnx":
                OnnxModel.Load(path);
                break;
            case ".jsonl":
                Script.Load(path);
                break;
            default:
                Opened.Open(path, new MovingOptions(), TimeProvider.System);
                break;
        }
    }
}
