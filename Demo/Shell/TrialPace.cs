using Cnn;
using Demo.Engines;
using Demo.Models;
using Silk.NET.OpenGL;

namespace Demo.Shell;

/// <summary>
/// When the opened network is measured on the backends, where nobody has chosen one: once it has shown something, a run of its own and
/// one that counts in turns. Where another backend turns out to be clearly faster the network changes over, when it has run there.
/// </summary>
/// <param name="selection">What is in use.</param>
/// <param name="gl">OpenGL; null where nothing is drawn, and so nothing is to be chosen.</param>
/// <param name="options">What the command line asks.</param>
/// <param name="messages">Where the outcome is said.</param>
internal sealed class TrialPace(Selection selection, GL? gl, AppOptions options, Messages messages) : IDisposable
{
    private readonly string _glDevice = gl is null ? "" : gl.GetStringS(StringName.Renderer);
    private BackendTrial? _trial;
    private LiveNetwork? _tried, _changing;
    private BackendVerdict? _logged;
    private bool _given;

    /// <summary>Whether measuring, or changing over to another backend, is under way.</summary>
    public bool Busy => _trial is not null || _changing is not null;

    /// <summary>Once a tick, after the network has had its part of it.</summary>
    public void Tick()
    {
        var (pipeline, automatic) = (selection.Pipeline, selection.Automatic);
        if (_trial is { IsOver: true } over)
            End(over, automatic);
        else if (_trial is { } trial && (automatic is null || selection.Opened != _tried || selection.Own is not null))
        {
            trial.Stop();
            _given = pipeline.Rests = false;
        }
        else if (_trial is not null)
            TakeTurns(_trial, pipeline);
        if (automatic is not { Measures: true })
            return;
        if (_trial is null && _changing is null && selection.Own is null && pipeline.Engine.Runs > 0)
            Begin(automatic, pipeline);
        if (_changing is not null)
            ChangeOver(_changing, pipeline);
        Log(automatic);
    }

    public void Dispose() => _trial?.Dispose();

    private void Begin(AutomaticBackend automatic, Pipeline pipeline)
    {
        var parts = selection.Opened.Network.Parts;
        if (selection.Progress < 1 || automatic.Of(parts).IsKnown || pipeline.Newest.Pixels is null)
            return;
        // Its updates would change the weights.
        if (parts.Graph.Updates.Length > 0)
        {
            automatic.Learn(parts, null);
            return;
        }
        string likely = automatic.Likely(parts);
        _tried = selection.Opened;
        _trial = new BackendTrial(options.Needs(null, parts), [.. automatic.Candidates.OrderBy(row => row.Name == likely ? 0 : 1)],
            _glDevice, pipeline.Newest, selection.Opened.Network.Choices, automatic.Clock);
    }

    // Never two runs at a time: they would share the processors. The network rests for one run, and then has one of its own.
    private void TakeTurns(BackendTrial trial, Pipeline pipeline)
    {
        if (_given && !trial.HasTurn)
            _given = pipeline.Rests = false;
        else if (!_given && trial.WantsTurn)
        {
            _given = pipeline.Rests && !pipeline.Engine.Busy;
            pipeline.Rests = true;
            if (_given)
                trial.Give();
        }
    }

    private void End(BackendTrial trial, AutomaticBackend? automatic)
    {
        trial.Dispose();
        (_trial, _given, selection.Pipeline.Rests) = (null, false, false);
        if (trial.WasStopped || automatic is null)
            return;
        var parts = _tried!.Network.Parts;
        var verdict = automatic.Learn(parts, trial.Times);
        if (trial.Fault.Length > 0)
            messages.Say($"{parts.Name} could not be measured: {trial.Fault}");
        else if (trial.Times is not null)
            messages.Say($"{parts.Name} runs on {verdict.Backend} ({verdict.Why})");
        if (verdict.Backend != selection.Backend.Name)
            _changing = _tried;
        else
            selection.Judged();
    }

    // The last result stays on the screen until there is one of the other backend.
    private void ChangeOver(LiveNetwork live, Pipeline pipeline)
    {
        if (live != selection.Opened || selection.Own is not null)
        {
            _changing = null;
            return;
        }
        try
        {
            var engine = live.Engines[selection.IndexFor(live)];
            if (engine.Runs == 0 && !(engine.Prepare(pipeline.Budget.CompilingBeside) && HasRun(engine, live, pipeline)))
                return;
            _changing = null;
            selection.UseAgain();
        }
        catch (CnnException e)
        {
            _changing = null;
            selection.Automatic!.Learn(live.Network.Parts, null);
            messages.Say(e.Message);
        }
    }

    private static bool HasRun(IEngine engine, LiveNetwork live, Pipeline pipeline)
    {
        if (pipeline.Newest.Pixels is null)
            return true;
        if (!engine.Busy)
            engine.Start(pipeline.Newest, live.Network.Choices, device: null);
        return engine.Advance(pipeline.Budget.CompilingBeside);
    }

    private void Log(AutomaticBackend automatic)
    {
        var verdict = automatic.Of(selection.Opened.Network.Parts);
        if (verdict == _logged || verdict.Why.Length == 0)
            return;
        _logged = verdict;
        options.Log?.Add(verdict.Backend, verdict.Why);
    }
}
