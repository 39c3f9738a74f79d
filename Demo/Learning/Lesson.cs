using System.Collections.Immutable;
using Cnn;
using Cnn.Backends;

namespace Demo.Learning;

/// <summary>What the thread that trains has at hand: the pictures and one training or two, which take turns.</summary>
/// <param name="backend">Where they run.</param>
/// <param name="clock">Says when something is to be told again; null on a virtual clock, where every tick tells.</param>
internal sealed class Lesson(IBackend backend, TimeProvider? clock) : IDisposable
{
    private static readonly TimeSpan TellEvery = TimeSpan.FromSeconds(0.3), LookEvery = TimeSpan.FromSeconds(1);

    private readonly List<LearnRun> _runs = [];
    private LearnPlan _plan = null!;
    private LearnData? _data;
    private string _fault = "";
    private long _told, _looked, _measured;
    private long _learnt;
    private double _speed = double.NaN;

    /// <summary>Whether nothing is left to learn, or nothing to learn from.</summary>
    public bool IsOver => _runs.All(run => run.IsOver);

    /// <summary>Whether it is time to tell.</summary>
    public bool IsDue => clock is not null && clock.GetElapsedTime(_told) >= TellEvery;

    /// <summary>Begins with new weights, and reads the pictures where they are others.</summary>
    public void Begin(LearnPlan plan)
    {
        Forget();
        (_plan, _fault) = (plan, "");
        try
        {
            if (_data?.Choice != plan.Data)
                _data = plan.Data.Load();
            _runs.Add(new LearnRun(backend, _data!, plan.First));
            if (plan.Second is { } second)
                _runs.Add(new LearnRun(backend, _data!, second));
        }
        catch (Exception e) when (e is CnnException or IOException or UnauthorizedAccessException)
        {
            _fault = e.Message.ReplaceLineEndings(" ");
            Forget();
            _data = _data?.Choice == plan.Data ? _data : null;
        }
    }

    /// <summary>Learns from one batch; two trainings one after the other.</summary>
    /// <param name="rateFactor">How much higher the learning rate is than usual.</param>
    public void Step(double rateFactor)
    {
        foreach (var run in _runs)
        {
            run.Step(rateFactor);
            _learnt += run.IsOver ? 0 : RunSettings.Batch;
        }
    }

    /// <summary>Publishes the weights and says how far it is; looks into the layers where it has not for a while.</summary>
    public LearnNews Tell()
    {
        bool resting = !IsDue;
        foreach (var run in _runs)
            run.Publish();
        if (clock is null || resting || clock.GetElapsedTime(_looked) >= LookEvery)
        {
            foreach (var run in _runs)
                run.Look();
            _looked = clock?.GetTimestamp() ?? 0;
        }
        Measure(resting);
        _told = clock?.GetTimestamp() ?? 0;
        return new LearnNews(_plan, _data, [.. _runs.Select(run => run.Tell())])
        {
            Fault = _fault,
            StepsPerEpoch = _runs.FirstOrDefault()?.StepsPerEpoch ?? 1,
            Steps = _runs.FirstOrDefault()?.Steps ?? 1,
            PicturesPerSecond = _speed,
        };
    }

    public void Dispose() => Forget();

    // Over about a second; what was learnt before a rest does not count after it.
    private void Measure(bool resting)
    {
        if (clock is null)
            return;
        var passed = clock.GetElapsedTime(_measured);
        if (resting)
            _speed = double.NaN;
        else if (passed < TimeSpan.FromSeconds(1))
            return;
        else
            _speed = _learnt / passed.TotalSeconds;
        (_measured, _learnt) = (clock.GetTimestamp(), 0);
    }

    private void Forget()
    {
        foreach (var run in _runs)
            run.Dispose();
        _runs.Clear();
    }
}
