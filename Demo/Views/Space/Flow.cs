using Demo.Ui;

namespace Demo.Views.Space;

/// <summary>
/// How far the dots on the lines have come. Data flows when data flows: a run of the network carries them on for a while, and while
/// nothing is run they stand, and nothing is drawn.
/// </summary>
internal sealed class Flow
{
    // In seconds.
    private const double After = 1.6;

    // In units of space a second.
    private const double Speed = 0.55;

    private double _time, _until;
    private long _run;

    /// <summary>How far, in units of space.</summary>
    public double Way { get; private set; }

    /// <summary>A frame is to be drawn.</summary>
    /// <param name="scene">The scene.</param>
    /// <param name="run">Which run is shown.</param>
    public void Advance(Scene scene, long run)
    {
        double passed = Math.Clamp(scene.Time - _time, 0, 0.1);
        _time = scene.Time;
        if (run != _run)
            (_run, _until) = (run, scene.Time + After);
        if (scene.IsOn(Toggle.Flow) && !scene.State.Frozen && scene.Time < _until)
            Way += passed * Speed;
    }
}
