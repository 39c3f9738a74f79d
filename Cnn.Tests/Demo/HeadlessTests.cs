using System.Text.Json;
using Cnn.Tests.Platform;
using NUnit.Framework;

namespace Cnn.Tests.Demo;

/// <summary>The built program without a display, end to end: recorded strokes in, log and pictures out.</summary>
[Parallelizable]
public class HeadlessTests
{
    private static readonly string Root = ArchitectureTests.PathOf("");

    private string _folder = "";

    [SetUp]
    public void MakeFolder() => _folder = Directory.CreateTempSubdirectory("headless").FullName;

    [TearDown]
    public void RemoveFolder() => Directory.Delete(_folder, true);

    [Test]
    public void Thirty_strokes_are_read_in_their_frame_and_alike_on_both_backends()
    {
        var wanted = JsonDocument.Parse(File.ReadAllText(Path.Combine(Root, "content/strokes.json"))).RootElement.EnumerateArray()
            .ToDictionary(e => e.GetProperty("frame").GetInt32(), e => e.GetProperty("label").GetString()!);
        Assert.That(wanted, Has.Count.EqualTo(30));
        var logs = new[] { "gl", "reference" }.Select(backend =>
            Log("--script", Path.Combine(Root, "content/strokes.jsonl"), "--backend", backend, "--size", "960x540")).ToArray();
        foreach (var log in logs)
        {
            int right = wanted.Count(w => (log.GetValueOrDefault(w.Key) ?? log[w.Key + 1]).Label == w.Value);
            Assert.That(right, Is.GreaterThanOrEqualTo(28));
            Assert.That(log.Values.Select(r => r.LatencyMs), Is.All.InRange(0, 2 * 1000 / 60.0),
                "on the screen in the frame of the stroke or the next");
        }
        Assert.That(logs[0].Keys, Is.EqualTo(logs[1].Keys));
        foreach (var (frame, run) in logs[0])
        {
            Assert.That(run.Probability, Is.EqualTo(logs[1][frame].Probability).Within(1e-4), $"frame {frame}");
            Assert.That(run.Probability is null, Is.EqualTo(run.Label.Length == 0), "of an empty sheet nothing is said");
            Assert.That(run.Label, Is.EqualTo(logs[1][frame].Label), $"frame {frame}");
        }
    }

    [Test]
    public void The_same_script_gives_the_same_pictures_and_log()
    {
        string script = Path.Combine(_folder, "script.jsonl");
        File.WriteAllLines(script,
        [
            "{\"frame\":1,\"stroke\":[[0.3,0.2],[0.7,0.22],[0.45,0.85]]}",
            "{\"frame\":3,\"key\":\"Number5\"}", "{\"frame\":3,\"key\":\"Number7\"}", "{\"frame\":4,\"key\":\"Down\"}",
            "{\"frame\":5,\"click\":[400,300]}", "{\"frame\":6,\"move\":[1040,120]}", "{\"frame\":12,\"key\":\"D\"}",
            "{\"frame\":12,\"key\":\"Number2\"}", "{\"frame\":13,\"key\":\"Number4\"}",
            "{\"frame\":14,\"shot\":\"SHOT\"}", "{\"frame\":15,\"key\":\"T\"}",
        ]);
        var files = new List<byte[]>();
        foreach (string run in new[] { "a", "b" })
        {
            string shot = Path.Combine(_folder, run + "1.png"), last = Path.Combine(_folder, run + "2.png");
            string log = Path.Combine(_folder, run);
            string own = Path.Combine(_folder, run + ".jsonl");
            File.WriteAllText(own, File.ReadAllText(script).Replace("SHOT", shot));
            var outcome = Demonstration.Run("demo", "--headless", "--script", own, "--log", log, "--shot", last, "--frames", "20");
            Assert.That((outcome.Code, outcome.Errors), Is.EqualTo((0, "")));
            files.AddRange([File.ReadAllBytes(shot), File.ReadAllBytes(last), File.ReadAllBytes(log)]);
        }
        Assert.That(files[3], Is.EqualTo(files[0]), "the picture in between");
        Assert.That(files[4], Is.EqualTo(files[1]), "the last picture");
        Assert.That(files[5], Is.EqualTo(files[2]), "the log");
        Assert.That(files[1], Is.Not.EqualTo(files[0]));
    }

    [Test]
    public void Without_a_display_a_recorded_drawing_is_played()
    {
        var noDisplay = new Dictionary<string, string?> { ["DISPLAY"] = null, ["WAYLAND_DISPLAY"] = null };
        var info = Demonstration.Info(["demo", "--frames", "45"], noDisplay);
        info.WorkingDirectory = _folder;
        using var process = System.Diagnostics.Process.Start(info)!;
        var errors = process.StandardError.ReadToEndAsync();
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        Assert.That(process.ExitCode, Is.Zero, errors.Result);
        Assert.That(output, Does.Match(@"\d\.\d\d s  3  \d"));
        Assert.That(errors.Result, Does.Contain("note: ").And.Contain("out/demo.png"));
        Assert.That(new FileInfo(Path.Combine(_folder, "out", "demo.png")).Length, Is.GreaterThan(10_000));
    }

    private sealed record Run(string Label, double? Probability, double LatencyMs);

    private Dictionary<int, Run> Log(params string[] options)
    {
        string log = Path.Combine(_folder, "log.jsonl");
        var outcome = Demonstration.Run(["demo", "--headless", "--log", log, .. options]);
        Assert.That((outcome.Code, outcome.Errors), Is.EqualTo((0, "")));
        return File.ReadLines(log).Select(line => JsonDocument.Parse(line).RootElement).ToDictionary(
            run => run.GetProperty("frame").GetInt32(),
            run => new Run(
                run.GetProperty("label").GetString()!, run.GetProperty("probability").Deserialize<double?>(),
                run.GetProperty("latencyMs").GetDouble()));
    }
}
