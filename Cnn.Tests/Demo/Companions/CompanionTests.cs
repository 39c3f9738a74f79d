using Cnn.Backends;
using Cnn.Tests.Platform;
using Demo.Companions;
using Demo.Drawing;
using Demo.Engines;
using Demo.Models;
using Demo.Platform;
using Demo.Scripts;
using Demo.Shell;
using Demo.Views;
using NUnit.Framework;
using SkiaSharp;

namespace Cnn.Tests.Demo.Companions;

/// <summary>Networks beside the opened one in the whole app: what is told, switched, and what becomes of one that is broken.</summary>
public class CompanionTests
{
    private readonly SmallModels _models = new();

    [OneTimeSetUp]
    public void Paint()
    {
        // A plain red and a yellow thing, and something blue that is no thing.
        _models.Paint("two.png", 192, 96,
            (SKColors.Red, 64, 0, 32, 32), (SKColors.Yellow, 128, 32, 32, 32), (SKColors.Blue, 0, 64, 64, 32));
        _models.Paint("one.png", 192, 96, (SKColors.Yellow, 32, 32, 32, 32));
    }

    [OneTimeTearDown]
    public void Remove() => _models.Remove();

    [TestCase("gl"), TestCase("reference"), OwnThread]
    public void Each_says_what_it_says_of_the_things_of_the_opened_network(string backend)
    {
        var seen = Play(backend, ["mood", "mask"], []);
        Assert.That(seen.Where(r => r.Network == "mood").Select(r => (r.Of, r.Id, r.Answer.Label)),
            Is.EquivalentTo(new[] { ("red", 1, "plain"), ("red", 2, "yellow") }));
        Assert.That(seen.Count(r => r.Network == "mask"), Is.EqualTo(1), "a picture that stands still is looked at once");
        Assert.That(seen.Count(r => r.Network == "finder"), Is.EqualTo(1));
    }

    // The opened network says nothing else beside others.
    [TestCase("gl"), TestCase("reference"), OwnThread]
    public void The_opened_network_says_what_it_says_alone(string backend)
    {
        var alone = Play(backend, [], []).Single();
        var beside = Play(backend, ["mood", "mask"], []).Single(r => r.Network == "finder");
        Assert.That((beside.Answer, alone.Network), Is.EqualTo((alone.Answer, (string?)null)));
    }

    // At 960×540 the rows' switches lie at the bottom of the left column.
    [Test, OwnThread]
    public void Switched_off_nothing_is_run_and_switched_on_again_it_sees_what_there_is()
    {
        var seen = Play("gl", ["mood", "mask"],
            [Click(28, 441, 3), Drop("one.png", 6), Click(28, 461, 9), Drop("two.png", 12), Click(28, 441, 15)]);
        Assert.That(seen.Where(r => r.Network == "mood").Select(r => r.Answer.Label),
            Is.EqualTo(new[] { "plain", "yellow", "plain", "yellow" }), "not of one.png");
        Assert.That(seen.Where(r => r.Network == "mask").Select(r => r.Frame), Has.Exactly(2).Items);
    }

    [Test, OwnThread]
    public void Source_backend_and_model_change_and_the_others_go_on()
    {
        var seen = Play("gl", ["mood", "mask"],
            [Drop("one.png", 3), Key("B", 6), Drop("mask.onnx", 9), Drop("two.png", 12), Drop("finder.onnx", 15)]);
        string Said(string network) => string.Join(' ', seen.Where(r => r.Network == network).Select(r => r.Answer.Label));
        // Without the finder nobody finds things; its name is the file's when it is opened again.
        Assert.That(Said("mood"), Is.EqualTo("plain yellow yellow yellow plain yellow"));
        Assert.That(seen.Count(r => r.Network == "mask"), Is.GreaterThanOrEqualTo(4));
        Assert.That(seen.Any(r => r.Network == "finder.onnx"));
    }

    // What it says of a picture belongs to that picture's things, in whatever order the next one has them.
    [Test, OwnThread]
    public void The_things_of_the_next_picture_are_others()
    {
        _models.Paint("exchanged.png", 192, 96, (SKColors.Yellow, 64, 0, 32, 32), (SKColors.Red, 128, 32, 32, 32));
        var seen = Play("gl", ["mood"], [Drop("exchanged.png", 4), Drop("two.png", 8)]);
        Assert.That(seen.Where(r => r.Network == "mood").Select(r => $"{r.Id} {r.Answer.Label}"),
            Is.EqualTo(new[] { "1 plain", "2 yellow", "1 yellow", "2 plain", "1 plain", "2 yellow" }));
    }

    [Test, OwnThread]
    public void One_that_finds_things_beside_the_opened_network_serves_the_others()
    {
        var seen = Play("gl", ["mood", "finder"], [], model: "mask");
        Assert.That(seen.Where(r => r.Network == "mood").Select(r => r.Answer.Label), Is.EqualTo(new[] { "plain", "yellow" }));
    }

    [Test, OwnThread]
    public void One_that_cannot_be_compiled_is_a_line_and_the_window_goes_on([Values] bool read)
    {
        var notes = new List<string>();
        var broken = new CompanionFile("broken", "It is broken.", IsOn: true, () => read
            ? new NetworkFile(_models["mask.onnx"], null) { Name = "broken" } : throw new CnnException("no such file"));
        var seen = Play("gl", ["mood"], [], others: [broken], note: notes.Add);
        Assert.That(seen.Where(r => r.Network == "mood").Select(r => r.Answer.Label), Is.EqualTo(new[] { "plain", "yellow" }));
        Assert.That(notes, Is.EqualTo(new[] { read ? "broken: it does not compile" : "broken: no such file" }));
    }

    [Test]
    public void What_cannot_be_used_is_one_line()
    {
        string[] With(params string[] names) =>
        [
            "demo", "--headless", "--model", _models["mask.onnx"], "--source", _models["two.png"],
            .. names.SelectMany(name => new[] { "--with", name }),
        ];
        Demonstration.Refuses(With("nobody-knows-it"), "nobody-knows-it: the model cannot be read");
        Demonstration.Refuses(With(_models["mood.onnx"]), "mood looks at each red, which mask does not find; name a network that does");
        Demonstration.Refuses(With(_models["finder.onnx"], _models["finder.onnx"]), "is given twice");
        File.WriteAllText(_models["cut.json"], """{ "of": "red", "fit": "stretch", "output": "mask" }""");
        File.Copy(_models["mask.onnx"], _models["cut.onnx"], overwrite: true);
        Demonstration.Refuses(With(_models["finder.onnx"], _models["cut.onnx"]), "cut looks at each red, but says mask");
    }

    [Test]
    public void Log_and_output_name_who_said_what()
    {
        var run = Demonstration.Run("demo", "--headless", "--model", _models["finder.onnx"], "--with", _models["mood.onnx"],
            "--source", _models["two.png"], "--frames", "3", "--log", _models["log.jsonl"]);
        Assert.That((run.Code, run.Errors), Is.EqualTo((0, "")));
        Assert.That(run.Output, Does.Contain("finder: red, red").And.Contain("mood of red 1: plain").And.Contain("mood of red 2: yellow"));
        Assert.That(File.ReadAllText(_models["log.jsonl"]), Does.Contain("{\"network\":\"mood\",\"of\":\"red\",\"id\":2,\"frame\":0,")
            .And.Contain("{\"network\":\"finder\",\"frame\":0,"));
    }

    [Test]
    public void Classify_says_it_of_each_box_and_of_the_picture()
    {
        string[] With(params string[] more) => ["classify", "--model", _models["finder.onnx"], "--with", _models["mood.onnx"],
            "--with", _models["mask.onnx"], .. more, _models["two.png"]];
        var run = Demonstration.Run(With("--draw", _models["drawn.png"]));
        Assert.That((run.Code, run.Errors), Is.EqualTo((0, "")));
        Assert.That(run.Output, Does.Match(@"red 90\.9 % at 48 0 112 48 \(plain \d\d\.\d %\), ")
            .And.Match(@"red 88\.1 % at 112 16 176 80 \(yellow \d\d\.\d %\)\n").And.Match(@"two\.png: mask: mask \S+, covers \d"));
        var json = System.Text.Json.JsonDocument.Parse(Demonstration.Run(With("--json")).Output).RootElement;
        var labels = json.GetProperty("boxes").EnumerateArray().Select(
            box => box.GetProperty("with").GetProperty("mood").GetProperty("top")[0].GetProperty("label").GetString());
        Assert.That(labels, Is.EqualTo(new[] { "plain", "yellow" }));
        double covered = json.GetProperty("with").GetProperty("mask").GetProperty("covered").GetDouble();
        Assert.That(covered, Is.EqualTo(64.0 * 32 / 192 / 96).Within(0.03));
        using var drawn = SKBitmap.Decode(_models["drawn.png"]);
        Assert.That(drawn.Pixels.Count(p => (uint)p == global::Demo.Ui.Theme.Accent), Is.GreaterThan(200), "tags under the boxes");
        string[] wrong = ["classify", "--model", _models["mask.onnx"], "--with", _models["finder.onnx"], "--with", _models["mood.onnx"]];
        Demonstration.Refuses([.. wrong, _models["two.png"]], "mood looks at each red, which mask does not find; name a network that does");
    }

    private static string Click(int x, int y, int frame) => $"{{\"frame\":{frame},\"click\":[{x},{y}]}}";

    private static string Key(string key, int frame) => $"{{\"frame\":{frame},\"key\":\"{key}\"}}";

    private string Drop(string file, int frame) =>
        $"{{\"frame\":{frame},\"drop\":{System.Text.Json.JsonSerializer.Serialize(_models[file])}}}";

    private List<RunResult> Play(
        string backend, string[] with, string[] script, string model = "finder", CompanionFile[]? others = null,
        Action<string>? note = null)
    {
        using var window = new HeadlessWindow(960, 540);
        var seen = new List<RunResult>();
        var main = new NetworkFile(_models[$"{model}.onnx"], null) { Name = model };
        var companions = CompanionFile.Read([.. with.Select(name => _models[$"{name}.onnx"])], main, drawn: false);
        using var app = new App(window, main, ViewList.Create(), new AppOptions
        {
            Backends = [.. BackendTable.Rows.OrderBy(row => row.Name == backend ? 0 : 1).Select(Breaking)],
            Source = _models["two.png"],
            Companions = [.. companions, .. others ?? []],
            Script = Script.Parse(script, "script"),
            Headless = true,
            Report = seen.Add,
            Note = note,
        });
        app.Run();
        return seen;
    }

    // A network called broken does not compile.
    private static BackendRow Breaking(BackendRow row) => row with
    {
        OpenEngine = needs => needs.Parts.Name == "broken" ? new NoEngine() : row.OpenEngine(needs),
    };

    private sealed class NoEngine : IEngine
    {
        public string Backend => "";

        public string Device => "";

        public IActivations Activations => throw new InvalidOperationException();

        public double Progress => 0;

        public bool Busy => false;

        public long Runs => 0;

        public IReadOnlyList<NodeTime> Timings => [];

        public bool Prepare(TimeSpan budget) => throw new CnnException("it does not compile");

        public void Start(in global::Demo.Sources.Frame frame, ReadOnlySpan<int> choices, FrameOnDevice? device) { }

        public bool Advance(TimeSpan budget) => false;

        public Tensor? Read(Node node) => null;

        public long RunOf(Node node) => 0;

        public void Dispose() { }
    }
}
