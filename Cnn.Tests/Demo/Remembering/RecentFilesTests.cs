using Demo.Remembering;
using NUnit.Framework;

namespace Cnn.Tests.Demo.Remembering;

/// <summary>The list of what was opened: the newest first, each once, and not too many.</summary>
public class RecentFilesTests
{
    [Test]
    public void The_newest_comes_first_and_each_is_there_once()
    {
        var recent = new RecentFiles(["/a", "/b", "/c"]);
        recent.Add("/b");
        recent.Add("/b");
        Assert.That(recent.Files, Is.EqualTo(new[] { "/b", "/a", "/c" }));
        recent.Add("d.png");
        Assert.That(recent.Files[0], Is.EqualTo(Path.GetFullPath("d.png")), "a path that holds in another folder too");
    }

    [Test]
    public void The_oldest_go()
    {
        var recent = new RecentFiles();
        for (int i = 0; i <= RecentFiles.Most; i++)
            recent.Add($"/{i}");
        Assert.That(recent.Files, Has.Length.EqualTo(RecentFiles.Most));
        Assert.That((recent.Files[0], recent.Files[^1]), Is.EqualTo(($"/{RecentFiles.Most}", "/1")));
    }

    [Test]
    public void Whatever_was_in_the_file_only_paths_are_taken_over()
    {
        string?[] read = [null, "", "relative", "/a\0b", "/a", "/a", .. Enumerable.Range(0, 99).Select(i => $"/{i}")];
        var recent = new RecentFiles(read!);
        Assert.That(recent.Files, Has.Length.EqualTo(RecentFiles.Most).And.All.StartsWith("/"));
        Assert.That(recent.Files[..2], Is.EqualTo(new[] { "/a", "/0" }));
    }
}
