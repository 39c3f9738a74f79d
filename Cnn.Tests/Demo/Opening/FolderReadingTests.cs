using Demo.Browsing;
using NUnit.Framework;

namespace Cnn.Tests.Demo.Opening;

/// <summary>What of a folder is listed, and that no folder is too large or too strange.</summary>
public class FolderReadingTests
{
    private string _folder = "";

    [SetUp]
    public void Make() => _folder = Directory.CreateTempSubdirectory("reading").FullName;

    [TearDown]
    public void Remove() => Directory.Delete(_folder, recursive: true);

    [Test]
    public void Folders_come_first_and_names_are_counted_as_people_do()
    {
        string[] names =
        [
            "page 10.png", "page 9.PNG", "net.onnx", "net.json", "own.json", "notes.txt", "film.webm", ".hidden.png", "mine.teach",
        ];
        foreach (string name in names)
            File.WriteAllBytes(At(name), new byte[name.Length]);
        Directory.CreateDirectory(At("z folder"));
        Directory.CreateDirectory(At(".secret"));
        var reading = new FolderReading(_folder);
        Assert.That(reading.Entries.Select(e => $"{e.Name}|{e.Word}|{e.Bytes}"), Is.EqualTo(new[]
        {
            "z folder|folder|-1", "film.webm|video|9", "mine.teach|project|10", "net.onnx|network|8", "own.json|JSON|8",
            "page 9.PNG|picture|10", "page 10.png|picture|11",
        }));
        Assert.That(reading.Fault, Is.Empty);
        var all = new FolderReading(_folder, all: true).Entries.Select(e => e.Name);
        Assert.That(all, Does.Contain(".hidden.png").And.Contain(".secret").And.Contain("notes.txt"));
    }

    [Test]
    public void Links_count_as_what_they_lead_to()
    {
        Directory.CreateDirectory(At("folder"));
        File.WriteAllText(At("a.png"), "12345");
        File.CreateSymbolicLink(At("b.png"), At("a.png"));
        File.CreateSymbolicLink(At("gone.png"), At("nothing.png"));
        File.CreateSymbolicLink(At("circle.png"), At("circle.png"));
        Directory.CreateSymbolicLink(At("link"), At("folder"));
        Assert.That(new FolderReading(_folder).Entries.Select(e => (e.Name, e.Kind, e.Bytes)), Is.EqualTo(new[]
        {
            ("folder", EntryKind.Folder, -1L), ("link", EntryKind.Folder, -1L), ("a.png", EntryKind.Picture, 5L),
            ("b.png", EntryKind.Picture, 5L),
        }));
    }

    [Test]
    public void A_large_folder_is_listed_up_to_a_number_and_says_so()
    {
        for (int i = 0; i < 300; i++)
            File.WriteAllText(At($"{i}.png"), "");
        var reading = new FolderReading(_folder, most: 200);
        Assert.That((reading.Entries.Length, reading.Found), Is.EqualTo((200, 200)));
        Assert.That(reading.Fault, Does.Contain("200"));
        Assert.That(new FolderReading(_folder, most: 300).Fault, Is.Empty);
    }

    [Test]
    public void What_cannot_be_read_is_a_line()
    {
        File.WriteAllText(At("file"), "");
        foreach (string folder in (string[])[At("missing"), At("file"), At(new string('x', 5000)), "/proc/self/fd/999"])
        {
            var reading = new FolderReading(folder);
            Assert.That(reading.Entries, Is.Empty);
            Assert.That(reading.Fault, Does.Contain("cannot be read").And.Not.Contain("\n"));
        }
    }

    [Test]
    public void Nobody_waits_for_what_is_not_wanted()
    {
        for (int i = 0; i < 50; i++)
            File.WriteAllText(At($"{i}.png"), "");
        var reading = new FolderReading(_folder);
        reading.Cancel();
        Assert.That(reading.Entries, Has.Length.LessThanOrEqualTo(50));
    }

    private string At(string name) => Path.Combine(_folder, name);
}
