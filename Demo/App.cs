using System.Numerics;
using Cnn;
using Demo.Drawing;
using Demo.Engines;
using Demo.Platform;
using Demo.Sources;
using Demo.Ui;

namespace Demo;

/// <summary>The app on a window: each frame one tick of input, pipeline, drawing and reporting.</summary>
internal sealed class App : IAppActions, IDisposable
{
    // Multiply-accumulates up to which the reference is quick enough to follow all the time.
    private const long MostUnwatchedWork = 20_000_000;
    private const double SecondsBetweenComparisons = 0.5;

    private readonly IWindow _window;
    private readonly NetworkFile _file;
    private readonly AppOptions _options;
    private readonly IReadOnlyList<IOverlay> _overlays;
    private readonly List<IFrameSource> _sources = [];
    private readonly CanvasSource _canvas;
    private readonly Pipeline _pipeline;
    private readonly Fonts _fonts = new();
    private readonly Painter _painter;
    private readonly Scene _scene;
    private readonly Controls _controls;
    private readonly Meters _meters;
    private readonly LiveNetwork?[] _networks = new LiveNetwork?[2];
    private Layout _layout = null!;
    private Viewport _viewport;
    private Panels _panels;
    private LiveNetwork _live = null!;
    private int _source, _backend;
    private long _tick;
    private double _compared;
    private readonly List<string> _shots = [];

    public App(IWindow window, NetworkFile file, IReadOnlyList<IOverlay> overlays, AppOptions options)
    {
        (_window, _file, _overlays, _options) = (window, file, overlays, options);
        var clock = new WindowClock(window);
        _canvas = new CanvasSource(clock);
        _sources.Add(_canvas);
        if (options.OpenSource(clock) is { } source)
            _sources.Add(source);
        _source = _sources.Count - 1;
        _painter = new Painter(window.Gl, window.GetProcAddress, _fonts);
        _pipeline = new Pipeline(waits: !options.Realtime);
        _meters = new Meters(clock, options.Realtime);
        _live = LiveFor(_source);
        _scene = new Scene
        {
            List = new DrawList(),
            Fonts = _fonts,
            Network = _live.Network,
            State = new UiState(),
            Figures = _meters.Figures,
            Times = _live.Times,
            Read = node => _pipeline.Engine.Read(node),
            Backends = options.Backends,
            Sources = [],
        };
        _controls = new Controls(_scene, _canvas, this);
        Use();
        ListSources();
    }

    /// <summary>Runs until a person quits or the options say so.</summary>
    public void Run()
    {
        _window.Load += () => _controls.Attach(_window.Input, ToLogical);
        _window.Render += _ => Frame();
        _window.Run();
    }

    /// <summary>A line on the frames of the whole run and how old they were on the screen.</summary>
    public string Summary => _meters.Summary(_pipeline.Counts);

    public void SwitchSource(int index)
    {
        _source = index;
        Use();
        ListSources();
    }

    public void NextSource()
    {
        if (_sources.Count == 1)
            _meters.Say("only the canvas is open; ./run.sh --source FILE opens a picture beside it");
        else
            SwitchSource((_source + 1) % _sources.Count);
    }

    public void SwitchBackend(int index)
    {
        _backend = index;
        Use();
    }

    public void NextBackend()
    {
        if (_options.Backends.Count == 1)
            _meters.Say($"only the backend {_options.Backends[0]} is open");
        SwitchBackend((_backend + 1) % _options.Backends.Count);
    }

    public void SaveScreenshot()
    {
        int number = 1;
        while (File.Exists(Name()))
            number++;
        _shots.Add(Name());

        string Name() => Path.Combine("out", $"screenshot-{number:000}.png");
    }

    public void Freeze() => _pipeline.Frozen = _scene.State.Frozen = !_pipeline.Frozen;

    public void StepOnce() => _pipeline.StepOnce = _pipeline.Frozen;

    public void Rerun() => _pipeline.Rerun();

    public void Quit() => _window.Close();

    public void Dispose()
    {
        foreach (var network in _networks)
            network?.Dispose();
        _painter.Dispose();
        _fonts.Dispose();
        foreach (var source in _sources)
            source.Dispose();
    }

    // Drawings and photos are preprocessed differently, so each has a graph of its own, made when it is first needed.
    private LiveNetwork LiveFor(int source)
    {
        bool drawn = _sources[source] == _canvas;
        return _networks[drawn ? 0 : 1] ??= new LiveNetwork(_window.Gl, _file.PartsFor(drawn), _options.Backends, _options.Gl, waits: !_options.Realtime);
    }

    // The chosen source on the chosen backend.
    private void Use()
    {
        _live = LiveFor(_source);
        (_scene.Network, _scene.Times) = (_live.Network, _live.Times);
        _live.Times.Forget();
        var engine = _live.Engines[_backend];
        _pipeline.Use(_live.Network, engine, _sources[_source]);
        (_meters.Figures.Backend, _meters.Figures.Device) = (engine.Backend, engine.Device);
    }

    private void Frame()
    {
        Resize();
        PlayScript();
        long runs = _pipeline.Engine.Runs;
        if (_pipeline.Tick())
            _painter.Upload(_pipeline.Newest);
        if (_options.Realtime && _pipeline.Engine.Runs != runs)
            _scene.Times.Add(_pipeline.Engine.Timings);
        Compare();
        // The last picture stays while a live source is away.
        if (_sources[_source] is MovingSource { Fault: { } fault })
            _meters.Say($"{fault}; trying again");
        _meters.BeginDraw();
        Draw();
        _meters.EndDraw();
        Report();
        SaveShots();
        _tick++;
        if (_options.IsOver(_tick, _window.Time, _pipeline.Taken, _sources[_source].Moves))
            _window.Close();
        if (_window.IsClosing && _options.Shot is not null)
            Screenshot.Save(_window.Gl, _viewport, _options.Shot);
    }

    private void Draw()
    {
        var (list, state) = (_scene.List, _scene.State);
        _scene.Time = _window.Time;
        _scene.FrameSize = (_pipeline.Newest.Width, _pipeline.Newest.Height);
        _scene.IsCanvas = _sources[_source] == _canvas;
        _scene.IsBlank = _canvas.IsEmpty;
        var (width, height) = _scene.FrameSize;
        _scene.SeenPart = _live.Area.Seen(_scene.Read, width, height);
        _scene.Found = _live.Area.Found(_scene.Read, width, height);
        _scene.Errors = _live.Comparison.Result;
        _meters.Update(_pipeline, _scene.Times);
        list.Reset();
        var view = new View(_layout);
        foreach (var overlay in _overlays)
            if (overlay.Toggle == Key.Unknown || state.IsOn(overlay.Toggle))
                overlay.Draw(_scene, view);
        list.End();
        _controls.Remember(list.HotSpots);
        _painter.Draw(list, _pipeline.Engine.Activations, _live.Comparison, _viewport);
    }

    // The reference is slow: it follows at its own rate, and for a large network only while somebody looks at it.
    private void Compare()
    {
        var comparison = _live.Comparison;
        comparison.Poll();
        var state = _scene.State;
        if (comparison.Busy || _pipeline.Engine is not GlEngine { Busy: false, Session: { } session } engine || engine.Runs == 0)
            return;
        bool watched = state.Difference || state.Table;
        if ((!watched && _live.Network.Work > MostUnwatchedWork) || comparison.Result?.Run == engine.Runs)
            return;
        if (comparison.Result is null || _window.Time - _compared >= SecondsBetweenComparisons)
        {
            _compared = _window.Time;
            comparison.Begin(session, _pipeline.Newest, _live.Network.Choices, engine.Runs);
        }
    }

    private void Report()
    {
        // On a virtual clock a frame is on the screen when its tick ends.
        var shown = TimeSpan.FromSeconds(_window.Time + (_options.Realtime ? 0 : 1 / HeadlessWindow.TicksPerSecond));
        while (_pipeline.TryReport(shown, out var result))
        {
            string label = _live.Network.Label(result.Class);
            _meters.Add(result);
            _options.Log?.Add(result, label, _pipeline.Counts);
            // Of an empty sheet the network has an opinion too, but nobody asked for it.
            if (_scene is not { IsCanvas: true, IsBlank: true })
                _options.Report?.Invoke(result, result.Class < 0 ? _live.Network.Parts.OutputText : label);
        }
    }

    private void SaveShots()
    {
        foreach (string shot in _shots)
        {
            Screenshot.Save(_window.Gl, _viewport, shot);
            if (!_options.Headless)
                _meters.Say($"saved {shot}");
        }
        _shots.Clear();
    }

    private void PlayScript()
    {
        while (_options.Script is not null && _options.Script.TryNext(_tick, out var happens))
        {
            if (happens.Stroke is { } stroke)
                _canvas.Draw(stroke);
            if (happens.Key is { } key)
                _controls.Press(key);
            if (happens.Move is { } move)
                _controls.Move(ToLogical(new Vector2(move.X, move.Y)));
            if (happens.Click is { } click)
            {
                _controls.Down(ToLogical(new Vector2(click.X, click.Y)), MouseButton.Left);
                _controls.Up();
            }
            if (happens.Shot is { } shot)
                _shots.Add(shot);
        }
    }

    private void Resize()
    {
        var (size, state) = (_window.FramebufferSize, _scene.State);
        float scale = Layout.ScaleFor(size.X, size.Y, _window.ContentScale);
        var viewport = new Viewport(_window.Framebuffer, size.X, size.Y, scale);
        var panels = new Panels(state.IsOn(Key.W), state.IsOn(Key.Number8), state.IsOn(Key.Number6), state.IsOn(Key.Number9));
        if (_layout is not null && viewport == _viewport && panels == _panels)
            return;
        (_viewport, _panels) = (viewport, panels);
        _layout = Layout.For(size.X / scale, size.Y / scale, panels);
    }

    private Vector2 ToLogical(Vector2 at)
    {
        Resize();
        return at * new Vector2(_window.FramebufferSize.X, _window.FramebufferSize.Y) / new Vector2(_window.Size.X, _window.Size.Y) / _viewport.Scale;
    }

    private void ListSources() => _scene.Sources =
    [
        .. _sources.Select((source, i) => new SourceChoice(source == _canvas ? "Canvas" : source.Name, i == _source,
            source == _canvas ? "A sheet to draw on (C)." : "The picture that was opened (C).")),
    ];
}
