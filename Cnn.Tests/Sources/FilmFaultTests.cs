using System.Diagnostics;
using System.Text;
using Demo.Sources;
using NUnit.Framework;

namespace Cnn.Tests.Sources;

/// <summary>Files that are no videos, that change while they play, and whose names look like something else.</summary>
[Parallelizable]
public class FilmFaultTests : ClipTests
{
    [TestCase("empty.mp4", "", "it is cut off, or no video")]
    [TestCase("empty.avi", "", "it is damaged, or no video")]
    [TestCase("text.mkv", "no film", "it is damaged, or no video")]
    // Lists that lead to other files, here, elsewhere, and on the net.
    [TestCase("list.mp4", "ffconcat version 1.0\nfile other.avi\n", "leads to other files")]
    [TestCase("list.avi", "ffconcat version 1.0\nfile /etc/hostname\n", "leads to other files")]
    [TestCase("list.ts", "#EXTM3U\n#EXT-X-TARGETDURATION:1\n#EXTINF:1,\nfile:///tmp/other.ts\n#EXT-X-ENDLIST\n", "leads to other files")]
    [TestCase("list.mkv", "#EXTM3U\n#EXT-X-TARGETDURATION:1\n#EXTINF:1,\nhttp://127.0.0.1:1/other.ts\n#EXT-X-ENDLIST\n",
        "leads to other files")]
    [TestCase("page.mov",
        "v=0\no=- 0 0 IN IP4 127.0.0.1\ns=x\nc=IN IP4 127.0.0.1\nt=0 0\nm=video 5000 RTP/AVP 96\na=rtpmap:96 H264/90000\n",
        "leads to other files")]
    public void What_is_no_film_is_one_line(string name, string content, string message)
    {
        File.WriteAllText(At(name), content);
        Clips.Steps(At("other.avi"));
        Refused(At(name), $"{name}: ", message);
    }

    [Test]
    public void A_film_without_its_end_or_without_pictures_is_one_line()
    {
        byte[] clip = File.ReadAllBytes(Clips.Steps(At("whole.mp4")));
        // Within the pictures, and within the index after them.
        foreach (int length in new[] { 50, clip.Length / 3, clip.Length / 2 })
        {
            File.WriteAllBytes(At("cut.mp4"), clip[..length]);
            Refused(At("cut.mp4"), "cut.mp4: ", "it is cut off, or ");
        }
        Refused(Clips.Make(At("sound.mp4"), "sine", "-t", "0.2"), "sound.mp4: ", "no moving pictures");
    }

    [Test]
    public void A_film_of_an_unknown_codec_is_one_line()
    {
        string film = Clips.Make(At("codec.avi"), "testsrc=s=30x20:r=10", "-frames:v", "3", "-c:v", "mpeg4");
        File.WriteAllBytes(film,
            Encoding.Latin1.GetBytes(File.ReadAllText(film, Encoding.Latin1).Replace("FMP4", "ZZZZ", StringComparison.Ordinal)));
        Refused(film, "codec.avi: ", "does not know its codec");
    }

    [TestCase("-i.avi")]
    [TestCase("concat:other.avi|x.avi")]
    [TestCase("http:x.avi")]
    [TestCase("100%d of %03d.avi")]
    [TestCase("with spaces, ü, 数字 and 'quotes'.avi")]
    public void A_name_is_only_a_name(string name)
    {
        if (OperatingSystem.IsWindows() && name.IndexOfAny([':', '|']) >= 0)
            Assert.Inconclusive("Windows has no such names");
        using var film = Open(Clips.Steps(At(name)));
        Assert.That(film.TryTake(out var frame) && frame.Width == 30, Is.True);
    }

    [Test]
    public void Larger_pictures_are_scaled_down_to_what_the_network_takes()
    {
        using var film = Open(Clips.Make(At("large.avi"), "color=red:s=2400x1000:r=1", "-frames:v", "1", "-c:v", "mpeg4"));
        Assert.That(film.TryTake(out var frame), Is.True);
        Assert.That((frame.Width, frame.Height), Is.EqualTo((1920, 800)));
        Assert.That(frame.Pixels[frame.Count - 1] & 0xFFFF, Is.EqualTo(0xFD).Within(3), "red to the last pixel");
    }

    // A stream of pictures may change their size; all are given in the size of the first.
    [Test]
    public void Frames_of_another_size_in_a_film_become_as_large_as_the_first()
    {
        string first = Clips.Make(At("a.mjpeg"), "color=black:s=30x20:r=10", "-frames:v", "1"),
            other = Clips.Make(At("b.mjpeg"), "color=white:s=70x41:r=10", "-frames:v", "1");
        File.WriteAllBytes(At("mixed.avi"), [.. File.ReadAllBytes(first), .. File.ReadAllBytes(other)]);
        using var film = Open(At("mixed.avi"));
        Assert.That(film.TryTake(out var frame) && frame.Width == 30 && (frame.Pixels[0] & 0xFF) < 20, Is.True);
        Assert.That(film.TryTake(out frame), Is.True);
        Assert.That((frame.Width, frame.Height), Is.EqualTo((30, 20)));
        Assert.That(frame.Pixels[frame.Count - 1] & 0xFF, Is.GreaterThan(235), "white to the last pixel");
    }

    [Test]
    [Platform("Linux")]
    public void A_film_that_is_replaced_goes_on_with_the_new_one()
    {
        using var film = Open(Clips.Steps(At("film.avi"), frames: 2, step: 0));
        Assert.That(film.TryTake(out _), Is.True);
        File.Move(Clips.Steps(At("other.avi"), frames: 2, step: 200), At("film.avi"), overwrite: true);
        var seen = new List<bool>();
        for (int i = 0; i < 5; i++)
        {
            Assert.That(film.TryTake(out var frame), Is.True);
            seen.Add((frame.Pixels[0] & 0xFF) > 128);
        }
        Assert.That(seen, Does.Contain(true));
    }

    [TestCase(false, "film.avi: it is not there any more; put it back, or open another")]
    [TestCase(true, "film.avi: it is damaged, or no video")]
    [Platform("Linux")]
    public void A_film_that_is_removed_or_emptied_says_so_and_comes_back(bool emptied, string message)
    {
        string path = Clips.Steps(At("film.avi"));
        byte[] whole = File.ReadAllBytes(path);
        using var film =
            new FilmSource(MovingInput.Find(path, 30), new MovingOptions { Retry = TimeSpan.FromMilliseconds(20) }, TimeProvider.System);
        WaitFor(() => film.TryTake(out _));
        if (emptied)
            File.WriteAllBytes(path, []);
        else
            File.Delete(path);
        WaitFor(() => film.Fault is not null);
        Assert.That(film.Fault, Is.EqualTo(message));
        film.Renew();
        Assert.That(film.TryTake(out _), Is.True, "the last picture stays");
        File.WriteAllBytes(path + ".new", whole);
        File.Move(path + ".new", path, overwrite: true);
        WaitFor(() => film.Fault is null && film.TryTake(out _));
    }

    [Test, Platform("Linux")]
    public void A_film_whose_process_is_killed_goes_on_where_it_was()
    {
        using var film = Open(Clips.Steps(At("killed.avi"), frames: 40, step: 2));
        var places = new List<double>();
        for (int i = 0; i < 12; i++)
        {
            Assert.That(film.TryTake(out var frame), Is.True);
            places.Add(Math.Round(frame.Time.TotalSeconds * 10));
            if (i == 4)
                Process.GetProcessById(film.ProcessId!.Value).Kill();
        }
        // What ffmpeg had written before is still in the pipe.
        Assert.That(places, Is.EqualTo(Enumerable.Range(0, 12)));
        Assert.That(film.Fault, Is.Null);
    }

    private static void Refused(string path, string beginning, string message)
    {
        var error = Assert.Throws<CnnException>(() => Opened.Open(path, new MovingOptions(), TimeProvider.System).Source.Dispose())!;
        Assert.That(error.Message, Does.StartWith(beginning).And.Contain(message).And.Not.Contain("\n"));
    }
}
