using Demo.Ui;

namespace Demo;

/// <summary>Measures what the status bar shows, at a pace that can be read.</summary>
/// <param name="time">The app's clock.</param>
/// <param name="realtime">Whether the clock measures anything; a virtual one stands still while things are computed.</param>
internal sealed class Meters(TimeProvider time, bool realtime)
{
    private static readonly TimeSpan Pace = TimeSpan.FromSeconds(0.25), MessageTime = TimeSpan.FromSeconds(4);

    private int _frames, _draws;
    private TimeSpan _since, _drawTime, _drawBegan, _saidAt, _latency;

    public Figures Figures { get; } = new();

    /// <summary>Shows a line instead of the figures for a while.</summary>
    public void Say(string message) => (Figures.Message, _saidAt) = (message, Now);

    public void BeginDraw() => _drawBegan = Now;

    public void EndDraw()
    {
        _drawTime += Now - _drawBegan;
        _draws++;
    }

    public void Add(in RunResult result) => _latency = result.Latency;

    /// <summary>Once a frame: brings the figures up to date when it is time.</summary>
    public void Update(Pipeline pipeline, TimeTable times)
    {
        Figures.Progress = pipeline.Engine.Progress;
        _frames++;
        var now = Now;
        if (Figures.Message.Length > 0 && now - _saidAt > MessageTime)
            Figures.Message = "";
        if (now - _since < Pace)
            return;
        // The first interval begins in the middle of a frame and would count one too many.
        if (_since > TimeSpan.Zero)
            Figures.FramesPerSecond = _frames / (now - _since).TotalSeconds;
        Figures.LatencyMs = _latency > TimeSpan.Zero ? _latency.TotalMilliseconds : double.NaN;
        Figures.Dropped = pipeline.Dropped;
        Figures.NetworkMs = times.Total;
        Figures.DrawMs = realtime && _draws > 0 ? _drawTime.TotalMilliseconds / _draws : double.NaN;
        (_frames, _draws, _drawTime, _since) = (0, 0, TimeSpan.Zero, now);
    }

    private TimeSpan Now => time.GetElapsedTime(0);
}
