using System.Collections.Immutable;
using Cnn.Ops;

namespace Cnn.Surgery;

/// <summary>
/// A network under the knife: the cuts that were made, one after the other, and the graph that they led to. Immutable: each cut, Undo and
/// Redo gives another one, so that a graph that runs or is drawn meanwhile stays what it is.
/// </summary>
public sealed class Operation
{
    private sealed record State(Cut? Cut, Graph Graph, IReadOnlyDictionary<Node, Node> Map);

    private readonly ImmutableList<State> _states;
    private readonly int _at;

    private Operation(VariableSet variables, ImmutableList<State> states, int at) => (Variables, _states, _at) = (variables, states, at);

    /// <summary>Begins, with nothing cut yet.</summary>
    /// <param name="graph">The network, without updates.</param>
    /// <param name="variables">Its weights; never written.</param>
    public static Operation On(Graph graph, VariableSet variables)
    {
        ArgumentNullException.ThrowIfNull(graph);
        ArgumentNullException.ThrowIfNull(variables);
        return new(variables, [new State(null, graph, graph.Nodes.ToDictionary(n => n))], 0);
    }

    /// <summary>The network as it was given.</summary>
    public Graph Original => _states[0].Graph;

    /// <summary>The network with all cuts; sessions of it and of the original are compiled with the same <see cref="Variables"/>.</summary>
    public Graph Graph => _states[_at].Graph;

    /// <summary>The weights of both networks.</summary>
    public VariableSet Variables { get; }

    /// <summary>The cuts that are in force, in their order; each names a layer of the original.</summary>
    public ImmutableArray<Cut> Cuts => [.. _states.Skip(1).Take(_at).Select(s => s.Cut!)];

    /// <summary>The cuts that were taken back and can be made again, the next one first.</summary>
    public ImmutableArray<Cut> Undone => [.. _states.Skip(_at + 1).Select(s => s.Cut!)];

    /// <summary>Whether there is a cut to take back.</summary>
    public bool CanUndo => _at > 0;

    /// <summary>Whether there is a cut that was taken back.</summary>
    public bool CanRedo => _at < _states.Count - 1;

    /// <summary>The node that now yields the value of a layer of the original; null where it was removed.</summary>
    public Node? Of(Node original) => _states[_at].Map.GetValueOrDefault(original);

    /// <summary>
    /// The weights that a layer of the original has now, as <see cref="KernelLayout"/> reads them; null where it was removed or has no
    /// kernels that can be changed. Do not write to them.
    /// </summary>
    public Tensor? KernelsOf(Node original) => Of(original) is { } now && KernelLayout.Of(now) is not null
        ? LayerWeights.Value(now, 1, Variables.Published) : null;

    /// <summary>Makes one more cut; what was undone is forgotten.</summary>
    /// <param name="cut">The cut, on a layer of the original.</param>
    /// <exception cref="CnnException">The layer is none of the original, was removed, or cannot be changed so; nothing is cut.</exception>
    public Operation With(Cut cut)
    {
        ArgumentNullException.ThrowIfNull(cut);
        var layer = Of(cut.Layer) ?? throw new CnnException(Original.Nodes.Contains(cut.Layer)
            ? $"'{cut.Layer.Name}' was removed; undo that to change it"
            : $"'{cut.Layer.Name}' is no node of the network that is operated on");
        var (graph, step) = (cut with { Layer = layer }).Apply(Graph, Variables);
        var map = _states[_at].Map.Where(pair => step.ContainsKey(pair.Value)).ToDictionary(pair => pair.Key, pair => step[pair.Value]);
        return new(Variables, _states.RemoveRange(_at + 1, _states.Count - _at - 1).Add(new State(cut, graph, map)), _at + 1);
    }

    /// <summary>Takes the last cut back; the same operation where there is none.</summary>
    public Operation Undo() => CanUndo ? new(Variables, _states, _at - 1) : this;

    /// <summary>Makes the cut again that was taken back last; the same operation where there is none.</summary>
    public Operation Redo() => CanRedo ? new(Variables, _states, _at + 1) : this;

    /// <summary>
    /// The network as one to be saved or trained further: weights that cuts have changed are Variables again, in a set of their own, which
    /// shares the values of all others.
    /// </summary>
    public (Graph Graph, VariableSet Variables) Finished()
    {
        var before = Original.Nodes.ToHashSet();
        var changed = Graph.Nodes.Where(n => n.Op is Conv or ConvTranspose or Gemm or MatMul or BatchNormalization)
            .SelectMany(n => n.Inputs.Skip(1)).Where(n => n.Op is Constant && !before.Contains(n)).ToHashSet();
        var values = Graph.Variables.ToDictionary(n => n.Name, n => Variables[n.Name]);
        var (graph, _) = GraphRewriter.Rewrite(Graph, (node, _) =>
        {
            if (!changed.Contains(node))
                return null;
            string name = node.Name;
            // Another layer may still read the weight of that name.
            for (int i = 2; !values.TryAdd(name, ((Constant)node.Op).Value); i++)
                name = $"{node.Name} {i}";
            return new Node(new Variable(node.Shape), name);
        });
        var variables = new VariableSet();
        variables.Write(Weights.None.With(values));
        return (graph, variables);
    }
}
