using System.Numerics;
using Cnn;
using Cnn.Preprocessing;
using Demo.Drawing;
using Demo.Engines;
using Demo.Models;
using Demo.Platform;
using Demo.Sources;
using Demo.Ui;
using Demo.Views;

namespace Demo.Shell;

/// <summary>The app on a window: each frame one tick of input, pipeline, drawing and reporting.</summary>
internal sealed class App : IAppActions, IDisposable
{
    // Multiply-accumulates up to which the reference is quick enough to follow all the time.
    private const long MostUnwatchedWork = 20_000_000;
    private const double SecondsBetweenComparisons = 0.5;

    // Looking at the times makes the next run slower, on a software device by half: of a moving source few runs are timed.
    private const double SecondsBetweenTimings = 0.25, SecondsBetweenTimingsOfMoving = 1;

    // It rests so many times as long as it works: frames in their hurry need the processor more.
    private const double RestAfterComparison = 9;

    private readonly IWindow _window;
    private readonly AppOptions _options;
    private readonly ViewSet _views;
    private readonly CanvasSource _canvas;
    private readonly SourceList _sources;
    private readonly Pipeline _pipeline;
    private readonly Fonts _fonts = new();
    private readonly Painter _painter;
    private readonly Scene _scene;
    private readonly Controls _controls;
    private readonly Meters _meters;
    private readonly LiveNetworks _networks;
    private Layout _layout = null!;
    private Viewport _viewport;
    private LiveNetwork _live = null!;
    private int _backend;
    private long _tick, _still;
    private double _compared, _rested, _timed;
    private string _fault = "";
    private readonly List<string> _shots = [];

    public App(IWindow window, NetworkFile file, ViewSet views, AppOptions options)
    {
        (_window, _views, _options) = (window, views, options);
        var clock = new WindowClock(window);
        _canvas = new CanvasSource(clock);
        _sources = new SourceList(_canvas, options.Cameras, options.Moving with { Arrived = window.ContinueEvents }, clock, waits: !options.Realtime);
        string note = options.Source is null ? "" : _sources.OpenNow(options.Source);
        _networks = new LiveNetworks(window.Gl, file, options);
        _painter = new Painter(window.Gl, window.GetProcAddress, _fonts);
        _pipeline = new Pipeline(waits: !options.Realtime, clock);
        _meters = new Meters(clock, options.Realtime);
        _live = _networks.For(IsDrawn);
        _scene = new Scene
        {
            List = new DrawList(),
            Fonts = _fonts,
            Network = _live.Network,
            State = new UiState(),
            Views = views,
            Figures = _meters.Figures,
            Times = _live.Times,
            Read = node => _pipeline.Engine.Read(node),
            Backends = options.Backends,
            Sources = [],
        };
        _controls = new Controls(_scene, _canvas, this);
        Use();
        ListSources();
        Say(note);
    }

    /// <summary>Runs until a person quits or the options say so.</summary>
    public void Run()
    {
        _window.Load += () => _controls.Attach(_window.Input, ToLogical);
        _window.FileDrop += files => Open(files[0]);
        _window.FramebufferResize += _ => _painter.Forget();
        _window.Render += _ => Frame();
        _window.Run();
    }

    /// <summary>A line on the frames of the whole run and how old they were on the screen.</summary>
    public string Summary => _meters.Summary(_pipeline.Counts);

    public void Clear() => _canvas.Clear();

    public void SwitchSource(int index) => _sources.Choose(index);

    public void NextSource()
    {
        if (!_sources.ChooseNext())
            Say("only the canvas is open; drop a picture, a video, a folder or a model onto the window");
    }

    public void NextFile(int by)
    {
        if (!_sources.OpenNext(by))
            Say("no file is open; drop a picture, a video or a folder onto the window");
    }

    public void Wind(TimeSpan by)
    {
        if (_sources.Current is FilmSource film)
            film.Wind(by);
    }

    public void SwitchBackend(int index)
    {
        _backend = index;
        Use();
    }

    public void NextBackend()
    {
        if (_options.Backends.Count == 1)
            Say($"only the backend {_options.Backends[0]} is open");
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

    public void Freeze() => Hold(!_scene.State.Frozen);

    public void StepOnce()
    {
        _pipeline.StepOnce = _pipeline.Frozen;
        (_sources.Current as FilmSource)?.StepOnce();
    }

    public void Rerun() => _pipeline.Rerun();

    public void Quit() => _window.Close();

    public void Dispose()
    {
        _networks.Dispose();
        _painter.Dispose();
        _fonts.Dispose();
        _sources.Dispose();
    }

    private bool IsDrawn => _sources.Current == _canvas;

    // A file that was dropped, or a folder.
    private void Open(string path)
    {
        if (Path.GetExtension(path).Equals(".onnx", StringComparison.OrdinalIgnoreCase))
            _networks.Open(path);
        else
            _sources.Open(path);
    }

    // Takes over what was opened meanwhile. What cannot be opened is a line; the old source or model stays.
    private void TakeOver()
    {
        try
        {
            bool switched = _sources.Poll(out string note);
            if (switched)
            {
                Hold(false);
                Use();
            }
            if (switched || _sources.Count != _scene.Sources.Count)
                ListSources();
            Say(note);
            _networks.Poll(IsDrawn, _backend, () =>
            {
                (_scene.State.Layer, _scene.State.Channel, _scene.State.Scroll) = (1, 0, 0);
                Use();
            });
        }
        catch (CnnException e)
        {
            Say(e.Message);
        }
    }

    // A film stands still itself, so that it goes on where it was; of other sources frames are not taken.
    private void Hold(bool held)
    {
        _scene.State.Frozen = held;
        var film = _sources.Current as FilmSource;
        _pipeline.Frozen = held && film is null;
        if (film is not null)
            film.Held = held;
    }

    public void Say(string message)
    {
        if (message.Length == 0)
            return;
        _meters.Say(message);
        _options.Note?.Invoke(message);
    }

    // The chosen source on the chosen backend.
    private void Use()
    {
        _live = _networks.For(IsDrawn);
        (_scene.Network, _scene.Times) = (_live.Network, _live.Times);
        _live.Times.Forget();
        var engine = _live.Engines[_backend];
        _pipeline.Use(_live.Network, engine, _sources.Current);
        (_meters.Figures.Backend, _meters.Figures.Device) = (engine.Backend, engine.Device);
    }

    private void Frame()
    {
        Resize();
        PlayScript();
        TakeOver();
        long runs = _pipeline.Engine.Runs;
        if (_pipeline.Tick())
            _painter.Upload(_pipeline.Newest);
        if (_options.Realtime && _pipeline.Engine.Runs != runs && _window.Time - _timed >= (_sources.Current.Moves ? SecondsBetweenTimingsOfMoving : SecondsBetweenTimings))
        {
            _timed = _window.Time;
            _scene.Times.Add(_pipeline.Engine.Timings);
        }
        Compare();
        TellFault();
        _meters.BeginDraw();
        Compose();
        if (Paint())
        {
            _window.SwapBuffers();
            _meters.EndDraw();
        }
        Report();
        SaveShots();
        _tick++;
        _still += _scene.State.Frozen ? 1 : 0;
        if (_options.IsOver(_tick, _window.Time, _pipeline.Taken + _still, _sources.Current.Moves))
            _window.Close();
        if (_window.IsClosing && _options.Shot is not null)
            Shoot(_options.Shot);
    }

    // What is to be seen, as data.
    private void Compose()
    {
        var list = _scene.List;
        _scene.Time = _window.Time;
        _scene.FrameSize = (_pipeline.Newest.Width, _pipeline.Newest.Height);
        _scene.Film = _sources.Current is FilmSource film ? (_pipeline.Newest.Place ?? TimeSpan.Zero, film.Length) : null;
        _scene.IsCanvas = IsDrawn;
        _scene.IsBlank = _canvas.IsEmpty;
        var (width, height) = _scene.FrameSize;
        _scene.SeenPart = _live.Area.Seen(_scene.Read, width, height);
        _scene.Found = _live.Area.Found(_scene.Read, width, height);
        _scene.NothingFound = _live.Network.Parts.Preprocessing.FoundNothing(_scene.Read);
        _scene.Errors = _live.Comparison.Result;
        _meters.Update(_pipeline, _scene.Times, _networks.Progress);
        list.Reset();
        var view = new View(_layout);
        foreach (var overlay in _views.Overlays)
            if (overlay.Toggle is not { } toggle || _scene.IsOn(toggle))
                overlay.Draw(_scene, view);
        list.End();
        _controls.Remember(list.HotSpots);
    }

    private bool Paint() => _painter.Draw(_scene.List, _pipeline.Engine.Activations, _live.Comparison, _viewport);

    // What was shown need not be there any more to be read.
    private void Shoot(string path)
    {
        _painter.Forget();
        Paint();
        Screenshot.Save(_window.Gl, _viewport, path);
    }

    // The last picture stays while a source is away.
    private void TellFault()
    {
        string fault = _sources.Current switch
        {
            MovingSource { Fault: { } gone } => gone,
            FilmSource { Fault: { } gone } => gone,
            _ => "",
        };
        if (fault.Length > 0)
            _meters.Say($"{fault}; trying again");
        if (fault != _fault)
            _options.Note?.Invoke(fault.Length > 0 ? $"{fault}; trying again" : $"{_sources.Current.Name}: pictures come again");
        _fault = fault;
    }

    // The reference is slow: it follows at its own rate, and for a large network or a moving source only while somebody looks.
    private void Compare()
    {
        var comparison = _live.Comparison;
        bool watched = _views.Shown.Wants.Comparison;
        if (comparison.Poll())
            Rest();
        if (comparison.Busy || _pipeline.Engine is not GlEngine { Busy: false, Session: { } session } engine || engine.Runs == 0)
            return;
        bool unasked = _live.Network.Work > MostUnwatchedWork || _sources.Current.Moves;
        if ((!watched && unasked) || comparison.Result?.Run == engine.Runs)
            return;
        if (comparison.Result is null || _window.Time >= _rested)
        {
            _compared = _window.Time;
            comparison.Begin(session, _pipeline.Newest, _live.Network.Choices, engine.Runs);
            if (!comparison.Busy)
                Rest();
        }

        void Rest() => _rested = _window.Time + Math.Max(SecondsBetweenComparisons, (watched ? 1 : RestAfterComparison) * (_window.Time - _compared));
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
                _options.Report?.Invoke(result, result.Class >= 0 ? label : _live.Network.Parts.Kind == OutputKind.Classes ? "no page in view" : _live.Network.Parts.OutputText);
        }
    }

    private void SaveShots()
    {
        foreach (string shot in _shots)
        {
            Shoot(shot);
            if (!_options.Headless)
                Say($"saved {shot}");
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
            if (happens.Drop is { } path)
                Open(path);
            if (happens.Shot is { } shot)
                _shots.Add(shot);
        }
    }

    private void Resize()
    {
        var size = _window.FramebufferSize;
        float scale = Layout.ScaleFor(size.X, size.Y, _window.ContentScale);
        _viewport = new Viewport(_window.Framebuffer, size.X, size.Y, scale);
        _layout = _views.Arrange(size.X / scale, size.Y / scale);
    }

    private Vector2 ToLogical(Vector2 at)
    {
        Resize();
        return at * new Vector2(_window.FramebufferSize.X, _window.FramebufferSize.Y) / new Vector2(_window.Size.X, _window.Size.Y) / _viewport.Scale;
    }

    private void ListSources()
    {
        _scene.Sources = [.. _sources.Choices.Select(choice => new SourceChoice(choice.Name, choice.Chosen, choice.Help))];
        (_scene.SourceName, _scene.SourcePosition) = (_sources.Current.Name, _sources.Album?.Position ?? "");
    }
}
