using System.Collections.Immutable;
using Cnn.Ops;

namespace Cnn.Training;

/// <summary>
/// A network as training runs it: BatchNormalization with the batch's own statistics, which move the running ones, and Dropout that
/// drops. The network itself stays as it runs and is exported.
/// </summary>
internal sealed class TrainingForm
{
    private readonly HashSet<string> _moved = [];
    private readonly List<Update> _updates = [];
    private readonly IReadOnlySet<Node> _trained;
    private readonly Node _step;
    private readonly int _seed;
    private int _masks;

    private TrainingForm(IReadOnlySet<Node> trained, Node step, int seed) => (_trained, _step, _seed) = (trained, step, seed);

    /// <summary>The running statistics among a graph's variables: what is learnt without a gradient.</summary>
    public static IEnumerable<Node> Statistics(Graph graph) =>
        graph.Nodes.Where(n => n.Op is BatchNormalization).SelectMany(n => new[] { n.Inputs[3], n.Inputs[4] }).Where(n => n.Op is Variable);

    /// <summary>Puts a graph into the form.</summary>
    /// <param name="graph">The network with its loss.</param>
    /// <param name="trained">The variables that are trained: a BatchNormalization of which none is stays as it runs.</param>
    /// <param name="step">The number of the step: masks are others in each.</param>
    /// <param name="seed">Seeds the masks.</param>
    /// <returns>For each node of the graph the one that now yields its value, and the updates of the running statistics.</returns>
    public static (IReadOnlyDictionary<Node, Node> Map, IReadOnlyList<Update> Updates) Of(
        Graph graph, IReadOnlySet<Node> trained, Node step, int seed)
    {
        var form = new TrainingForm(trained, step, seed);
        var (_, map) = GraphRewriter.Rewrite(graph, (node, inputs) => node.Op switch
        {
            BatchNormalization op => form.Normalized(node, op, inputs),
            Dropout { Ratio: > 0 } op => form.Dropped(node, op, inputs[0]),
            _ => null,
        });
        return (map, form._updates);
    }

    private Node? Normalized(Node node, BatchNormalization op, ImmutableArray<Node> inputs)
    {
        if (!inputs.Skip(1).Take(2).Any(_trained.Contains))
            return null;
        var (mean, variance) = BatchNormalization.OfBatch(inputs[0]);
        Move(inputs[3], mean, op.Momentum);
        Move(inputs[4], variance, op.Momentum);
        return new Node(op with { Training = true }, [inputs[0], inputs[1], inputs[2], mean, variance], node.Name);
    }

    // As ONNX's training mode: running · momentum + batch · (1 − momentum).
    private void Move(Node running, Node batch, float momentum)
    {
        if (running.Op is Variable && _moved.Add(running.Name))
            _updates.Add(new(running, new Node(new Axpy(momentum), [running, batch * (1 - momentum)], running.Name)));
    }

    private Node Dropped(Node node, Dropout op, Node x)
    {
        var mask = new Node(new DropoutMask(x.Shape, op.Ratio, Seeds.Mix(_seed, _masks++, 0)), [_step], $"{node.Name} mask");
        return new Node(new Mul(), [x, mask], node.Name);
    }
}
