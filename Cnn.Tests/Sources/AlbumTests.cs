using Demo.Sources;
using NUnit.Framework;
using SkiaSharp;

namespace Cnn.Tests.Sources;

/// <summary>Folders of pictures and videos, and how a person moves between them.</summary>
public class AlbumTests
{
    private string _folder = "";

    [SetUp]
    public void MakeFolder() => _folder = Directory.CreateTempSubdirectory("album").FullName;

    [TearDown]
    public void RemoveFolder() => Directory.Delete(_folder, recursive: true);

    [Test]
    public void Files_stand_in_the_order_that_people_expect()
    {
        foreach (string name in new[] { "page 10.png", "Page 9.PNG", "page 9b.jpg", "page 010.png", "a.mp4", ".hidden.png", "notes.txt" })
            File.WriteAllText(At(name), "");
        Directory.CreateDirectory(At("folder.png"));
        var album = Album.Of(_folder);
        Assert.That(album.Files.Select(f => Path.GetFileName(f)),
            Is.EqualTo(new[] { "a.mp4", "Page 9.PNG", "page 9b.jpg", "page 010.png", "page 10.png" }));
        Assert.That(Album.Of(At("page 9b.jpg")).Position, Is.EqualTo("3 of 5"));
        Assert.That((album.Moved(-1).Position, album.Moved(5).Position), Is.EqualTo(("5 of 5", "1 of 5")));
        Assert.That(Album.Of(At(".hidden.png")).Position, Is.EqualTo("1 of 1"));
    }

    [Test]
    public void A_folder_with_nothing_to_show_is_one_line()
    {
        File.WriteAllText(At("notes.txt"), "");
        Assert.That(Assert.Throws<CnnException>(() => Album.Of(_folder))!.Message,
            Does.Contain(_folder).And.Contain("no pictures or videos"));
        File.WriteAllText(At("broken.png"), "no picture");
        Assert.That(Assert.Throws<CnnException>(() => Opened.Open(_folder, new MovingOptions(), TimeProvider.System))!.Message,
            Does.Contain("broken.png"));
    }

    [Test]
    public void Files_that_cannot_be_read_are_passed_over_with_a_line()
    {
        File.WriteAllText(At("1.png"), "no picture");
        File.WriteAllText(At("2.png"), "");
        Picture("3.png");
        Picture("4.png");
        using var canvas = new CanvasSource(TimeProvider.System, 20);
        using var sources = new SourceList(canvas, null, new MovingOptions(), TimeProvider.System, waits: true);
        Assert.That(sources.OpenNext(1), Is.False, "nothing is open yet");
        string note = sources.OpenNow(_folder);
        Assert.That(note, Does.StartWith("passed over 2 unreadable files: ").And.Contain("1.png"));
        Assert.That((sources.Current.Name, sources.Album!.Position), Is.EqualTo(("3.png", "3 of 4")));
        Assert.That(Next(sources, 1), Is.EqualTo(("4.png", "")));
        Assert.That(Next(sources, 1).Note, Does.Contain("2 unreadable"), "round to the first that can be read");
        Assert.That(sources.Current.Name, Is.EqualTo("3.png"));
        Assert.That(Next(sources, -1).Name, Is.EqualTo("4.png"));
    }

    [Test]
    public void What_cannot_be_opened_leaves_the_old_source()
    {
        Picture("good.png");
        File.WriteAllText(At("bad.png"), "no picture");
        using var canvas = new CanvasSource(TimeProvider.System, 20);
        using var sources =
            new SourceList(canvas, () => [("camera:no such camera", "Webcam")], new MovingOptions(), TimeProvider.System, waits: true);
        sources.OpenNow(At("good.png"));
        var old = sources.Current;
        sources.Open(At("bad.png"));
        Assert.That(Assert.Throws<CnnException>(() => sources.Poll(out _))!.Message, Does.Contain("bad.png"));
        sources.Choose(1);
        Assert.Throws<CnnException>(() => sources.Poll(out _));
        Assert.That(sources.Current, Is.SameAs(old));
        Assert.That(sources.Choices.Select(c => c.Name), Is.EqualTo(new[] { "Canvas", "Webcam", "good.png" }));
        sources.ChooseNext();
        Assert.That(sources.Poll(out _), Is.True);
        Assert.That(sources.Current, Is.SameAs(canvas));
        Assert.That(sources.Poll(out _), Is.False);
    }

    private static (string Name, string Note) Next(SourceList sources, int by)
    {
        Assert.That(sources.OpenNext(by), Is.True);
        Assert.That(sources.Poll(out string note), Is.True);
        return (sources.Current.Name, note);
    }

    private void Picture(string name)
    {
        using var bitmap = new SKBitmap(6, 4);
        using var data = bitmap.Encode(SKEncodedImageFormat.Png, 100);
        File.WriteAllBytes(At(name), data.ToArray());
    }

    private string At(string name) => Path.Combine(_folder, name);
}
