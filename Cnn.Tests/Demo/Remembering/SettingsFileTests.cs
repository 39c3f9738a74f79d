using System.Text;
using System.Text.Json.Nodes;
using Demo.Remembering;
using Demo.Ui;
using NUnit.Framework;

namespace Cnn.Tests.Demo.Remembering;

/// <summary>The file of settings: what it keeps, and that a window opens whatever is in it.</summary>
public class SettingsFileTests
{
    private static readonly Settings All = new()
    {
        Model = "/models/a b.onnx",
        Source = "/pictures/ü.png",
        View = "Filters",
        Toggles = new Dictionary<string, Dictionary<string, bool>> { ["Look"] = new() { ["HeatMap"] = false, ["Grid"] = true } },
        Appearance = new Appearance { Brightness = Brightness.Light },
        Colours = ColourMap.Viridis,
        Range = RangeOf.Network,
        Blend = 0.25f,
        Window = new WindowSize(1600, 900),
        Language = "de",
        Recent = ["/a", "/b"],
    };

    private readonly List<string> _notes = [];
    private string _folder = "";

    private string FilePath => Path.Combine(_folder, "config", "settings.json");

    [SetUp]
    public void Make()
    {
        _folder = Directory.CreateTempSubdirectory("settings").FullName;
        Directory.CreateDirectory(Path.GetDirectoryName(FilePath)!);
        _notes.Clear();
    }

    [TearDown]
    public void Remove() => Directory.Delete(_folder, recursive: true);

    [Test]
    public void The_next_start_finds_everything()
    {
        Directory.Delete(Path.GetDirectoryName(FilePath)!);
        Open().Write(All);
        Assert.That(Text(Open().Read()), Is.EqualTo(Text(All)));
        foreach (var property in typeof(Settings).GetProperties())
            Assert.That(property.GetValue(All), Is.Not.Null, $"{property.Name} is to be in this test");
        Assert.That(_notes, Is.Empty);
        Assert.That(Directory.GetFiles(Path.GetDirectoryName(FilePath)!), Is.EqualTo(new[] { FilePath }), "nothing is left beside it");
    }

    [Test]
    public void What_is_not_remembered_is_not_written()
    {
        Open().Write(new Settings { Blend = 1 });
        Assert.That(JsonNode.Parse(File.ReadAllText(FilePath))!.AsObject().Select(pair => pair.Key),
            Is.EqualTo(new[] { "version", "blend" }));
        Open().Write(new Settings());
        Assert.That(Open().Read().Blend, Is.Null, "what is forgotten does not come back");
    }

    [TestCase("")]
    [TestCase("{")]
    [TestCase("{\"version\":1,\"model\":\"/a.on")]
    [TestCase("[]")]
    [TestCase("null")]
    [TestCase("{} {}")]
    [TestCase("{\"blend\":1,\"blend\":2}")]
    [TestCase("\0\0\0\0")]
    public void A_damaged_file_is_set_aside_with_one_line(string text)
    {
        File.WriteAllText(FilePath, text);
        var file = Open();
        Assert.That(Text(file.Read()), Is.EqualTo(Text(new Settings())));
        file.Read();
        Assert.That(_notes, Has.Count.EqualTo(1).And.All.Contain("settings.json.damaged"));
        Assert.That(File.ReadAllText(FilePath + ".damaged"), Is.EqualTo(text));
        file.Write(All);
        Assert.That(Text(Open().Read()), Is.EqualTo(Text(All)));
    }

    [TestCase("model", "7")]
    [TestCase("model", "{}")]
    [TestCase("colours", "\"nope\"")]
    [TestCase("colours", "1")]
    [TestCase("range", "[]")]
    [TestCase("blend", "\"much\"")]
    [TestCase("window", "{\"width\":\"wide\"}")]
    [TestCase("window", "1e99")]
    [TestCase("toggles", "{\"Look\":[1]}")]
    [TestCase("recent", "{\"a\":1}")]
    [TestCase("version", "\"new\"")]
    public void A_wrong_type_is_a_line_and_the_rest_counts(string key, string value)
    {
        var all = JsonNode.Parse(Text(All))!.AsObject();
        all[key] = JsonNode.Parse(value);
        File.WriteAllText(FilePath, all.ToJsonString());
        var read = Open().Read();
        Assert.That(_notes, Has.Count.EqualTo(1).And.All.Contain($" {key} "));
        all.Remove(key);
        if (key == "version")
            all[key] = Settings.CurrentVersion;
        Assert.That(JsonNode.DeepEquals(JsonNode.Parse(Text(read)), all), Text(read));
    }

    [Test]
    public void A_newer_version_is_read_as_far_as_it_is_known_and_keeps_the_rest()
    {
        File.WriteAllText(FilePath, "{\"version\":9,\"blend\":0.75,\"hologram\":{\"depth\":[1,2]}}");
        var read = Open().Read();
        Assert.That((read.Blend, read.Version), Is.EqualTo((0.75f, 9)));
        Open().Write(read with { Blend = 0.5f });
        Assert.That(JsonNode.DeepEquals(JsonNode.Parse(File.ReadAllText(FilePath)),
            JsonNode.Parse("{\"version\":9,\"blend\":0.5,\"hologram\":{\"depth\":[1,2]}}")), File.ReadAllText(FilePath));
        Assert.That(_notes, Is.Empty);
    }

    [Test]
    public void A_file_that_is_too_large_to_be_ours_is_not_read()
    {
        File.WriteAllText(FilePath, $"{{{new string(' ', 1 << 20)}}}");
        Open().Read();
        Assert.That(_notes, Has.Count.EqualTo(1).And.All.Contain("damaged"));
    }

    [Test]
    public void Where_it_cannot_be_written_there_is_one_line()
    {
        Directory.Delete(Path.GetDirectoryName(FilePath)!);
        File.WriteAllText(Path.GetDirectoryName(FilePath)!, "no folder");
        var file = Open();
        file.Write(All);
        file.Write(All with { Blend = 0 });
        Assert.That(_notes, Has.Count.EqualTo(1).And.All.Contain(FilePath));
        Assert.That(Text(file.Read()), Is.EqualTo(Text(new Settings())));
    }

    [Test]
    public void Of_a_write_that_was_cut_off_the_last_whole_file_stays()
    {
        Open().Write(All);
        // What a process leaves that is killed while it writes.
        File.WriteAllText(FilePath + ".tmp", "{\"version\":1,\"mod");
        Assert.That(Text(Open().Read()), Is.EqualTo(Text(All)));
        Open().Write(All with { Blend = 0 });
        Assert.That(Open().Read().Blend, Is.Zero);
        Assert.That(_notes, Is.Empty);
        Assert.That(Directory.GetFiles(Path.GetDirectoryName(FilePath)!), Is.EqualTo(new[] { FilePath }));
    }

    [Test]
    public void Of_two_windows_the_last_one_counts_and_the_file_is_whole()
    {
        Task.WaitAll([.. Enumerable.Range(0, 8).Select(window => Task.Run(() =>
        {
            var file = new SettingsFile(FilePath, line => throw new InvalidOperationException(line));
            for (int i = 0; i < 50; i++)
                file.Write(All with { Model = new string((char)('a' + window), 100 * (i + 1)) });
        }))]);
        string model = Open().Read().Model!;
        Assert.That(model.Distinct().Count(), Is.EqualTo(1));
        Assert.That(_notes, Is.Empty);
    }

    private static string Text(Settings settings) => Encoding.UTF8.GetString(SettingsText.Write(settings));

    private SettingsFile Open() => new(FilePath, _notes.Add);
}
