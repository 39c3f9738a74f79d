using Cnn;
using Cnn.Backends;
using Demo.Engines;
using Demo.Models;
using Demo.Platform;
using Demo.Sources;
using Demo.Ui;

namespace Demo.Shell;

/// <summary>
/// What is left of the app on a machine without OpenGL: input from a script, the network on the CPU, results in the log.
/// The same ticks as offscreen, without pictures.
/// </summary>
internal sealed class BlindApp : IDisposable
{
    private sealed class TickClock : TimeProvider
    {
        public long Tick;

        public override long TimestampFrequency => (long)HeadlessWindow.TicksPerSecond;

        public override long GetTimestamp() => Tick;
    }

    private readonly TickClock _clock = new();
    private readonly AppOptions _options;
    private readonly IFrameSource _source;
    private readonly Network _network;
    private readonly Pipeline _pipeline;
    private readonly WorkerEngine _engine;

    public BlindApp(NetworkFile file, AppOptions options)
    {
        _options = options;
        _source = new CanvasSource(_clock);
        if (options.Source is not null)
        {
            var opened = Opened.Open(options.Source, options.Moving, _clock);
            _source = opened.Source;
            if (opened.Note.Length > 0)
                options.Note?.Invoke(opened.Note);
        }
        _network = new Network(file.PartsFor(drawn: options.Source is null));
        _engine = new WorkerEngine(null, new ReferenceBackend(), _network.Parts);
        _pipeline = new Pipeline(waits: true, _clock);
        _pipeline.Use(_network, _engine, _source);
    }

    /// <summary>Runs until the options say so.</summary>
    public void Run()
    {
        for (; !_options.IsOver(_clock.Tick, _clock.GetElapsedTime(0).TotalSeconds, _pipeline.Taken, _source.Moves); _clock.Tick++)
        {
            while (_options.Script is not null && _options.Script.TryNext(_clock.Tick, out var happens))
                if (happens.Stroke is { } stroke)
                    (_source as CanvasSource)?.Draw(stroke);
                else if (happens.Key == Key.X)
                    (_source as CanvasSource)?.Clear();
                else if (happens.Drop is not null)
                    throw new CnnException($"{happens.Drop} cannot be dropped without OpenGL; --source or --model opens it");
            _pipeline.Tick();
            while (_pipeline.TryReport(TimeSpan.FromSeconds((_clock.Tick + 1) / HeadlessWindow.TicksPerSecond), out var result))
            {
                string label = _network.Label(result.Class);
                _options.Log?.Add(result, label, _pipeline.Counts);
                if (_source is not CanvasSource { IsEmpty: true })
                    _options.Report?.Invoke(result, result.Class < 0 ? _network.Parts.OutputText : label);
            }
        }
    }

    public void Dispose()
    {
        _engine.Dispose();
        _source.Dispose();
    }
}
