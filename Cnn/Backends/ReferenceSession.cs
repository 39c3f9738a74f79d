namespace Cnn.Backends;

/// <summary>A graph with one managed tensor per node.</summary>
internal sealed class ReferenceSession : ISession
{
    private readonly VariableSet _variables;
    private readonly TimeProvider _time;
    private readonly Dictionary<Node, Tensor> _values;
    private readonly List<(Node Node, Tensor[] Inputs, Tensor Output)> _steps = [];
    private readonly NodeTime[] _timings;
    private int _next;

    public ReferenceSession(Graph graph, VariableSet variables, TimeProvider time)
    {
        Graph = graph;
        _variables = variables;
        _time = time;
        _values = new Dictionary<Node, Tensor>(graph.Nodes.Length);
        foreach (var node in graph.Nodes)
        {
            _values[node] = node.Op is Constant constant ? constant.Value : new Tensor(node.Shape, node.Type);
            if (!node.IsLeaf)
                _steps.Add((node, node.Inputs.Select(i => _values[i]).ToArray(), _values[node]));
        }
        _timings = _steps.Select(s => new NodeTime(s.Node, NodeTime.Definition, 0)).ToArray();
    }

    public Graph Graph { get; }

    public IReadOnlyList<NodeTime> Timings => _timings;

    public Weights Weights { get; private set; } = Weights.None;

    public void Write(Node input, Tensor value)
    {
        InputChecks.Require(Graph, input, value);
        if (value.Count == input.Shape.Count)
            _values[input].CopyFrom(value);
        else
            _values[input].CopyFront(value);
    }

    public bool Step(TimeSpan budget)
    {
        long start = _time.GetTimestamp();
        if (_next == 0)
        {
            Weights = _variables.Published;
            foreach (var variable in Graph.Variables)
                _values[variable].CopyFrom(Weights[variable.Name]);
        }
        while (_next < _steps.Count)
        {
            long begin = _time.GetTimestamp();
            var (node, inputs, output) = _steps[_next];
            // Where there is nothing to compute, the other axes may still be too long for what an operator keeps beside.
            if (output.Count > 0)
                node.Op.Evaluate(inputs, output);
            _timings[_next] = _timings[_next] with { Milliseconds = _time.GetElapsedTime(begin).TotalMilliseconds };
            _next++;
            if (budget >= TimeSpan.Zero && _next < _steps.Count && _time.GetElapsedTime(start) >= budget)
                return false;
        }
        // All reads of a step have seen the old values; only now do the variables change.
        if (Graph.Updates.Length > 0)
            _variables.Write(Graph.Updates.Select(u => KeyValuePair.Create(u.Variable.Name, _values[u.Value])));
        _next = 0;
        return true;
    }

    public void Read(Node node, Tensor destination) => destination.CopyFrom(ValueOf(node));

    public IReadback Readback(Node node)
    {
        ValueOf(node);
        return new ImmediateReadback(node, Read);
    }

    public void Dispose() { }

    private Tensor ValueOf(Node node) => _values.TryGetValue(node, out var value)
        ? value
        : throw new CnnException($"node '{node.Name}' is not in this session's graph");
}
