using Cnn;
using Cnn.Cpu;

namespace Demo.Learning;

/// <summary>
/// Trains on a thread of its own, one network or two in turns, and tells a few times a second what it has come to. The window's thread
/// says what is wanted and never waits, but on a virtual clock, where each tick has its steps (<see cref="Tick"/>).
/// </summary>
internal sealed class Learner : IDisposable
{
    /// <summary>How many steps a tick of a virtual clock has.</summary>
    public const int StepsOfATick = 8;

    private readonly object _gate = new();
    private readonly bool _inTicks;
    private readonly Thread _thread;
    private LearnNews _news;
    private LearnPlan _plan;
    private bool _begins = true, _running, _isTold = true, _rests, _stop;
    private int _asked, _ticks;
    private double _rateFactor = 1;

    private enum Work { Begin, Step, Tell, Stop }

    /// <summary>Begins to read the pictures.</summary>
    /// <param name="plan">What is trained.</param>
    /// <param name="inTicks">Whether it goes on only by <see cref="Tick"/>, so that the same ticks always see the same steps.</param>
    public Learner(LearnPlan plan, bool inTicks)
    {
        (_plan, _inTicks, _news) = (plan, inTicks, new LearnNews(plan, null, []));
        _thread = new Thread(Run) { IsBackground = true, Name = "learner" };
        _thread.Start();
    }

    /// <summary>What it has come to.</summary>
    public LearnNews News => Volatile.Read(ref _news);

    /// <summary>Whether it learns: until that is over or it is told to pause.</summary>
    public bool IsRunning
    {
        get => Volatile.Read(ref _running);
        set => Change(() => _running = value);
    }

    /// <summary>How much higher the learning rate is than the optimiser's usual one; acts with the next step.</summary>
    public double RateFactor
    {
        get => Volatile.Read(ref _rateFactor);
        set => Volatile.Write(ref _rateFactor, value);
    }

    /// <summary>Begins anew, with new weights.</summary>
    public void Begin(LearnPlan plan) => Change(() => (_plan, _begins, _asked) = (plan, true, 0));

    /// <summary>Learns from one batch and pauses.</summary>
    public void StepOnce() => Change(() => (_running, _asked) = (false, _asked + 1));

    /// <summary>On a virtual clock: goes on by a tick, and waits until it rests.</summary>
    public void Tick()
    {
        lock (_gate)
        {
            (_ticks, _rests) = (StepsOfATick, false);
            Monitor.PulseAll(_gate);
            while (!_rests)
                Monitor.Wait(_gate);
        }
    }

    /// <summary>Ends the thread after its step.</summary>
    public void Dispose()
    {
        Change(() => _stop = true);
        _thread.Join();
    }

    private void Change(Action change)
    {
        lock (_gate)
        {
            change();
            Monitor.PulseAll(_gate);
        }
    }

    private void Run()
    {
        using var backend = new CpuBackend();
        using var lesson = new Lesson(backend, _inTicks ? null : TimeProvider.System);
        for (var work = Next(lesson.IsOver); work != Work.Stop; work = Next(lesson.IsOver))
        {
            if (work == Work.Begin)
                lesson.Begin(_plan);
            else if (work == Work.Step)
                lesson.Step(RateFactor);
            // Who looks at single steps sees each; else a few a second are enough.
            if (work != Work.Step || lesson.IsDue)
                Volatile.Write(ref _news, lesson.Tell());
        }
    }

    // Waits until there is something to do. Before it rests it tells what it has come to.
    private Work Next(bool over)
    {
        lock (_gate)
            while (true)
            {
                if (_stop)
                    return Work.Stop;
                if (_begins)
                {
                    (_begins, _isTold) = (false, true);
                    return Work.Begin;
                }
                if (over)
                    (_running, _asked) = (false, 0);
                if ((_running || _asked > 0) && (!_inTicks || _ticks > 0))
                {
                    (_asked, _ticks, _isTold) = (Math.Max(0, _asked - 1), _ticks - 1, false);
                    return Work.Step;
                }
                if (!_isTold)
                {
                    _isTold = true;
                    return Work.Tell;
                }
                (_rests, _ticks) = (true, 0);
                Monitor.PulseAll(_gate);
                Monitor.Wait(_gate);
            }
    }
}
