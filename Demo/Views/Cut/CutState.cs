using System.Collections.Immutable;
using Cnn;
using Cnn.Surgery;
using Demo.Cutting;
using Demo.Ui;

namespace Demo.Views.Cut;

/// <summary>The cuts that a person has made and what is looked at; the panels read it, and every cut goes through it.</summary>
internal sealed class CutState
{
    private CutLayers? _layers;
    private Operation? _operation;
    private (Operation? Of, ImmutableArray<Cnn.Surgery.Cut> Made, ImmutableArray<Cnn.Surgery.Cut> Undone) _history = (null, [], []);

    public CutState() => Editor = new CutEditor(this);

    /// <summary>The opened network's layers.</summary>
    public CutLayers Layers => _layers!;

    /// <summary>The cuts into its model, the newest last.</summary>
    public Operation Operation => _operation!;

    /// <summary>What runs.</summary>
    public CutLive Live { get; } = new();

    /// <summary>The chosen kernel's numbers.</summary>
    public CutEditor Editor { get; }

    /// <summary>Whether cuts change a whole kernel, or else its part for the input that is looked at.</summary>
    public bool IsWhole { get; set; } = true;

    /// <summary>The layer and map whose kernel waits for another one to be exchanged with.</summary>
    public (Node Layer, int Map)? Swapped { get; set; }

    /// <summary>The layer whose maps stay in view while others are cut; null for the chosen one.</summary>
    public Layer? Pinned { get; set; }

    /// <summary>Keeps to the opened network; another model begins without cuts.</summary>
    public void Follow(Network network)
    {
        if (_layers?.Network == network)
            return;
        _layers = new CutLayers(network);
        if (_operation?.Original != network.Parts.Model)
            _operation = Operation.On(network.Parts.Model, network.Parts.Variables);
        (Pinned, Swapped) = (null, null);
    }

    /// <summary>The node of the model that the chosen layer is; null for the picture.</summary>
    public Node? Chosen(Scene scene)
    {
        // A key may come before the first frame.
        Follow(scene.Network);
        return Layers.ModelOf(scene.Chosen);
    }

    /// <summary>The cuts in force.</summary>
    public ImmutableArray<Cnn.Surgery.Cut> Cuts => History.Made;

    /// <summary>Those that were taken back, the next one first.</summary>
    public ImmutableArray<Cnn.Surgery.Cut> Undone => History.Undone;

    /// <summary>Whether a cut in force is on a layer.</summary>
    public bool IsCut(Node node)
    {
        foreach (var cut in Cuts)
            if (cut.Layer == node)
                return true;
        return false;
    }

    /// <summary>Makes a cut; one that cannot be made is a line.</summary>
    /// <param name="cut">The cut, on a node of the model.</param>
    /// <param name="app">Says it.</param>
    /// <param name="again">Whether it takes the place of the last one.</param>
    public void Do(Cnn.Surgery.Cut cut, IAppActions app, bool again = false)
    {
        try
        {
            _operation = (again ? Operation.Undo() : Operation).With(cut);
            Swapped = null;
        }
        catch (CnnException e)
        {
            app.Say(e.Message);
        }
    }

    /// <summary>Takes the last cut back.</summary>
    public void Undo() => _operation = _operation?.Undo();

    /// <summary>Makes the cut again that was taken back last.</summary>
    public void Redo() => _operation = _operation?.Redo();

    /// <summary>Goes back, or on again, until so many cuts are in force.</summary>
    public void GoTo(int count)
    {
        while (_operation is { CanUndo: true } && Cuts.Length > count)
            Undo();
        while (_operation is { CanRedo: true } && Cuts.Length < count)
            Redo();
    }

    // Asked for in every frame.
    private (Operation? Of, ImmutableArray<Cnn.Surgery.Cut> Made, ImmutableArray<Cnn.Surgery.Cut> Undone) History =>
        _history.Of == _operation ? _history : _history = (_operation, Operation.Cuts, Operation.Undone);
}
