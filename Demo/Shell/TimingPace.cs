using Demo.Engines;
using Demo.Ui;

namespace Demo.Shell;

/// <summary>
/// When a run is timed and its times are shown. Timing makes a run slower, on a software device by half: of a moving source few
/// are timed.
/// </summary>
internal sealed class TimingPace(TimeProvider time)
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(0.25), PauseOfMoving = TimeSpan.FromSeconds(1);

    private TimeSpan _looked;

    /// <summary>After a run: adds its times where it is time.</summary>
    public void Update(IEngine engine, TimeTable times, bool moves)
    {
        var now = time.GetElapsedTime(0);
        if (now - _looked < (moves ? PauseOfMoving : Pause))
            return;
        _looked = now;
        times.Add(engine.Timings);
        engine.TimeNextRun();
    }
}
