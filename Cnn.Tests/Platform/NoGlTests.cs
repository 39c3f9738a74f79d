using NUnit.Framework;

namespace Cnn.Tests.Platform;

/// <summary>What the program does on a machine without OpenGL: here, with no driver to be found and no display.</summary>
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
    public void Auto_runs_on_the_reference_and_says_so()
    {
        var run = Demonstration.Run(Bench, Bare);
        Assert.That(run.Code, Is.Zero, run.Errors);
        Assert.That(run.Output, Does.Contain("\"backend\":\"reference\""));
        Assert.That(run.Errors, Does.StartWith("note: no OpenGL (").And.Contain("running on the reference backend"));
    }

    [Test]
    public void Devices_lists_what_there_is()
    {
        var run = Demonstration.Run(["devices"], Bare);
        Assert.That(run.Code, Is.Zero, run.Errors);
        Assert.That(run.Output, Does.Contain("reference: ").And.Contain("gl: none ("));
    }
}
