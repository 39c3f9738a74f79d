namespace Cnn.Backends;

/// <summary>How far one layer of a backend lies from the reference.</summary>
/// <param name="Node">The layer.</param>
/// <param name="Own">
/// The largest |backend − reference| where the reference operator is fed the backend's own inputs: this kernel's error.
/// Infinite where only one of them is a number.
/// </param>
/// <param name="EndToEnd">The same where the reference computed everything from the graph's inputs: all errors up to here.</param>
/// <param name="Milliseconds">The backend's time for the layer, conversions included.</param>
/// <param name="ReferenceMilliseconds">The reference's time.</param>
public readonly record struct LayerDifference(
    Node Node, double Own, double EndToEnd, double Milliseconds, double ReferenceMilliseconds);

/// <summary>
/// A session that runs a graph on a backend and on the reference, and says layer by layer how far apart they are: which
/// kernel is wrong, and how much it matters. It reads as the backend's session.
/// </summary>
public sealed class ComparingSession : ISession
{
    private readonly ISession _tested;
    private readonly ISession _reference;
    private readonly Dictionary<Node, Tensor> _values = [];
    private readonly Dictionary<Node, Tensor> _truths = [];
    private bool _testedIsDone;

    /// <summary>Compiles the graph for both and waits. The backend stays the caller's.</summary>
    /// <exception cref="CnnException">The graph has updates: both runs would change the same variables.</exception>
    public ComparingSession(IBackend backend, Graph graph, VariableSet variables)
    {
        if (graph.Updates.Length > 0)
            throw new CnnException("a graph with updates cannot be compared: both runs would change the same variables");
        _tested = backend.CompileNow(graph, variables);
        _reference = new ReferenceBackend().CompileNow(graph, variables);
    }

    /// <inheritdoc/>
    public Graph Graph => _tested.Graph;

    /// <inheritdoc/>
    public IReadOnlyList<NodeTime> Timings => _tested.Timings;

    /// <inheritdoc/>
    public void Write(Node input, Tensor value)
    {
        _tested.Write(input, value);
        _reference.Write(input, value);
    }

    /// <inheritdoc/>
    public void TimeNextRun() => _tested.TimeNextRun();

    /// <inheritdoc/>
    public Weights Weights => _tested.Weights;

    /// <inheritdoc/>
    public bool Step(TimeSpan budget)
    {
        if (!_testedIsDone)
        {
            _testedIsDone = _tested.Step(budget);
            if (!_testedIsDone || budget >= TimeSpan.Zero)
                return false;
        }
        if (!_reference.Step(budget))
            return false;
        _testedIsDone = false;
        return true;
    }

    /// <inheritdoc/>
    public void Read(Node node, Tensor destination) => _tested.Read(node, destination);

    /// <inheritdoc/>
    public IReadback Readback(Node node) => _tested.Readback(node);

    /// <summary>Compares the last complete run: one row per layer, in order. Waits for the device.</summary>
    public IReadOnlyList<LayerDifference> Differences()
    {
        var times = TimesOf(_tested);
        var referenceTimes = TimesOf(_reference);
        var rows = new List<LayerDifference>();
        foreach (var node in Graph.Nodes)
        {
            var value = Value(_tested, _values, node);
            var truth = Value(_reference, _truths, node);
            if (node.IsLeaf)
                continue;
            var own = new Tensor(node.Shape, node.Type);
            node.Op.Evaluate([.. node.Inputs.Select(i => _values[i])], own);
            rows.Add(new(node, Largest(value, own), Largest(value, truth),
                times.GetValueOrDefault(node), referenceTimes.GetValueOrDefault(node)));
        }
        return rows;
    }

    /// <summary>
    /// |backend − reference| of each element of a Float32 layer, of the run that <see cref="Differences"/> last compared.
    /// </summary>
    /// <param name="node">The layer.</param>
    /// <param name="destination">Takes the differences; of the layer's element count.</param>
    /// <exception cref="CnnException">Nothing was compared yet, or the layer or the destination does not fit.</exception>
    public void ReadDifference(Node node, Tensor destination)
    {
        if (!_values.TryGetValue(node, out var value) || node.Type != DataType.Float32)
            throw new CnnException($"there is no comparison of node '{node.Name}' ({node.Type})");
        if (destination.Type != node.Type || destination.Count != node.Shape.Count)
            throw new CnnException(
                $"the differences of node '{node.Name}' are {node.Type} {node.Shape}; "
                + $"they do not fit {destination.Type} {destination.Shape}");
        Span<float> differences = destination.Floats, values = value.Floats, truths = _truths[node].Floats;
        for (int i = 0; i < differences.Length; i++)
            differences[i] = MathF.Abs(values[i] - truths[i]);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _tested.Dispose();
        _reference.Dispose();
    }

    private static Tensor Value(ISession session, Dictionary<Node, Tensor> values, Node node)
    {
        if (!values.TryGetValue(node, out var value))
            values[node] = value = new Tensor(node.Shape, node.Type);
        session.Read(node, value);
        return value;
    }

    private static Dictionary<Node, double> TimesOf(ISession session)
    {
        var times = new Dictionary<Node, double>();
        foreach (var row in session.Timings)
            times[row.Node] = times.GetValueOrDefault(row.Node) + row.Milliseconds;
        return times;
    }

    private static double Largest(Tensor a, Tensor b)
    {
        double largest = 0;
        if (a.Type == DataType.Float32)
        {
            for (int i = 0; i < a.Count; i++)
                largest = Math.Max(largest, Distance(a.Floats[i], b.Floats[i]));
            return largest;
        }
        foreach (var (x, y) in a.ToInt64().Zip(b.ToInt64()))
            largest = Math.Max(largest, Math.Abs((double)x - y));
        return largest;
    }

    private static double Distance(float a, float b)
    {
        double distance = Math.Abs((double)a - b);
        return a.Equals(b) ? 0 : double.IsNaN(distance) ? double.PositiveInfinity : distance;
    }
}
