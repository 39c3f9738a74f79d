using System.Diagnostics;
using Cnn.Tests.Platform;
using NUnit.Framework;

namespace Cnn.Tests.Sources;

/// <summary>However the program ends, its ffmpeg ends too.</summary>
[Platform("Linux")]
[Parallelizable]
public class OrphanTests
{
    // A bound for a hang, not a measure.
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    [TestCase("-TERM")]
    [TestCase("-INT")]
    [TestCase("-KILL")]
    // Handled by nobody: the kernel ends it on the spot, as in a crash.
    [TestCase("-SYS")]
    public void No_ffmpeg_is_left_by_a_program_that_gets(string signal)
    {
        var info = Demonstration.Info(
            ["demo", "--backend", "gl", "--headless", "--realtime", "--seconds", "1000000", "--size", "320x180", "--source", "test:64x48"],
            new Dictionary<string, string?>());
        using var app = Process.Start(info)!;
        var errors = app.StandardError.ReadToEndAsync();
        _ = app.StandardOutput.ReadToEndAsync();
        int child = 0;
        try
        {
            WaitFor(() => (child = ChildOf(app.Id)) != 0);
            Process.Start("kill", [signal, $"{app.Id}"]).WaitForExit();
            Assert.That(app.WaitForExit(Patience), Is.True);
            Assert.That(app.ExitCode, Is.Not.Zero);
            WaitFor(() => !IsFfmpeg(child));
        }
        finally
        {
            app.Kill();
        }
        Assert.That(errors.Result, Does.Not.Contain("   at "), "no stack trace");
    }

    [Test]
    public void No_ffmpeg_is_left_by_a_program_that_ends_by_itself()
    {
        using var app = Process.Start(Demonstration.Info(
            ["demo", "--headless", "--size", "320x180", "--source", "test:64x48", "--frames", "5"], new Dictionary<string, string?>()))!;
        var errors = app.StandardError.ReadToEndAsync();
        _ = app.StandardOutput.ReadToEndAsync();
        int child = 0;
        WaitFor(() => (child = ChildOf(app.Id)) != 0 || app.HasExited);
        Assert.That(app.WaitForExit(Patience) && app.ExitCode == 0, Is.True, errors.Result);
        Assert.That(child != 0 && IsFfmpeg(child), Is.False);
    }

    // Of /proc/N/stat: number, (name), state, parent.
    private static int ChildOf(int parent)
    {
        foreach (string folder in Directory.GetDirectories("/proc"))
            if (int.TryParse(Path.GetFileName(folder), out int id) && IsFfmpeg(id)
                && Read($"{folder}/stat") is { } stat && stat[(stat.LastIndexOf(')') + 2)..].Split(' ')[1] == $"{parent}")
                return id;
        return 0;
    }

    private static bool IsFfmpeg(int id) => Read($"/proc/{id}/comm")?.Trim() == "ffmpeg"
        && Read($"/proc/{id}/stat") is { } stat && stat[stat.LastIndexOf(')') + 2] != 'Z';

    // Null for a process that has ended meanwhile.
    private static string? Read(string path)
    {
        try
        {
            return File.ReadAllText(path);
        }
        catch (IOException)
        {
            return null;
        }
    }

    private static void WaitFor(Func<bool> holds)
    {
        var clock = Stopwatch.StartNew();
        while (!holds())
        {
            Assert.That(clock.Elapsed, Is.LessThan(Patience));
            Thread.Sleep(5);
        }
    }
}
