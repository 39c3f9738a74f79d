using Cnn;
using Cnn.Backends;

namespace Demo.Engines;

/// <summary>
/// The values of one run of a session, kept: a backend that computes nothing. The comparing session holds it to the
/// reference on another thread while the real one goes on.
/// </summary>
internal sealed class Snapshot(Graph graph, VariableSet variables) : IBackend, ICompilation, ISession
{
    private readonly Dictionary<Node, Tensor> _values = [];

    public string Name => "snapshot";

    public string Device => "none";

    public double Progress => 1;

    public ISession Session => this;

    public Graph Graph => graph;

    public IReadOnlyList<NodeTime> Timings => [];

    /// <summary>Takes over what a session computed in its last run.</summary>
    public void Take(ISession session)
    {
        foreach (var node in graph.Nodes)
            if (!node.IsLeaf)
                session.Read(node, TensorFor(node));
    }

    public ICompilation Compile(Graph compiled, VariableSet set, CompileOptions? options = null) => this;

    public void Write(Node input, Tensor value) => TensorFor(input).CopyFront(value);

    public bool Step(TimeSpan budget) => true;

    public void Read(Node node, Tensor destination) => destination.CopyFrom(node.Op switch
    {
        Constant constant => constant.Value,
        Variable => variables[node.Name],
        _ => TensorFor(node),
    });

    public IReadback Readback(Node node) => throw new CnnException("a snapshot does not change; read it");

    public void Dispose() { }

    private Tensor TensorFor(Node node)
    {
        if (!_values.TryGetValue(node, out var tensor))
            _values[node] = tensor = new Tensor(node.Shape, node.Type);
        return tensor;
    }
}
