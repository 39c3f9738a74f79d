using Demo.Commands;
using Demo.Engines;
using Demo.Models;
using Demo.Platform;
using Demo.Reports;
using Demo.Scripts;
using Demo.Shell;
using Demo.Views;
using NUnit.Framework;

namespace Cnn.Tests.Demo.Automatic;

/// <summary>The app measures the opened network while it runs, changes over, remembers, and keeps to what a person chooses.</summary>
public class ChangeOverTests
{
    private string _folder = "";

    [SetUp]
    public void Make() => _folder = Directory.CreateTempSubdirectory().FullName;

    [TearDown]
    public void Remove() => Directory.Delete(_folder, recursive: true);

    private sealed record Outcome(List<string> Notes, string[] Log, int Trials);

    // The likely backend of a drawing is gl here. The app ends when a line of the log or a note has the words.
    private Outcome Play(double gl, double cpu, string until, Script? script = null)
    {
        var clock = new Clock();
        int trials = 0;
        BackendRow Row(string name, double milliseconds) => TimedBackend.Row(name, clock, () => milliseconds) is var row
            ? row with
            {
                OpenBeside = needs =>
                {
                    Interlocked.Increment(ref trials);
                    return row.OpenBeside(needs);
                },
            }
            : null!;
        BackendRow[] rows = [Row("gl", gl), Row("cpu", cpu), BackendTable.Find("reference")!];
        string path = Path.Combine(_folder, "log.jsonl");
        var notes = new List<string>();
        using var log = new RunLog(path);
        using var window = new BlindWindow(640, 400, realtime: true);
        bool ended = false;
        string Lines() => File.Exists(path + ".tmp") ? File.ReadAllText(path + ".tmp") : "";
        window.Update += _ =>
        {
            if (!notes.Any(note => note.Contains(until)) && !Lines().Contains(until))
                return;
            ended = true;
            window.Close();
        };
        var memory = new BackendMemory(Path.Combine(_folder, "backends.json"), notes.Add);
        using (var app = new App(window, new NetworkFile(Content.File("models/digits.onnx"), null), ViewList.Create(), new AppOptions
        {
            Backends = rows,
            Automatic = new AutomaticBackend(rows, softwareGl: true, "here", memory) { Clock = clock },
            Script = script,
            Log = log,
            Headless = true,
            Realtime = true,
            // Reached only if it goes wrong.
            Seconds = 120,
            Note = notes.Add,
        }))
            app.Run();
        Assert.That(ended, $"'{until}' never came");
        log.Complete();
        return new Outcome(notes, File.ReadAllLines(path), trials);
    }

    [Test]
    public void A_network_changes_over_to_what_is_clearly_faster_and_the_next_start_begins_there()
    {
        var first = Play(gl: 60, cpu: 20, until: "\"why\"");
        Assert.That(first.Notes, Does.Contain("digits.onnx runs on cpu (cpu: 20 ms, gl: 60 ms)"));
        Assert.That(first.Log.First(line => line.Contains("why")), Is.EqualTo("{\"backend\":\"cpu\",\"why\":\"cpu: 20 ms, gl: 60 ms\"}"));
        Assert.That(first.Log[0], Does.Contain("\"frame\""), "the first result comes before anything is measured");
        Assert.That(first.Trials, Is.EqualTo(2));
        var next = Play(gl: 60, cpu: 20, until: "\"frame\"");
        Assert.That((next.Notes.Count, next.Trials), Is.EqualTo((0, 0)), "nothing is measured again");
        Assert.That(next.Log[0], Is.EqualTo("{\"backend\":\"cpu\",\"why\":\"cpu: 20 ms, gl: 60 ms\"}"));
    }

    [Test]
    public void What_is_not_clearly_faster_changes_nothing()
    {
        var outcome = Play(gl: 20, cpu: 19, until: "\"why\"");
        Assert.That(outcome.Log[^1], Is.EqualTo("{\"backend\":\"gl\",\"why\":\"gl: 20 ms, cpu: 19 ms\"}"));
    }

    [Test]
    public void A_person_who_has_chosen_is_not_overruled()
    {
        var script = Script.Parse(["{\"frame\":0,\"key\":\"B\"}", "{\"frame\":90,\"drop\":\"nothing.png\"}"], "keys");
        var outcome = Play(gl: 60, cpu: 20, until: "nothing.png", script);
        Assert.That(outcome.Trials, Is.Zero);
        Assert.That(outcome.Log, Has.None.Contain("why"));
    }
}
