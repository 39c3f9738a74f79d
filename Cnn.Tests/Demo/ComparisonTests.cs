using Cnn.Backends;
using Cnn.Cpu;
using Cnn.Gl;
using Cnn.Tests.Gl;
using Cnn.Tests.Platform;
using Demo.Engines;
using Demo.Sources;
using Demo.Ui;
using NUnit.Framework;

namespace Cnn.Tests.Demo;

/// <summary>A comparison beside a network that runs: of one run, and nobody waits for it.</summary>
[NonParallelizable]
public class ComparisonTests
{
    private static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(10);

    [Test, OwnThread]
    public void A_run_is_copied_while_the_next_one_waits_and_nobody_waits_for_the_device() => Play((engine, comparison, fences) =>
    {
        Run(engine, fences, Picture(1));
        fences.PassAll();
        comparison.Begin(engine, Picture(1), Choices);
        Assert.That(engine.Busy, "its values are being copied");
        fences.Waits.Clear();
        for (int i = 0; i < 200 && engine.Held; i++)
            Assert.That(comparison.Advance(TimeSpan.Zero), Is.False);
        Assert.That(engine.Held, Is.False, "a copy or more in each tick");
        Assert.That(fences.Waits, Is.All.EqualTo(TimeSpan.Zero));
        // The device is late: what was copied is not there yet. The network goes on.
        for (int i = 0; i < 5; i++)
            Assert.That(comparison.Advance(Tick), Is.False);
        fences.PassAll();
        Run(engine, fences, Picture(2));
        Finish(comparison, fences);
        Assert.That(comparison.Result!.Run, Is.EqualTo(1));
        RequireSmall(comparison.Result);
    });

    [Test, OwnThread]
    public void Where_runs_follow_each_other_the_next_one_is_compared_with_what_it_saw() => Play((engine, comparison, fences) =>
    {
        Run(engine, fences, Picture(1));
        fences.PassAll();
        engine.Start(Picture(2), Choices, null);
        comparison.Begin(engine, Picture(3), Choices);
        while (!engine.Advance(Tick))
            fences.PassAll();
        Assert.That(comparison.Advance(Tick), Is.False);
        Assert.That(engine.Held, Is.False);
        fences.PassAll();
        Assert.That(engine.Busy, Is.False, "it waits for the next run");
        var picture = Picture(4);
        Run(engine, fences, picture);
        Assert.That(engine.Held, "no run comes after this one");
        // The source draws into its picture again.
        Array.Clear(picture.Pixels);
        Finish(comparison, fences);
        Assert.That(comparison.Result!.Run, Is.EqualTo(3));
        Assert.That(engine.Held, Is.False);
        RequireSmall(comparison.Result);
    });

    [Test, OwnThread]
    public void A_run_on_a_worker_is_compared_too_and_another_backend_has_no_part_in_the_result()
    {
        using var stage = Stage.OfLeNet();
        var parts = stage.Network.Parts;
        using var engine = new WorkerEngine(null, new CpuBackend(threads: 2), parts);
        using var other = new WorkerEngine(null, new ReferenceBackend(), parts);
        using var comparison = new Comparison(null, parts, waits: false);
        comparison.Follow(engine);
        engine.Start(Picture(1), Choices, null);
        engine.Advance(Timeout.InfiniteTimeSpan);
        comparison.Begin(engine, Picture(1), Choices);
        Assert.That(engine.Busy, "its values are being copied");
        comparison.Advance(Timeout.InfiniteTimeSpan);
        Assert.That((comparison.Result!.Run, engine.Busy), Is.EqualTo((1L, false)));
        RequireSmall(comparison.Result);
        // The next is under way when a person takes the other backend.
        comparison.Begin(engine, Picture(1), Choices);
        comparison.Follow(other);
        comparison.Advance(Timeout.InfiniteTimeSpan);
        Assert.That(comparison.Result, Is.Null);
    }

    private static int[] Choices => [.. Stage.OfLeNet().Network.Choices];

    private static void Play(Action<GlEngine, Comparison, HeldFences> test)
    {
        using var stage = Stage.OfLeNet();
        using var context = new HeadlessContext();
        var fences = new HeldFences();
        var parts = stage.Network.Parts;
        using var engine = new GlEngine(new GlBackend(context.Gl, new GlOptions { Fences = fences }), parts, waits: false);
        using var comparison = new Comparison(context.Gl, parts, waits: false);
        engine.Prepare(Timeout.InfiniteTimeSpan);
        test(engine, comparison, fences);
    }

    private static void Run(GlEngine engine, HeldFences fences, in Frame frame)
    {
        engine.Start(frame, Choices, null);
        while (!engine.Advance(Tick))
            fences.PassAll();
    }

    private static void Finish(Comparison comparison, HeldFences fences)
    {
        while (!comparison.Advance(Tick))
            fences.PassAll();
    }

    private static void RequireSmall(LayerErrors result) => Assert.That(result.Largest, Is.LessThan(1e-3));

    // Another stroke for each number.
    private static Frame Picture(int number)
    {
        var pixels = new int[100 * 80];
        for (int i = 0; i < pixels.Length; i++)
        {
            bool ink = i % 100 > 10 * number && i % 100 < 10 * number + 8 && i / 100 is > 10 and < 70;
            pixels[i] = unchecked((int)0xFF000000) | (ink ? 0xFFFFFF : 0);
        }
        return new Frame(pixels, 100, 80, TimeSpan.Zero, number);
    }
}
