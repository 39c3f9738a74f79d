using Cnn.Gl;
using Demo.Engines;
using Demo.Sources;
using NUnit.Framework;

namespace Cnn.Tests.Demo.Automatic;

/// <summary>Measuring beside the window: what counts, in whose turn, and how it ends.</summary>
public class BackendTrialTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    private readonly Stage _stage = Stage.OfLeNet();
    private readonly Clock _clock = new();

    [OneTimeTearDown]
    public void Close() => _stage.Dispose();

    private BackendTrial Begin(params BackendRow[] rows) => new(
        new EngineNeeds(null, _stage.Network.Parts, new GlOptions(), Waits: false), rows, glDevice: "",
        new Frame(new int[100 * 80], 100, 80, TimeSpan.Zero, 1), _stage.Network.Choices, _clock);

    // Gives a turn whenever one is wanted; how many were.
    private static int Play(BackendTrial trial)
    {
        int turns = 0;
        Assert.That(SpinWait.SpinUntil(() =>
        {
            if (trial.WantsTurn)
            {
                trial.Give();
                turns++;
            }
            return trial.IsOver;
        }, Patience));
        return turns;
    }

    [Test]
    public void The_best_of_four_runs_counts_after_a_second_of_others()
    {
        double[] times = [900, 7, 93, 30, 21, 40, 25];
        int run = 0;
        using var trial = Begin(TimedBackend.Row("cpu", _clock, () => times[run++]), TimedBackend.Row("gl", _clock, () => 35));
        Assert.That(Play(trial), Is.EqualTo(4 + 4));
        Assert.That(trial.Times!.All, Is.EqualTo(new[] { ("cpu", 21.0), ("gl", 35.0) }));
        Assert.That((trial.Fault, trial.WasStopped), Is.EqualTo(("", false)));
    }

    [Test]
    public void What_is_far_slower_is_looked_at_once()
    {
        using var trial = Begin(TimedBackend.Row("cpu", _clock, () => 10), TimedBackend.Row("gl", _clock, () => 21));
        Assert.That(Play(trial), Is.EqualTo(4 + 1));
        Assert.That(trial.Times!.All[1], Is.EqualTo(("gl", 21.0)));
    }

    [Test]
    public void Nothing_is_measured_out_of_turn_and_who_stops_it_does_not_wait()
    {
        using var trial = Begin(TimedBackend.Row("cpu", _clock, () => 10), TimedBackend.Row("gl", _clock, () => 21));
        Assert.That(SpinWait.SpinUntil(() => trial.WantsTurn, Patience));
        Assert.That((trial.HasTurn, trial.IsOver), Is.EqualTo((false, false)));
        trial.Stop();
        Assert.That(SpinWait.SpinUntil(() => trial.IsOver, Patience));
        Assert.That((trial.Times, trial.WasStopped), Is.EqualTo(((BackendTimes?)null, true)));
    }

    [Test]
    public void What_fails_says_so_and_where_there_is_no_opengl_beside_the_window_nothing_is_said()
    {
        var cpu = TimedBackend.Row("cpu", _clock, () => 10);
        using var broken = Begin(cpu, TimedBackend.Row("gl", _clock, () => throw new CnnException("out of memory")));
        Play(broken);
        Assert.That((broken.Times, broken.Fault), Is.EqualTo(((BackendTimes?)null, "out of memory")));
        using var none = Begin(cpu, cpu with { Name = "gl", OpenBeside = _ => throw new GlException("no EGL") });
        Play(none);
        Assert.That((none.Times, none.Fault), Is.EqualTo(((BackendTimes?)null, "")));
        using var other = Begin(cpu, cpu with { Name = "gl", NeedsOpenGl = true, OpenBeside = needs => cpu.Open(1) });
        Play(other);
        Assert.That((other.Times, other.Fault), Is.EqualTo(((BackendTimes?)null, "")), "another device says nothing");
    }
}
