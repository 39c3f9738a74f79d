using System.Collections.Immutable;
using Demo.Outputs;
using Demo.Ui;

namespace Demo.Explaining;

/// <summary>What a person asks, and what the methods have said: kept for the panel that shows it.</summary>
internal sealed class WhyState
{
    /// <summary>How many methods are shown side by side.</summary>
    public const int Most = 2;

    private string? _label;
    private string _of = "";

    /// <summary>The methods that are on, in the order in which they lie side by side.</summary>
    public ImmutableArray<Explanation> Shown { get; private set; } = [];

    /// <summary>The same as methods.</summary>
    public ImmutableArray<ExplainMethod> Methods { get; private set; } = [];

    /// <summary>Whether methods compare with the picture's mean colour, and not with black.</summary>
    public bool Mean { get; set; }

    /// <summary>The score that is explained; null while there is none.</summary>
    public NamedScore? Score { get; set; }

    /// <summary>What it is the score of, in as few words as the label has; empty while there is none.</summary>
    public string Of => ReferenceEquals(_label, Score?.Label) ? _of : _of = (_label = Score?.Label) is null ? "" : Score!.Value.Short;

    /// <summary>Whether a person chose it.</summary>
    public bool ByPerson { get; private set; }

    public bool Has(ExplainMethod method) => Methods.Contains(method);

    /// <summary>Turns a method on in place of the older one of two, or off; with none on the panel closes.</summary>
    public void Flip(Scene scene, ExplainMethod method) => Set(scene, Has(method)
        ? Methods.Remove(method)
        : [.. Methods.Skip(Math.Max(0, Methods.Length + 1 - Most)), method]);

    /// <summary>Goes on to the next of some methods, and after the last of them turns them off.</summary>
    public void Next(Scene scene, ReadOnlySpan<ExplainMethod> group)
    {
        var all = group.ToArray();
        bool open = scene.Open[Panel.Why];
        int on = open ? Array.FindIndex(all, Has) : -1;
        if (on < 0)
            Set(scene, open ? [.. Methods.Skip(Math.Max(0, Methods.Length + 1 - Most)), all[0]] : [all[0]]);
        else
            Set(scene, on + 1 < all.Length ? Methods.Replace(all[on], all[on + 1]) : Methods.Remove(all[on]));
    }

    /// <summary>Which score is meant: that of the chosen thing or class, else of the likeliest.</summary>
    public void Follow(Scene scene)
    {
        var output = scene.Network.Parts.Output;
        ByPerson = true;
        if (scene.State.Thing is { } thing && output.Scores.Contains(thing.Place.Node))
            Score = Score is { } last && last.Place == thing.Place ? last : new NamedScore(thing.Place, output.NameOf(thing.Id));
        else if (scene.Network.IsOfClasses(scene.Chosen) && scene.State.HasChosen && output.Scores.Length > 0)
            Score = output.ScoreOf(scene.State.Channel);
        else
            (Score, ByPerson) = (scene is { IsCanvas: true, IsBlank: true } ? null : output.Likeliest(scene.Values), false);
    }

    private void Set(Scene scene, ImmutableArray<ExplainMethod> methods)
    {
        var old = Shown;
        Methods = methods;
        Shown = [.. methods.Select(method => old.FirstOrDefault(shown => shown.Method == method) ?? new Explanation(method))];
        scene.Open[Panel.Why] = methods.Length > 0;
        scene.Open[Panel.Zoom] = scene.Open[Panel.Table] = scene.Open[Panel.Excite] = false;
    }
}
