using System.Globalization;
using Demo.Ui;

namespace Demo.Shell;

/// <summary>Measures what the status bar shows, at a pace that can be read.</summary>
/// <param name="time">The app's clock.</param>
/// <param name="realtime">Whether the clock measures anything; a virtual one stands still while things are computed.</param>
internal sealed class Meters(TimeProvider time, bool realtime)
{
    private static readonly TimeSpan Pace = TimeSpan.FromSeconds(0.25);

    private readonly Latencies _latencies = new();
    private long _allFrames;
    private int _frames, _draws;
    private TimeSpan _began, _since, _drawTime, _drawBegan, _latency;

    public Figures Figures { get; } = new();

    public void BeginDraw() => _drawBegan = Now;

    public void EndDraw()
    {
        _drawTime += Now - _drawBegan;
        _draws++;
    }

    public void Add(in RunResult result)
    {
        // The age of a frame that is run again says nothing.
        if (result.Again)
            return;
        _latency = result.Latency;
        _latencies.Add(result.Latency);
    }

    /// <summary>A line on the whole run.</summary>
    public string Summary(in FrameCounts counts) => string.Create(CultureInfo.InvariantCulture,
        $"frames: {counts.Captured} captured, {counts.Shown} shown, {counts.Dropped} dropped; "
        + $"capture to screen p50 {_latencies.Quantile(0.5):0.0} ms, p95 {_latencies.Quantile(0.95):0.0} ms, "
        + $"max {_latencies.Largest.TotalMilliseconds:0.0} ms; {(_allFrames - 1) / (Now - _began).TotalSeconds:0.0} fps");

    /// <summary>Once a frame: brings the figures up to date when it is time.</summary>
    public void Update(Pipeline pipeline, TimeTable times, double opening)
    {
        Figures.Progress = Math.Min(pipeline.Engine.Progress, opening);
        Figures.Preparing = pipeline.Engine.Preparing;
        _frames++;
        var now = Now;
        if (_allFrames++ == 0)
            _began = now;
        if (now - _since < Pace)
            return;
        // The first interval begins in the middle of a frame and would count one too many.
        if (_since > TimeSpan.Zero)
            Figures.FramesPerSecond = _frames / (now - _since).TotalSeconds;
        Figures.LatencyMs = _latency > TimeSpan.Zero ? _latency.TotalMilliseconds : double.NaN;
        (Figures.Captured, Figures.Shown, Figures.Dropped) = pipeline.Counts;
        Figures.NetworkMs = times.Total;
        Figures.DrawMs = realtime && _draws > 0 ? _drawTime.TotalMilliseconds / _draws : double.NaN;
        (_frames, _draws, _drawTime, _since) = (0, 0, TimeSpan.Zero, now);
    }

    private TimeSpan Now => time.GetElapsedTime(0);
}
