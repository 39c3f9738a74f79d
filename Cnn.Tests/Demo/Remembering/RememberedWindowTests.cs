using System.Diagnostics;
using System.Text.Json.Nodes;
using Cnn.Tests.Platform;
using NUnit.Framework;

namespace Cnn.Tests.Demo.Remembering;

/// <summary>The built program, started again and again with one file of settings.</summary>
[Parallelizable]
public class RememberedWindowTests
{
    // A bound for a hang, not a measure.
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private string _folder = "";

    private string Settings => At("settings.json");

    [SetUp]
    public void Make()
    {
        _folder = Directory.CreateTempSubdirectory("remembered").FullName;
        string digits = ArchitectureTests.PathOf("content/models/digits");
        File.Copy(digits + ".onnx", At("mine.onnx"));
        File.Copy(digits + ".json", At("mine.json"));
        File.Copy(ArchitectureTests.PathOf("content/images/7-shadow.png"), At("seven.png"));
    }

    [TearDown]
    public void Remove() => Directory.Delete(_folder, recursive: true);

    [Test]
    public void The_next_window_begins_as_the_last_one_was_left()
    {
        var first = Run([
            Line(1, "drop", At("mine.onnx")), Line(2, "drop", At("seven.png")), Line(4, "key", "M"), Line(5, "key", "Number1"),
            Line(6, "key", "Ctrl+Number2")]);
        Assert.That(first.Errors.Trim().Split('\n'), Has.All.Contain("Filters:"), "nothing but the view's purpose is said");
        var left = Read();
        Assert.That($"{left["model"]} {left["source"]} {left["view"]} {left["toggles"]!["Look"]!["HeatMap"]}",
            Is.EqualTo($"{At("mine.onnx")} {At("seven.png")} Filters false"));
        Assert.That(left["recent"]!.AsArray().Select(path => $"{path}"), Is.EqualTo(new[] { At("seven.png"), At("mine.onnx") }));

        // What is not brought back would be gone from the file: something else changes, so that it is written.
        Run([Line(8, "key", "Ctrl+Number1"), Line(9, "key", "N")]);
        var then = Read();
        left["view"] = "Look";
        left["range"] = "layer";
        Assert.That(then.ToJsonString(), Is.EqualTo(left.ToJsonString()));
    }

    [Test]
    public void What_the_command_line_says_counts_more()
    {
        File.WriteAllText(Settings, new JsonObject
        {
            ["model"] = At("mine.onnx"),
            ["source"] = At("seven.png"),
            ["view"] = "Teach",
            ["language"] = "de",
            ["window"] = new JsonObject { ["width"] = 1000, ["height"] = 600 },
        }.ToJsonString());
        string digits = ArchitectureTests.PathOf("content/models/digits.onnx");
        Run([Line(3, "key", "M")], "--model", digits, "--source", "canvas", "--view", "learn", "--size", "960x540");
        var left = Read();
        Assert.That($"{left["model"]} {left["source"]} {left["view"]} {left["window"]!["width"]} {left["language"]}",
            Is.EqualTo(" canvas Learn 960 de"));
    }

    [Test]
    public void A_camera_is_not_opened_unasked()
    {
        File.WriteAllText(Settings, "{\"source\":\"camera:0\"}");
        var run = Run([]);
        Assert.That(run.Errors.Trim().Split('\n').Single(), Does.Contain("camera:0 was shown last"));
    }

    [Test]
    public void What_is_gone_is_a_line_and_the_window_opens()
    {
        File.WriteAllText(Settings, $"{{\"model\":\"{At("gone.onnx")}\",\"source\":\"{At("gone.png")}\",\"view\":\"Hologram\"}}");
        var run = Run([Line(3, "key", "M")]);
        string[] lines = run.Errors.Trim().Split('\n');
        Assert.That(lines, Has.Length.EqualTo(2).And.Some.Contains("gone.onnx").And.Some.Contains("gone.png"), run.Errors);
        Assert.That($"{Read()["model"]} {Read()["source"]}", Is.EqualTo(" canvas"));
    }

    [Test]
    public void A_fetched_network_that_is_gone_is_not_fetched_unasked()
    {
        File.WriteAllText(Settings, "{\"model\":\"nanodet\"}");
        string[] arguments = ["demo", "--headless", "--settings", Settings, "--frames", "5"];
        var run = Demonstration.Run(arguments, new Dictionary<string, string?> { ["XDG_CACHE_HOME"] = At("cache") });
        Assert.That(run.Code, Is.Zero, run.Errors);
        Assert.That(run.Errors.Trim().Split('\n').Single(), Does.Contain("models fetch nanodet"));
        Assert.That(Directory.Exists(At("cache/realtimecnn/models")), Is.False);
    }

    [TestCase("{", "damaged")]
    [TestCase("{\"blend\":\"much\"}", "blend")]
    public void What_is_wrong_with_the_file_is_one_line(string text, string word)
    {
        File.WriteAllText(Settings, text);
        var run = Run([Line(3, "key", "M")]);
        Assert.That(run.Errors.Trim().Split('\n').Single(), Does.Contain(word));
        Assert.That($"{Read()["colours"]}", Is.EqualTo("diverging"));
    }

    [Test]
    public void Where_nothing_can_be_written_there_is_one_line()
    {
        File.WriteAllText(At("file"), "");
        string script = Script([Line(3, "key", "M")]);
        var run = Demonstration.Run("demo", "--headless", "--settings", At("file/settings.json"), "--script", script);
        Assert.That(run.Code, Is.Zero, run.Errors);
        Assert.That(run.Errors.Trim().Split('\n').Single(), Does.Contain("cannot be written"));
    }

    [Test]
    public void A_folder_is_no_file() => Demonstration.Refuses(["demo", "--headless", "--settings", _folder], "is no file");

    [Test]
    public void Without_a_display_nothing_is_remembered_unless_a_file_is_named([Values] bool none)
    {
        string config = At("config/realtimecnn");
        Directory.CreateDirectory(config);
        File.WriteAllText(Path.Combine(config, "settings.json"), "{ damaged");
        string[] arguments = ["demo", "--headless", "--script", Script([Line(3, "key", "M")])];
        if (none)
            arguments = [.. arguments, "--no-settings"];
        var run = Demonstration.Run(arguments, new Dictionary<string, string?> { ["XDG_CONFIG_HOME"] = At("config") });
        Assert.That((run.Code, run.Errors), Is.EqualTo((0, "")));
        Assert.That(Directory.GetFiles(config).Single(), Does.EndWith("settings.json"));
    }

    // On the wall clock, changing all the time; killed as soon as something was written.
    [Test]
    public void A_window_that_is_killed_leaves_a_whole_file()
    {
        string script = Script([.. Enumerable.Range(1, 20_000).Select(tick => Line(tick, "key", "N"))]);
        string[] arguments = ["demo", "--headless", "--realtime", "--settings", Settings, "--script", script, "--seconds", "600"];
        using var app = Process.Start(Demonstration.Info(arguments, new Dictionary<string, string?>()))!;
        var waited = Stopwatch.StartNew();
        while (!File.Exists(Settings) && waited.Elapsed < Patience)
            Thread.Sleep(5);
        app.Kill();
        app.WaitForExit();
        Assert.That($"{Read()["version"]}", Is.EqualTo("1"));
        Assert.That(Run([]).Errors, Is.Empty);
    }

    private JsonObject Read() => JsonNode.Parse(File.ReadAllText(Settings))!.AsObject();

    private Demonstration.Outcome Run(string[] lines, params string[] arguments)
    {
        var run = Demonstration.Run(["demo", "--headless", "--settings", Settings, "--script", Script(lines), .. arguments]);
        Assert.That(run.Code, Is.Zero, run.Errors);
        return run;
    }

    private string Script(string[] lines)
    {
        string path = At($"script-{Guid.NewGuid():n}.jsonl");
        File.WriteAllLines(path, lines);
        return path;
    }

    private static string Line(int frame, string what, string value) =>
        new JsonObject { ["frame"] = frame, [what] = value }.ToJsonString();

    private string At(string name) => Path.Combine(_folder, name);
}
