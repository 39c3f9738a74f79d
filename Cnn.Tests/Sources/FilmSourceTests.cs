using System.Diagnostics;
using Demo.Sources;
using NUnit.Framework;

namespace Cnn.Tests.Sources;

/// <summary>Video files: each frame once with its place, round and round, held, stepped and wound.</summary>
[Parallelizable]
public class FilmSourceTests : ClipTests
{
    [Test]
    public void In_lock_step_each_frame_comes_once_with_its_place_and_begins_again()
    {
        using var film = Open(Clips.Steps(At("-three.avi")));
        var seen = new List<(int Brightness, double Place)>();
        for (int i = 0; i < 7; i++)
        {
            Assert.That(film.TryTake(out var frame), Is.True);
            Assert.That((frame.Width, frame.Height, frame.Sequence), Is.EqualTo((30, 20, (long)i + 1)));
            seen.Add(((frame.Pixels[0] & 0xFF) / 80, frame.Time.TotalSeconds));
        }
        Assert.That(seen, Is.EqualTo(new[] { (0, 0.0), (1, 0.1), (2, 0.2), (0, 0.0), (1, 0.1), (2, 0.2), (0, 0.0) }));
        Assert.That(film.Length!.Value.TotalSeconds, Is.EqualTo(0.3).Within(0.01));
    }

    // The picture is darker at its left.
    [Test]
    public void What_is_mirrored_stays_so_for_what_is_opened_next_and_the_canvas_is_not()
    {
        string Made(string name) => Clips.Make(At(name),
            "color=black:s=30x20:r=10,geq=lum='40+5*X':cb=128:cr=128", "-frames:v", "9", "-c:v", "rawvideo");
        static bool Rises(SourceList sources) =>
            sources.Current.TryTake(out var frame) && (frame.Pixels[300 + 2] & 0xFF) < (frame.Pixels[300 + 27] & 0xFF);
        using var canvas = new CanvasSource(TimeProvider.System, 20);
        using var sources = new SourceList(canvas, null, new MovingOptions(LockStep: true), TimeProvider.System, waits: true);
        sources.OpenNow(Made("one.avi"));
        Assert.That(Rises(sources), Is.True);
        sources.Mirrored = true;
        Assert.That(Rises(sources), Is.False);
        sources.OpenNow(Made("two.avi"));
        Assert.That((Rises(sources), sources.Current.Mirrored), Is.EqualTo((false, true)));
        sources.Mirrored = false;
        Assert.That(Rises(sources), Is.True);
        Assert.That(((IFrameSource)canvas).Can.HasFlag(SourceAbilities.Mirror), Is.False);
    }

    [Test]
    public void A_held_film_gives_only_single_steps()
    {
        using var film = Open(Clips.Steps(At("held.avi")));
        film.TryTake(out _);
        film.Held = true;
        Assert.That(film.TryTake(out _), Is.False);
        film.StepOnce();
        Assert.That(film.TryTake(out var frame) && frame.Place == TimeSpan.FromSeconds(0.1), Is.True);
        Assert.That(film.TryTake(out _), Is.False);
        film.Held = false;
        film.StepOnce();
        Assert.That(film.TryTake(out frame) && frame.Place == TimeSpan.FromSeconds(0.2), Is.True);
    }

    // Whether the thread that reads is still before the frame, in it or past it when the frame is taken.
    [Test]
    public void Each_single_step_gives_its_frame_and_no_other([Values(true, false)] bool held)
    {
        using var film = Open(Clips.Steps(At($"{held}.avi"), frames: 80, step: 2));
        film.TryTake(out _);
        film.Held = held;
        for (int i = 1; i <= 300; i++)
        {
            if (held)
                film.StepOnce();
            Thread.SpinWait(37 * i % 2000);
            Assert.That(film.TryTake(out var frame), Is.True, $"step {i}");
            Assert.That(frame.Place!.Value.TotalSeconds, Is.EqualTo(i % 80 / 10.0).Within(1e-6), $"step {i}");
        }
    }

    [Test]
    public void Winding_goes_to_the_place_and_past_the_end_to_the_beginning()
    {
        using var film = Open(Clips.Steps(At("long.avi"), frames: 80, step: 2));
        film.TryTake(out _);
        film.Wind(TimeSpan.FromSeconds(5));
        Assert.That(film.TryTake(out var frame), Is.True);
        Assert.That(frame.Place!.Value.TotalSeconds, Is.EqualTo(5));
        Assert.That(frame.Pixels[0] & 0xFF, Is.EqualTo(1.164 * (30 + 2 * 50 - 16)).Within(4), "the fiftieth frame");
        film.Held = true;
        film.Wind(TimeSpan.FromSeconds(2));
        Assert.That(film.TryTake(out frame) && frame.Place == TimeSpan.FromSeconds(7), Is.True, "also while it is held");
        Assert.That(film.TryTake(out _), Is.False);
        film.Wind(TimeSpan.FromSeconds(5));
        Assert.That(film.TryTake(out frame) && frame.Place == TimeSpan.Zero, Is.True);
        film.Wind(TimeSpan.FromSeconds(-5));
        Assert.That(film.TryTake(out frame) && frame.Place == TimeSpan.Zero, Is.True);
    }

    // On a clock that stands still a film does too, and it skips nothing when the clock goes on by a frame.
    [Test]
    public void Frames_come_when_their_time_has_come()
    {
        var clock = new Clock();
        using var film = new FilmSource(MovingInput.Find(Clips.Steps(At("paced.avi")), 30), new MovingOptions(), clock);
        for (int i = 0; i < 5; i++)
        {
            WaitFor(() => film.TryTake(out var frame) && frame.Sequence == i + 1 && frame.Captured == clock.Now);
            Assert.That(film.TryTake(out _), Is.False);
            clock.Now += TimeSpan.FromSeconds(0.1);
        }
    }

    [Test]
    public void Nothing_is_left_when_it_is_closed()
    {
        int Count() => Process.GetProcessesByName("ffmpeg")
            .Count(p => File.Exists($"/proc/{p.Id}/cmdline") && File.ReadAllText($"/proc/{p.Id}/cmdline").Contains("left.avi"));
        // More than a pipe holds, so that ffmpeg is still at work.
        var film = Open(Clips.Steps(At("left.avi"), frames: 300, step: 0));
        film.TryTake(out _);
        if (OperatingSystem.IsLinux())
            Assert.That(Count(), Is.GreaterThan(0));
        film.Dispose();
        Assert.That(Count(), Is.Zero);
    }

    [Test]
    public void A_film_of_one_picture_stands_still()
    {
        using var film =
            new FilmSource(MovingInput.Find(Clips.Steps(At("one.gif"), frames: 1), 30), new MovingOptions(), TimeProvider.System);
        WaitFor(() => film.TryTake(out _));
        Assert.That(film.Fault, Is.Null);
        film.Wind(TimeSpan.Zero);
        WaitFor(() => film.TryTake(out var frame) && frame.Sequence == 2);
    }

    private sealed class Clock : TimeProvider
    {
        public TimeSpan Now { get; set; } = TimeSpan.FromSeconds(3);

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override long GetTimestamp() => Now.Ticks;
    }
}
