using System.Diagnostics;
using Demo.Sources;
using NUnit.Framework;

namespace Cnn.Tests.Sources;

/// <summary>What goes wrong with cameras, screens and streams: a line that says what to do, and it comes back by itself.</summary>
[Platform("Linux")]
public class LiveFaultTests
{
    // A bound for a hang, not a measure.
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);
    private static readonly MovingOptions s_quick = new() { Retry = TimeSpan.FromMilliseconds(20) };
    private static readonly MovingInput s_camera = new("Front", ["-i", "camera"], Live: true);

    private const string Plays = "frame 5 3 B; stay";

    [TestCase("say '[video4linux2,v4l2 @ 0x1] ioctl(VIDIOC_STREAMON): Device or resource busy'",
        "Front: another program uses it; close that one")]
    [TestCase("say 'Cannot open video device /dev/video0: Permission denied'; say '/dev/video0: Permission denied'",
        "Front: no permission; add yourself to the group video")]
    [TestCase("say '/dev/video0: No such file or directory'", "Front: it is not there; plug it in")]
    [TestCase("printf 'no picture\\n'", "Front: a picture was expected in the stream")]
    [TestCase("frame 5 3 A | head -c 70", "Front: the pictures ended")]
    [TestCase("printf 'P7\\nWIDTH 3000\\nHEIGHT 2000\\nDEPTH 4\\nMAXVAL 255\\nENDHDR\\n'; stay",
        "Front: the stream has a picture of 3000×2000")]
    public void A_camera_that_fails_says_what_to_do_and_is_tried_again(string fault, string message)
    {
        using var ffmpeg = new FakeFfmpeg(fault, "wait_for go; " + Plays);
        using var source = new MovingSource(s_camera, s_quick, TimeProvider.System);
        WaitFor(() => source.Fault is not null);
        Assert.That(source.Fault, Does.StartWith(message).And.Not.Contain("\n"));
        ffmpeg.Let("go");
        WaitFor(() => source.TryTake(out var frame) && frame.Pixels[0] == 0x42424242);
        Assert.That(source.Fault, Is.Null);
    }

    [Test]
    public void The_last_picture_of_a_camera_that_is_unplugged_stays_until_it_comes_back()
    {
        using var ffmpeg = new FakeFfmpeg("frame 5 3 A; wait_for out; say 'ioctl(VIDIOC_DQBUF): No such device'", "wait_for in; " + Plays);
        using var source = new MovingSource(s_camera, s_quick, TimeProvider.System);
        WaitFor(() => source.TryTake(out _));
        ffmpeg.Let("out");
        WaitFor(() => source.Fault is not null);
        Assert.That(source.Fault, Is.EqualTo("Front: it is not there; plug it in"));
        source.Renew();
        Assert.That(source.TryTake(out var last) && last.Pixels[0] == 0x41414141, Is.True);
        ffmpeg.Let("in");
        WaitFor(() => source.Fault is null && source.TryTake(out var frame) && frame.Pixels[0] == 0x42424242);
    }

    // A camera comes back under another name, so it is looked for before each try.
    [Test]
    public void A_camera_is_looked_for_again_before_each_try()
    {
        int looked = 0;
        using var ffmpeg = new FakeFfmpeg("say 'ioctl(VIDIOC_DQBUF): No such device'", Plays);
        var input = s_camera with
        {
            LookAgain = () => ++looked switch
            {
                1 => ["-i", "/dev/video0"],
                2 => throw new CnnException("there is no camera"),
                _ => ["-i", "/dev/video1"],
            },
        };
        using var source = new MovingSource(input, s_quick, TimeProvider.System);
        WaitFor(() => source.TryTake(out _));
        Assert.That(looked, Is.EqualTo(3));
        Assert.That(ffmpeg.Calls, Has.Length.EqualTo(2));
        Assert.That(ffmpeg.Calls[0], Does.Contain("-i /dev/video0 "));
        Assert.That(ffmpeg.Calls[1], Does.Contain("-i /dev/video1 "));
    }

    [Test]
    public void Frames_of_another_size_are_taken_as_they_are()
    {
        using var ffmpeg = new FakeFfmpeg("frame 5 3 A; frame 30 20 B; frame 2 7 C; stay");
        using var source = new MovingSource(s_camera, new MovingOptions(LockStep: true), TimeProvider.System);
        var sizes = new List<(int, int)>();
        for (int i = 0; i < 3; i++)
        {
            source.TryTake(out var frame);
            sizes.Add((frame.Width, frame.Height));
            Assert.That(frame.Pixels[frame.Count - 1] & 0xFF, Is.EqualTo('A' + i));
        }
        Assert.That(sizes, Is.EqualTo(new[] { (5, 3), (30, 20), (2, 7) }));
    }

    [Test]
    public void A_camera_that_connects_and_sends_nothing_is_started_again()
    {
        using var ffmpeg = new FakeFfmpeg("stay", Plays);
        using var source = new MovingSource(s_camera, s_quick with { Patience = TimeSpan.FromMilliseconds(200) }, TimeProvider.System);
        WaitFor(() => source.Fault is not null);
        Assert.That(source.Fault, Is.EqualTo("Front: no picture for 0.6 s"));
        WaitFor(() => source.TryTake(out _));
    }

    [Test]
    public void Pauses_between_tries_grow_from_half_a_second_to_five()
    {
        var pause = new MovingOptions().Retry;
        var pauses = new List<double>();
        for (int i = 0; i < 6; i++, pause = MovingOptions.Longer(pause))
            pauses.Add(pause.TotalSeconds);
        Assert.That(pauses, Is.EqualTo(new[] { 0.5, 1, 2, 4, 5, 5 }));
    }

    [Test]
    public void A_stream_that_nobody_sends_says_so()
    {
        using var source = new MovingSource(MovingInput.Find("tcp://127.0.0.1:1", 30), s_quick, TimeProvider.System);
        WaitFor(() => source.Fault is not null);
        Assert.That(source.Fault, Is.EqualTo("tcp://127.0.0.1:1: nobody answers there; check the address, and that the sender runs"));
    }

    [Test]
    public void A_part_beyond_the_screen_says_so()
    {
        if (string.IsNullOrEmpty(Environment.GetEnvironmentVariable("DISPLAY")))
            Assert.Inconclusive("no display");
        using var source = new MovingSource(MovingInput.Find("screen:64x48+100000+5", 30), s_quick, TimeProvider.System);
        WaitFor(() => source.Fault is not null);
        Assert.That(source.Fault,
            Does.StartWith("screen 64x48+100000+5: that part reaches beyond the screen of ").And.Contain("; ask for a smaller one"));
    }

    [TestCase(null, "DISPLAY=:0")]
    [TestCase("wayland-0", "under Wayland")]
    public void Without_an_X_server_it_says_what_to_do(string? wayland, string message)
    {
        string? display = Environment.GetEnvironmentVariable("DISPLAY"), before = Environment.GetEnvironmentVariable("WAYLAND_DISPLAY");
        try
        {
            Environment.SetEnvironmentVariable("DISPLAY", null);
            Environment.SetEnvironmentVariable("WAYLAND_DISPLAY", wayland);
            Assert.That(() => MovingInput.Find("screen", 30), Throws.TypeOf<CnnException>().With.Message.Contains(message));
        }
        finally
        {
            Environment.SetEnvironmentVariable("DISPLAY", display);
            Environment.SetEnvironmentVariable("WAYLAND_DISPLAY", before);
        }
    }

    private static void WaitFor(Func<bool> holds)
    {
        var clock = Stopwatch.StartNew();
        while (!holds())
        {
            Assert.That(clock.Elapsed, Is.LessThan(Patience));
            Thread.Sleep(5);
        }
    }
}
