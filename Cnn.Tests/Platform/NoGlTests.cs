using NUnit.Framework;
using SkiaSharp;

namespace Cnn.Tests.Platform;

/// <summary>What the program does on a machine without OpenGL: here, with no driver to be found and no display.</summary>
[Parallelizable]
public class NoGlTests
{
    private static readonly Dictionary<string, string?> Bare = new()
    {
        ["__EGL_VENDOR_LIBRARY_FILENAMES"] = "/nonexistent",
        ["DISPLAY"] = null,
        ["WAYLAND_DISPLAY"] = null,
    };

    private static readonly string[] Bench = ["bench", "--model", "lenet", "--seconds", "0", "--json"];

    [Test]
    public void Gl_is_refused_with_what_is_missing()
    {
        var run = Demonstration.Run([.. Bench, "--backend", "gl"], Bare);
        Assert.That((run.Code, run.Output), Is.EqualTo((2, "")));
        Assert.That(run.Errors, Does.StartWith("error: ").And.Contain("libgl1-mesa-dri"));
        Assert.That(run.Errors.TrimEnd().Split('\n'), Has.Length.EqualTo(1));
    }

    [Test]
    public void Auto_runs_on_the_processor_and_says_so()
    {
        var run = Demonstration.Run(Bench, Bare);
        Assert.That(run.Code, Is.Zero, run.Errors);
        Assert.That(run.Output, Does.Contain("\"backend\":\"cpu\""));
        Assert.That(run.Errors, Does.StartWith("note: no OpenGL (").And.Contain("running on the cpu backend"));
    }

    [TestCase("--script")]
    [TestCase("--source")]
    public void The_app_says_the_same_as_with_OpenGL(string option)
    {
        string folder = Directory.CreateTempSubdirectory("blind").FullName;
        string picture = Path.Combine(folder, "grey.png"), script = Path.Combine(folder, "script.jsonl");
        using (var grey = new SKBitmap(60, 40))
        {
            grey.Erase(SKColors.Gray);
            using var png = grey.Encode(SKEncodedImageFormat.Png, 100);
            File.WriteAllBytes(picture, png.ToArray());
        }
        File.WriteAllLines(script,
        [
            "{\"frame\":1,\"stroke\":[[0.3,0.2],[0.7,0.22],[0.45,0.85]]}", "{\"frame\":5,\"key\":\"Space\"}",
            "{\"frame\":6,\"key\":\"E\"}", "{\"frame\":8,\"key\":\"Space\"}", "{\"frame\":9,\"key\":\"X\"}",
        ]);
        var runs = new[] { Bare, new Dictionary<string, string?>() }.Select((environment, i) =>
        {
            string log = Path.Combine(folder, $"{i}.jsonl"), value = option == "--script" ? script : picture;
            var run = Demonstration.Run(
                ["demo", "--headless", option, value, "--backend", "reference", "--log", log, "--frames", "12"], environment);
            var notes = run.Errors.Split('\n').Where(line => !line.StartsWith("note: no OpenGL", StringComparison.Ordinal));
            return (run.Code, run.Output, Log: File.ReadAllText(log), Notes: notes);
        }).ToArray();
        Directory.Delete(folder, true);
        Assert.That((runs[0].Code, runs[0].Output, runs[0].Log), Is.EqualTo((0, runs[1].Output, runs[1].Log)));
        Assert.That(runs[0].Notes, Is.EqualTo(runs[1].Notes));
        Assert.That(runs[0].Log, Is.Not.Empty);
    }

    [Test]
    public void Devices_lists_what_there_is()
    {
        var run = Demonstration.Run(["devices"], Bare);
        Assert.That(run.Code, Is.Zero, run.Errors);
        Assert.That(run.Output, Does.Contain("reference: ").And.Contain("gl: none ("));
    }
}
