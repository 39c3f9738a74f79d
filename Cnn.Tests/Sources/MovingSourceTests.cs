using System.Diagnostics;
using Cnn.Tests.Platform;
using Demo.Sources;
using NUnit.Framework;

namespace Cnn.Tests.Sources;

[Parallelizable]
public class MovingSourceTests : ClipTests
{
    [Test]
    public void Mirror_exchanges_left_and_right()
    {
        foreach (bool mirror in new[] { false, true })
        {
            using var source = new MovingSource(
                Pattern("gradients=s=30x20:x0=0:y0=10:x1=29:y1=10:c0=black:c1=white:speed=0.00001:nb_colors=2"),
                new MovingOptions(LockStep: true, mirror), TimeProvider.System);
            source.TryTake(out var frame);
            Assert.That(Rises(frame), Is.EqualTo(!mirror));
            Assert.That((source.Mirrored, source.Can), Is.EqualTo((mirror, SourceAbilities.Mirror)));
            source.Mirrored = !mirror;
            source.TryTake(out frame);
            Assert.That(Rises(frame), Is.EqualTo(mirror), "from the next frame on");
        }
        static bool Rises(in Frame frame) => (frame.Pixels[300 + 2] & 0xFF) < (frame.Pixels[300 + 27] & 0xFF);
    }

    [Test]
    public void The_test_source_gives_frames_of_its_size_one_after_the_other()
    {
        using var source = new MovingSource(MovingInput.Find("test:50x30", 60), new MovingOptions(), TimeProvider.System);
        Frame first = default, second = default;
        WaitFor(() => source.TryTake(out first));
        WaitFor(() => source.TryTake(out second));
        Assert.That((first.Width, first.Height), Is.EqualTo((50, 30)));
        Assert.That(second.Time, Is.GreaterThan(first.Time));
    }

    [Test]
    public void A_live_source_whose_process_is_killed_comes_back_by_itself()
    {
        using var source = new MovingSource(Pattern("testsrc=s=30x20:r=50"),
            new MovingOptions { Retry = TimeSpan.FromMilliseconds(300) }, TimeProvider.System);
        WaitFor(() => source.TryTake(out _));
        Process.GetProcessById(source.ProcessId!.Value).Kill();
        WaitFor(() => source.Fault is not null);
        Assert.That(source.Fault, Does.StartWith("pattern: "));
        WaitFor(() => source.Fault is null && source.TryTake(out _));
    }

    [Test]
    [Platform("Linux")]
    public void A_live_source_that_stalls_is_started_again()
    {
        var options = new MovingOptions { Retry = TimeSpan.FromMilliseconds(300), Patience = TimeSpan.FromSeconds(1) };
        using var source = new MovingSource(Pattern("testsrc=s=30x20:r=50"), options, TimeProvider.System);
        WaitFor(() => source.TryTake(out _));
        int stalled = source.ProcessId!.Value;
        Process.Start("kill", $"-STOP {stalled}").WaitForExit();
        WaitFor(() => source.Fault is not null);
        Assert.That(source.Fault, Is.EqualTo("pattern: no picture for 1 s"));
        WaitFor(() => source.TryTake(out _) && source.ProcessId is { } next && next != stalled);
    }

    [Test]
    public void Nothing_is_left_when_it_is_closed()
    {
        var source = new MovingSource(Pattern("testsrc=s=30x20:r=50"), new MovingOptions(), TimeProvider.System);
        WaitFor(() => source.TryTake(out _));
        int id = source.ProcessId!.Value;
        source.Dispose();
        Assert.That(() => Process.GetProcessById(id), Throws.ArgumentException);
    }

    [Test]
    public void A_cut_or_foreign_file_is_one_line()
    {
        byte[] clip = File.ReadAllBytes(Clips.Steps(At("whole.mp4")));
        string cut = At("cut.mp4"), text = At("text.mp4");
        File.WriteAllBytes(cut, clip[..(clip.Length / 3)]);
        File.WriteAllText(text, "no film");
        foreach (string path in new[] { cut, text })
            Demonstration.Refuses(["demo", "--headless", "--frames", "2", "--source", path], Path.GetFileName(path));
    }

    [Test]
    public void Without_ffmpeg_it_says_what_to_install()
    {
        string clip = Clips.Steps(At("clip.mp4"));
        string dotnet = Environment.ProcessPath!;
        var run = Demonstration.Run(["demo", "--headless", "--source", clip],
            new Dictionary<string, string?> { ["PATH"] = Path.GetDirectoryName(dotnet) });
        Assert.That(run.Code, Is.EqualTo(2));
        Assert.That(run.Errors, Does.StartWith("error: ").And.Contain("apt-get install ffmpeg"));
    }

    private static MovingInput Pattern(string graph) => new("pattern", ["-re", "-f", "lavfi", "-i", graph], Live: true);
}
