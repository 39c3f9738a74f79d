using System.IO.Compression;
using System.Text;
using Demo.Teaching;
using NUnit.Framework;

namespace Cnn.Tests.Demo.Teach;

/// <summary>A project is the same when it is opened again, and whatever is wrong with its file is one line.</summary>
[Parallelizable]
public class ProjectFileTests
{
    private static readonly Lazy<TeachProject> s_small = new(() => Examples.Taught(Backbone.Small(), count: 4));

    private string _folder = "";

    private string File => Path.Combine(_folder, "a.teach");

    [SetUp]
    public void MakeFolder() => _folder = Directory.CreateTempSubdirectory("teach").FullName;

    [TearDown]
    public void RemoveFolder() => Directory.Delete(_folder, recursive: true);

    [TestCase(true)]
    [TestCase(false)]
    public void A_project_is_the_same_when_it_is_opened_again(bool small)
    {
        using var stage = Stage.OfLargeNetwork();
        var backbone = small ? Backbone.Small() : Backbone.Of(stage.Network.Parts)!;
        var saved = Examples.Taught(backbone);
        ProjectFile.Save(File, saved);
        var opened = ProjectFile.Open(File, [new(() => null), new(small ? Backbone.Small() : backbone)]);

        Assert.That(opened.HeldOut, Is.EqualTo(0.25));
        Assert.That(opened.Classes.Select(c => c.Name), Is.EqualTo(new[] { "thing 1", "thing 2" }));
        var (there, here) = (opened.Classes.SelectMany(c => c.Examples).ToArray(), saved.Classes.SelectMany(c => c.Examples).ToArray());
        Assert.That(there.Select(e => e.Pixels), Is.EqualTo(here.Select(e => e.Pixels)));
        Assert.That(there.Select(e => e.Features), Is.EqualTo(here.Select(e => e.Features)));
        foreach (var variable in saved.Network!.Model.Variables)
            Assert.That(opened.Network!.Variables[variable.Name].Floats.ToArray(),
                Is.EqualTo(saved.Network.Variables[variable.Name].Floats.ToArray()), variable.Name);
        Assert.That(Directory.GetFiles(_folder), Has.Length.EqualTo(1));
    }

    [Test]
    public void A_project_that_was_not_taught_opens_too()
    {
        var backbone = Backbone.Small();
        ProjectFile.Save(File, new TeachProject([new ClassExamples("a", []), .. Examples.Of(backbone, 3, 1)], 0.1, backbone, null));
        var opened = ProjectFile.Open(File, [new(Backbone.Small)]);
        Assert.That(opened.Network, Is.Null);
        Assert.That(opened.Classes.Select(c => c.Examples.Count), Is.EqualTo(new[] { 0, 3 }));
    }

    [Test]
    public void A_network_that_is_not_at_hand_is_named()
    {
        using var stage = Stage.OfLargeNetwork();
        ProjectFile.Save(File, Examples.Taught(Backbone.Of(stage.Network.Parts)!));
        Assert.That(() => ProjectFile.Open(File, [new(Backbone.Small)]),
            Throws.TypeOf<CnnException>().With.Message.Contains("'a model with a name of some length.onnx', which is not open"));
    }

    [Test]
    public void A_file_that_is_cut_off_anywhere_is_refused()
    {
        byte[] bytes = Saved();
        for (int i = 0; i < 40; i++)
            Refused(bytes[..(bytes.Length * i / 40)], "");
    }

    [Test]
    public void Damaged_bytes_are_refused_or_do_no_harm()
    {
        byte[] bytes = Saved();
        var random = new Random(4);
        for (int i = 0; i < 150; i++)
        {
            byte[] damaged = [.. bytes];
            for (int k = 0; k < 3; k++)
                damaged[random.Next(damaged.Length)] = (byte)random.Next(256);
            System.IO.File.WriteAllBytes(File, damaged);
            try
            {
                ProjectFile.Open(File, [new(Backbone.Small)]);
            }
            catch (CnnException e)
            {
                Assert.That(e.Message, Does.StartWith(File).And.Not.Contains('\n'));
            }
        }
    }

    [TestCase("\"version\": 1", "\"version\": 2", "it is of version 2")]
    [TestCase("\"count\": 4", "\"count\": 2000000000", "more than")]
    [TestCase("\"count\": 4", "\"count\": -4", "more than")]
    [TestCase("\"count\": 4", "\"count\": 5", "are needed")]
    [TestCase("\"heldOut\": 0.25", "\"heldOut\": 7", "the held-out share is 7")]
    [TestCase("\"name\": \"thing 1\"", "\"name\": \"\"", "no name")]
    [TestCase("\"name\": \"thing 1\"", "\"name\": null", "")]
    [TestCase("{", "[", "")]
    [TestCase("\"count\": 4", "\"count\": 0", "without two classes")]
    public void A_manifest_that_makes_no_sense_is_refused(string good, string bad, string says)
    {
        System.IO.File.WriteAllBytes(File, Saved());
        using (var zip = ZipFile.Open(File, ZipArchiveMode.Update))
        {
            string text;
            using (var reader = new StreamReader(zip.GetEntry("manifest.json")!.Open()))
                text = reader.ReadToEnd();
            Assert.That(text, Does.Contain(good));
            zip.GetEntry("manifest.json")!.Delete();
            using var part = zip.CreateEntry("manifest.json").Open();
            part.Write(Encoding.UTF8.GetBytes(text.Replace(good, bad, StringComparison.Ordinal)));
        }
        Refused(System.IO.File.ReadAllBytes(File), says);
    }

    [Test]
    public void A_part_that_unpacks_to_more_than_was_said_is_not_unpacked()
    {
        System.IO.File.WriteAllBytes(File, Saved());
        using (var zip = ZipFile.Open(File, ZipArchiveMode.Update))
        {
            zip.GetEntry("pictures.bin")!.Delete();
            using var part = zip.CreateEntry("pictures.bin").Open();
            for (int i = 0; i < 64; i++)
                part.Write(new byte[1 << 20]);
        }
        Refused(System.IO.File.ReadAllBytes(File), "pictures.bin has more than 98,304 bytes");
    }

    [Test]
    public void What_fails_while_it_is_written_leaves_the_old_file()
    {
        byte[] before = Saved();
        var taught = s_small.Value;
        if (System.IO.File.Exists("/dev/full"))
            Assert.That(() => ProjectFile.Save("/dev/full", taught),
                Throws.TypeOf<CnnException>().With.Message.StartsWith("/dev/full cannot be written"));
        // A weight that is not there ends it in the middle.
        var lacking = taught with { Network = new TaughtNetwork(taught.Backbone, ["a", "b"]) };
        Assert.That(() => ProjectFile.Save(File, lacking), Throws.TypeOf<CnnException>());
        Assert.That(System.IO.File.ReadAllBytes(File), Is.EqualTo(before));
        Assert.That(Directory.GetFiles(_folder), Has.Length.EqualTo(1));
    }

    private byte[] Saved()
    {
        ProjectFile.Save(File, s_small.Value);
        return System.IO.File.ReadAllBytes(File);
    }

    private void Refused(byte[] bytes, string says)
    {
        System.IO.File.WriteAllBytes(File, bytes);
        Assert.That(() => ProjectFile.Open(File, [new(Backbone.Small)]),
            Throws.TypeOf<CnnException>().With.Message.StartsWith($"{File} is no project")
                .And.Message.Contains(says).And.Message.Not.Contains('\n'));
    }
}
