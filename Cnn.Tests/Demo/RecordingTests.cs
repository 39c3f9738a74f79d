using Cnn.Tests.Platform;
using Demo.Drawing;
using Demo.Platform;
using Demo.Recording;
using Demo.Sources;
using NUnit.Framework;
using Silk.NET.OpenGL;

namespace Cnn.Tests.Demo;

/// <summary>Films of the window: when pictures are due, what becomes of those without room, and the files, whole or cut short.</summary>
[Parallelizable]
public class RecordingTests
{
    private const int Width = 64, Height = 48;

    private string _folder = "";

    [SetUp]
    public void MakeFolder() => _folder = Directory.CreateTempSubdirectory("recording").FullName;

    [TearDown]
    public void RemoveFolder() => Directory.Delete(_folder, true);

    [Test]
    public void Each_second_tick_of_a_virtual_clock_is_a_picture()
    {
        var pace = new FilmPace(7 / 60.0);
        int[] due = [.. Enumerable.Range(7, 600).Select(tick => pace.Due(tick / 60.0))];
        Assert.That(due, Is.EqualTo(Enumerable.Range(0, 600).Select(i => 1 - i % 2)));
    }

    [Test]
    public void A_late_tick_makes_up_for_all_that_were_due()
    {
        var pace = new FilmPace(1);
        Assert.That(new[] { 1, 1.001, 1.034, 1.5, 1.51, 1.501 }.Select(pace.Due), Is.EqualTo(new[] { 1, 0, 1, 14, 0, 0 }));
    }

    [Test]
    public void A_picture_without_room_is_lost_and_the_next_one_stands_at_its_place()
    {
        var queue = new FilmQueue(2, 4, waits: false);
        for (int i = 0; i < 5; i++)
            Add(i);
        Assert.That(queue.Lost, Is.EqualTo(3));
        Assert.That((Take(), Take()), Is.EqualTo(((0, 0), (0, 1))));
        Add(5);
        Add(6, before: 2);
        Add(7);
        Assert.That((Take(), Take()), Is.EqualTo(((3, 5), (2, 6))));
        queue.End(4);
        Assert.That(queue.Lost, Is.EqualTo(4));
        Assert.That(Take(), Is.EqualTo((5, -1)), "five slots that show the sixth");
        Assert.That(queue.TryTake(out _), Is.False);

        void Add(int number, int before = 0)
        {
            byte[] pixels = queue.Rent();
            pixels[0] = (byte)number;
            queue.Add(before, pixels);
        }

        (int, int) Take() => queue.TryTake(out var picture) ? (picture.Before, picture.Pixels?[0] ?? -1) : default;
    }

    [TestCase("film.mp4", "h264")]
    [TestCase("film.gif", "gif")]
    public void A_film_shows_its_pictures_for_their_time(string name, string codec)
    {
        string path = Path.Combine(_folder, name);
        var film = new ScreenFilm(path, Width, Height, replaces: true, waits: true);
        Add(film, 0, 20);
        Add(film, 0, 90);
        Add(film, 4, 160);
        film.End(3);
        Assert.That(film.Result.Result, Is.EqualTo(new Recorded(path, 10, 0, null)));
        byte[] levels = Levels(path);
        byte[] wanted = [20, 90, 90, 90, 90, 90, 160, 160, 160, 160];
        Assert.That(levels, Has.Length.EqualTo(10));
        for (int i = 0; i < 10; i++)
            Assert.That((int)levels[i], Is.EqualTo((int)wanted[i]).Within(3), $"picture {i}");
        string[] said = Ffmpeg.Says("ffprobe",
            ["-v", "error", "-show_entries", "stream=codec_name,duration", "-of", "csv=p=0", path]).Trim().Split(',');
        Assert.That(said[0], Is.EqualTo(codec));
        // A GIF counts hundredths.
        Assert.That(double.Parse(said[1], System.Globalization.CultureInfo.InvariantCulture), Is.EqualTo(1 / 3.0).Within(0.011));
        Assert.That(Directory.GetFiles(_folder), Is.EqualTo(new[] { path }), "nothing else is left");
    }

    [Test]
    public void What_was_recorded_when_ffmpeg_was_ended_is_kept()
    {
        string path = Path.Combine(_folder, "film.mp4");
        var film = new ScreenFilm(path, Width, Height, replaces: true, waits: true);
        for (int i = 0; i < 300; i++)
            Add(film, 0, (byte)i);
        // The encoder looks ahead: the last of them it has not written yet.
        SpinWait.SpinUntil(() => film.Seconds >= 9, TimeSpan.FromSeconds(60));
        using (var encoder = System.Diagnostics.Process.GetProcessById(film.Encoder))
            encoder.Kill();
        for (int i = 0; i < 300; i++)
            Add(film, 0, (byte)i);
        film.End(0);
        var result = film.Result.Result;
        Assert.That((result.Path, result.Fault), Is.EqualTo((path, "ffmpeg was ended")));
        Assert.That(result.Frames, Is.InRange(30, 300));
        Assert.That(Levels(path), Has.Length.EqualTo(result.Frames));
        Assert.That(result.Line, Does.StartWith("the recording ended early: ffmpeg was ended; ").And.Contain($"{result.Frames} frames"));
        Assert.That(Directory.GetFiles(_folder), Is.EqualTo(new[] { path }));
    }

    [Test]
    public void Two_recordings_at_once_become_two_files()
    {
        string path = Path.Combine(_folder, "recording-001.mp4");
        var films = new[] { new ScreenFilm(path, Width, Height), new ScreenFilm(path, Width, Height) };
        for (int i = 0; i < 5; i++)
            foreach (var film in films)
                Add(film, 0, 100);
        foreach (var film in films)
        {
            film.End(0);
            Assert.That(film.Result.Result, Has.Property("Fault").Null.And.Property("Frames").EqualTo(5));
        }
        Assert.That(films.Select(f => f.Result.Result.Path),
            Is.EqualTo(new[] { path, Path.Combine(_folder, "recording-002.mp4") }));
    }

    [Test]
    public void Nothing_to_record_is_no_file()
    {
        var film = new ScreenFilm(Path.Combine(_folder, "film.mp4"), Width, Height);
        film.End(0);
        Assert.That(film.Result.Result.Path, Is.Null);
        Assert.That(film.Result.Result.Line, Does.StartWith("nothing was recorded"));
        Assert.That(Directory.GetFiles(_folder), Is.Empty);
    }

    [Test, OwnThread]
    public unsafe void Pictures_come_back_in_order_and_fit_the_first_size()
    {
        using var window = new HeadlessWindow(Width, Height);
        using var readback = new FrameReadback(window.Gl, Width, Height);
        byte[] pixels = new byte[readback.Bytes];
        for (int i = 1; i <= 3; i++)
        {
            Fill(i / 5f);
            readback.Begin(new Viewport(window.Framebuffer, Width, Height, 1), i);
        }
        Assert.That(readback.IsFull);
        for (int i = 1; i <= 3; i++)
        {
            Assert.That((readback.TryPeek(wait: true, out int tag), tag), Is.EqualTo((true, i)));
            readback.Take(pixels);
            Assert.That(pixels.Where((_, at) => at % 4 == 0), Is.All.EqualTo(i * 51));
        }
        Assert.That(readback.TryPeek(wait: false, out _), Is.False);

        // Twice as wide: half as high, in the middle.
        window.Size = new(2 * Width, Height);
        Fill(1);
        readback.Begin(new Viewport(window.Framebuffer, 2 * Width, Height, 1), 0);
        Assert.That(readback.TryPeek(wait: true, out _));
        readback.Take(pixels);
        byte[] column = [.. Enumerable.Range(0, Height).Select(y => pixels[(y * Width + 5) * 4])];
        Assert.That(column, Is.EqualTo(Enumerable.Range(0, Height).Select(y => y is >= 12 and < 36 ? 255 : 0)));

        void Fill(float level)
        {
            window.Gl.BindFramebuffer(FramebufferTarget.Framebuffer, window.Framebuffer);
            window.Gl.ClearColor(level, level, level, 1);
            window.Gl.Clear(ClearBufferMask.ColorBufferBit);
        }
    }

    [Test]
    public void The_window_is_recorded_from_the_first_tick_to_the_end()
    {
        string script = Path.Combine(_folder, "script.jsonl"), shot = Path.Combine(_folder, "shot.png");
        string film = Path.Combine(_folder, "film.mp4"), again = Path.Combine(_folder, "again.mp4");
        File.WriteAllLines(script,
        [
            "{\"frame\":1,\"stroke\":[[0.3,0.2],[0.7,0.22],[0.45,0.85]]}", $"{{\"frame\":20,\"shot\":\"{shot}\"}}",
            "{\"frame\":20,\"key\":\"F1\"}",
        ]);
        foreach (string file in new[] { film, again })
        {
            var run = Demonstration.Run("demo", "--headless", "--script", script, "--size", "640x361", "--frames", "41", "--record", file);
            Assert.That((run.Code, run.Errors), Is.EqualTo((0, $"saved {file}: 0.7 s, 21 frames, 0 lost\n")));
        }
        Assert.That(File.ReadAllBytes(again), Is.EqualTo(File.ReadAllBytes(film)));
        byte[] wanted = Grey(shot, "0"), there = Grey(film, "10");
        Assert.That(there, Has.Length.EqualTo(640 * 360), "codecs want even sides");
        Assert.That(Apart(wanted, there), Is.LessThan(2), "the picture of tick 20 is the tenth");
        Assert.That(Apart(wanted, Grey(film, "9")), Is.GreaterThan(4), "without the help");
    }

    [Test]
    public void A_place_or_a_name_that_cannot_be_is_said_at_once()
    {
        string avi = Path.Combine(_folder, "film.avi");
        Demonstration.Refuses(["demo", "--headless", "--record", avi], "a recording is written as .mp4 or .gif");
        string file = Path.Combine(_folder, "file");
        File.WriteAllText(file, "");
        Demonstration.Refuses(["demo", "--headless", "--record", Path.Combine(file, "film.mp4")], "cannot be written");
        var nowhere = new Dictionary<string, string?> { ["PATH"] = _folder };
        var info = Demonstration.Info(["demo", "--headless", "--record", "film.mp4"], nowhere);
        (info.FileName, info.WorkingDirectory) = (Environment.ProcessPath!, _folder);
        var run = Demonstration.Run(info);
        Assert.That((run.Code, run.Output), Is.EqualTo((2, "")));
        Assert.That(run.Errors, Does.StartWith("error: ffmpeg is missing").And.Match("^[^\n]*\n$"));
    }

    private static void Add(ScreenFilm film, int before, byte level)
    {
        byte[] pixels = film.Rent();
        pixels.AsSpan().Fill(level);
        film.Add(before, pixels);
    }

    // The middle pixel of each picture.
    private static byte[] Levels(string path) =>
        [.. Raw(path, "null").Chunk(Width * Height).Select(picture => picture[picture.Length / 2])];

    private static byte[] Grey(string path, string picture) => Raw(path, $"select=eq(n\\,{picture}),crop=640:360:0:0");

    private static byte[] Raw(string path, string filter)
    {
        using var process = Ffmpeg.Start("ffmpeg",
            ["-v", "error", "-i", path, "-vf", filter, "-fps_mode", "passthrough", "-f", "rawvideo", "-pix_fmt", "gray", "-"]);
        process.BeginErrorReadLine();
        using var pixels = new MemoryStream();
        process.StandardOutput.BaseStream.CopyTo(pixels);
        process.WaitForExit();
        return pixels.ToArray();
    }

    private static double Apart(byte[] a, byte[] b) => a.Zip(b, (x, y) => Math.Abs(x - y)).Average();
}
