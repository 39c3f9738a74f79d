using Demo.Companions;
using Demo.Drawing;
using Demo.Engines;
using Demo.Explaining;
using Demo.Models;
using Demo.Platform;
using Demo.Sources;
using Demo.Ui;
using Demo.Views;

namespace Demo.Shell;

/// <summary>The app on a window: puts its parts together, and makes each frame one tick of input, running, drawing and reporting.</summary>
internal sealed class App : IDisposable
{
    private readonly IWindow _window;
    private readonly AppOptions _options;
    private readonly ViewSet _views;
    private readonly CanvasSource _canvas;
    private readonly Pipeline _pipeline;
    private readonly Fonts _fonts = new();
    private readonly IPainter _painter;
    private readonly Scene _scene;
    private readonly Controls _controls;
    private readonly Meters _meters;
    private readonly Messages _messages;
    private readonly Selection _selection;
    private readonly CompanionSet _companions;
    private readonly Explanations _explanations;
    private readonly Excitements _excitements;
    private readonly SceneFiller _filler;
    private readonly WindowFit _fit;
    private readonly DrawingGuard _guard;
    private readonly GuardedDrawing _drawing;
    private readonly Screenshots _shots;
    private readonly Recordings _recordings;
    private readonly Exports _exports;
    private readonly ScriptPlayer _script;
    private readonly ComparisonPace _comparisons;
    private readonly TimingPace _timings;
    private readonly SizePace _sizes;
    private readonly TrialPace _trials;
    private readonly ResultReporter _results;
    private readonly SettingsPace _settings;
    private long _ticks, _still;

    public App(IWindow window, NetworkFile file, ViewSet views, AppOptions options)
    {
        options = options with { Finished = window.ContinueEvents };
        (_window, _views, _options) = (window, views, options);
        var clock = new WindowClock(window);
        _canvas = new CanvasSource(clock);
        _painter = window.Gl is { } gl
            ? new Painter(gl, new DrawShaders(gl, options.Gl.ShaderDirectory), window.GetProcAddress, _fonts, options.Backdrop)
            : new BlindPainter();
        _pipeline = new Pipeline(new TickBudget(waits: !options.Realtime, clock), clock, _painter.Frame);
        _meters = new Meters(clock, options.Realtime);
        _messages = new Messages(_meters.Figures, clock, options.Note);
        var sources = new SourceList(_canvas, options.Cameras, options.Moving with { Arrived = window.ContinueEvents }, clock,
            waits: !options.Realtime);
        _messages.Say(options.Source is null ? "" : sources.OpenNow(options.Source));
        _selection = new Selection(window.Gl, file, sources, _pipeline, options, _messages);
        _companions = new CompanionSet(window.Gl, _selection, _painter.Frame, options, _messages, clock);
        _scene = new Scene
        {
            List = new DrawList(),
            Fonts = _fonts,
            Network = _selection.Live.Network,
            Views = views,
            Lessons = options.Lessons ?? Lessons.OfContent(),
            IsTimed = options.Realtime,
            Figures = _meters.Figures,
            Times = _selection.Live.Times,
            Read = node => _pipeline.Engine.Read(node),
            RunOf = node => _pipeline.Engine.RunOf(node),
            Differences = node => _selection.Live.Comparison.DifferenceOfLast(node),
            Companions = _companions.Rows,
            Models = options.Models,
            Screens = options.Screens,
            Recent = _selection.Recent,
            Backends = [.. options.Backends.Select(row => row.Choice)],
            Backend = _selection.Backend.Choice,
        };
        _scene.State.Appearance = options.Appearance;
        _explanations = new Explanations(_selection, _scene, options);
        _excitements = new Excitements(_selection, _scene, options);
        _filler = new SceneFiller(_scene, _selection, _canvas, clock);
        _selection.ModelChanged += _filler.Forget;
        _guard = new DrawingGuard(_messages);
        _fit = new WindowFit(window, views, _scene.State, _guard);
        _drawing = new GuardedDrawing(_scene, _painter, _guard);
        _shots = new Screenshots(Shoot, _messages, options.Headless);
        _recordings = new Recordings(window, _messages, _meters.Figures, waits: !options.Realtime, options.Headless);
        if (options.Record is { } film)
            _recordings.BeginAt(film);
        _exports = new Exports(_scene, _messages, waits: !options.Realtime);
        var actions = new AppActions(
            _selection, views, _canvas, _companions, _shots, _recordings, _exports, _messages, window, _fit, _scene.State,
            options.WhyNoCompute);
        options.KeptScript?.Listen(window);
        window.FileDrop += files => actions.Open(files[0]);
        _controls = new Controls(_scene, _canvas, actions);
        _script = new ScriptPlayer(options.Script, _canvas, _controls, actions, _shots, _fit, options.KeptScript);
        _comparisons = new ComparisonPace(_pipeline.Budget, clock);
        _timings = new TimingPace(clock);
        _sizes = new SizePace(clock);
        _trials = new TrialPace(_selection, window.Gl, options, _messages);
        _results = new ResultReporter(options, _pipeline, _companions, _meters, clock);
        _settings = new SettingsPace(options, window, _scene, _selection, _messages, clock);
        _settings.Restore();
    }

    /// <summary>A line on the frames of the whole run and how old they were on the screen.</summary>
    public string Summary => _meters.Summary(_pipeline.Counts);

    /// <summary>Runs until a person quits or the options say so.</summary>
    /// <returns>What is to be said afterwards: of recordings that ended with it.</returns>
    public IReadOnlyList<string> Run()
    {
        _window.Load += () => _controls.Attach(_window.Input, _fit.ToLogical);
        _window.FramebufferResize += _ => _painter.Forget();
        _window.Render += _ => Tick();
        _window.Run();
        return _recordings.Complete();
    }

    public void Dispose()
    {
        _settings.Dispose();
        // Some have a thread that trains.
        foreach (var view in _views.All)
            (view as IDisposable)?.Dispose();
        _scene.Tour.Dispose();
        _recordings.Dispose();
        _exports.Dispose();
        _trials.Dispose();
        _explanations.Dispose();
        _excitements.Dispose();
        _companions.Dispose();
        _selection.Dispose();
        _painter.Dispose();
        _fonts.Dispose();
    }

    private void Tick()
    {
        _script.Play();
        _guard.Show(_scene.Network, _scene.State.Layer, _views.Shown);
        _fit.Update();
        _selection.TakeOver(_views.Shown.Own(_scene));
        RunNetwork();
        _messages.Update(_selection.Sources.Current);
        Show();
        _results.Report();
        _settings.Update();
        _shots.Save();
        _still += _selection.Held ? 1 : 0;
        if (_options.IsOver(++_ticks, _window.Time, _pipeline.Taken + _still, _selection.Sources.Current.Moves))
            _window.Close();
        if (_window.IsClosing && _options.Shot is not null)
            Shoot(_options.Shot);
    }

    private void RunNetwork()
    {
        var (live, moves) = (_selection.Live, _selection.Sources.Current.Moves);
        long runs = _pipeline.Engine.Runs;
        _pipeline.Tick();
        _trials.Tick();
        if (_options.Realtime && _pipeline.Engine.Runs != runs)
            _timings.Update(_pipeline.Engine, live.Times, moves);
        bool opened = _options.Realtime && _selection.Own is null;
        if (opened && _sizes.TooSlow(_pipeline.Engine, _pipeline.Engine.Runs, _pipeline.Counts, moves && !_trials.Busy) is { } rate)
            _selection.Shrink(rate);
        _comparisons.Update(
            live, _pipeline.Engine, _pipeline.Seen, moves, _views.Shown.Wants.Comparison, _selection.Backend.IsReference);
        if (!_pipeline.Rests)
            _companions.Tick();
        _explanations.Tick();
        _excitements.Tick();
    }

    private void Show()
    {
        _meters.BeginDraw();
        _filler.Update();
        _meters.Update(_pipeline, _scene.Times, _selection.Progress);
        _drawing.Compose(_views.Overlays, new View(_fit.Layout, _fit.Viewport.Scale));
        _controls.Remember(_scene.List.HotSpots);
        bool drawn = Paint();
        if (drawn)
        {
            _window.SwapBuffers();
            _meters.EndDraw();
        }
        _exports.Tick();
        _recordings.Tick(_fit.Viewport, drawn);
    }

    private bool Paint() => _drawing.Paint(_companions.MapsBeside(_pipeline.Engine.Activations), _selection.Live.Comparison, _fit.Viewport);

    private void Shoot(string path)
    {
        Paint();
        _painter.Save(_fit.Viewport, path);
    }
}
