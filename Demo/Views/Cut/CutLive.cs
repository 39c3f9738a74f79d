using Cnn;
using Cnn.Surgery;
using Demo.Cutting;
using Demo.Ui;

namespace Demo.Views.Cut;

/// <summary>What runs for the cuts: another graph where they changed it, the same one with other numbers where they did not.</summary>
internal sealed class CutLive
{
    private CutNetwork? _wanted;
    private (NetworkParts? Opened, Operation? Operation) _refused;

    /// <summary>What runs now; null until the first is ready.</summary>
    public CutNetwork? Shown { get; private set; }

    /// <summary>Whether that is what is wanted.</summary>
    public bool IsReady => Shown is not null && Shown == _wanted;

    /// <summary>How many graphs were made so far, each to be compiled.</summary>
    public int Made { get; private set; }

    /// <summary>Why the cuts cannot be run, one line; empty when they can.</summary>
    public string Fault { get; private set; } = "";

    /// <summary>What is to run.</summary>
    /// <param name="opened">The opened network.</param>
    /// <param name="operation">The cuts into its model.</param>
    /// <param name="chosen">The node of the model whose kernels are looked at: no cut of them may compile anything; null for none.</param>
    public NetworkParts? PartsFor(Network opened, Operation operation, Node? chosen)
    {
        if (_wanted is { } now && now.Opened == opened.Parts && (chosen is null || now.Reaches(chosen)) && now.TryFollow(operation))
            return now.Parts;
        if (_refused != (opened.Parts, operation))
            Make(opened, operation, chosen);
        return _wanted?.Parts;
    }

    /// <summary>Keeps to the graph that runs now: the wanted one, the one before until that is ready, or none.</summary>
    public void Follow(Scene scene)
    {
        if (_wanted is not null && scene.Own == _wanted.Parts)
            Shown = _wanted;
        else if (Shown is not null && Shown.Parts != scene.Own)
            Shown = null;
    }

    // What cannot be run leaves the last graph running.
    private void Make(Network opened, Operation operation, Node? chosen)
    {
        try
        {
            _wanted = new CutNetwork(opened.Parts, operation, chosen ?? operation.Original.Outputs[0], opened.Choices);
            (_refused, Fault) = (default, "");
            Made++;
        }
        catch (CnnException e)
        {
            (_refused, Fault) = ((opened.Parts, operation), e.Message);
        }
    }
}
