using System.Collections.Immutable;
using Demo.Engines;
using Demo.Shell;
using Demo.Ui;

namespace Demo.Explaining;

/// <summary>
/// Keeps the explanations going that the screen shows: asks about the picture of the network's newest run, beside it and on another
/// thread. While none is shown it does nothing.
/// </summary>
/// <param name="selection">What is in use.</param>
/// <param name="scene">What is asked, and where the answers go.</param>
/// <param name="options">What the command line asks.</param>
internal sealed class Explanations(Selection selection, Scene scene, AppOptions options) : IDisposable
{
    private Explainer? _explainer;
    private ExplainQuestion? _asked;
    private ImmutableArray<ExplainMethod> _methods = [];
    private (IEngine? Engine, long Run) _seen;

    /// <summary>Asks about what is new, and takes what was answered; once a frame.</summary>
    public void Tick()
    {
        if (!scene.Open[Panel.Why] || selection.Own is not null)
        {
            if (_asked is not null)
                _explainer!.Ask(_asked = null, null, []);
            return;
        }
        scene.Why.Follow(scene);
        Ask();
        if (_explainer is not null)
            _explainer.IsFlowing = selection.Sources.Current.Moves && !selection.Held;
        _explainer?.Tick();
        foreach (var shown in scene.Why.Shown)
            _explainer?.TryTake(shown);
    }

    public void Dispose() => _explainer?.Dispose();

    private void Ask()
    {
        var (why, engine, parts) = (scene.Why, selection.Pipeline.Engine, selection.Live.Network.Parts);
        var output = parts.Preprocessing.Output;
        // What is asked belongs to the network on the screen, which another one may have replaced in this tick.
        if (scene.Network.Parts != parts || why.Score is not { } score || engine.Read(output) is not { } picture)
            return;
        var question = new ExplainQuestion(parts, score, why.ByPerson, scene.SeenPart, why.Mean);
        var run = (engine, engine.RunOf(output));
        bool fresh = _asked is null || _seen != run;
        if (!fresh && _asked == question && _methods == why.Methods)
            return;
        _explainer ??= new Explainer(inTicks: !options.Realtime);
        _explainer.Ask(question, fresh || _asked != question ? picture : null, why.Methods);
        (_asked, _methods, _seen) = (question, why.Methods, run);
    }
}
