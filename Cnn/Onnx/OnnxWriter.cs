using Cnn.Onnx.Proto;
using Cnn.Ops;
using Google.Protobuf;

namespace Cnn.Onnx;

/// <summary>
/// Writes a graph as an ONNX file: Variables become initialisers under their names, Constants become Constant nodes, nodes
/// that are outputs of one operator become one node again. Updates are left out: a file holds the network, not its training.
/// </summary>
public sealed class OnnxWriter
{
    /// <summary>The operator set that files are written for; the lowest one that has every operator that is written.</summary>
    public const int Opset = 21;

    private const int IrVersion = 10;

    private readonly GraphProto _proto = new() { Name = "graph" };
    private readonly HashSet<string> _taken = [];
    private readonly Dictionary<Node, string> _names = [];

    private readonly OnnxOperators _operators;
    private readonly SortedDictionary<string, int> _domains = new(StringComparer.Ordinal);

    private OnnxWriter(OnnxOperators? operators) => _operators = operators ?? OnnxOperators.Standard;

    /// <summary>Writes a file, complete or not at all.</summary>
    /// <param name="graph">The network.</param>
    /// <param name="variables">The values of its weights.</param>
    /// <param name="path">Where to; an existing file is replaced.</param>
    /// <param name="batch">
    /// A name for the first axis of every input and output, so that a reader may choose its length; null: it is fixed.
    /// </param>
    /// <param name="operators">The operators that it may hold; null: the library's own.</param>
    /// <exception cref="CnnException">An operator is not part of ONNX, a weight has no value, or the file cannot be written.</exception>
    public static void Write(Graph graph, VariableSet variables, string path, string? batch = null, OnnxOperators? operators = null)
    {
        var model = Model(graph, variables, batch, operators);
        string temporary = $"{path}.{Guid.NewGuid():N}.tmp";
        try
        {
            using (var stream = System.IO.File.Create(temporary))
                model.WriteTo(stream);
            System.IO.File.Move(temporary, path, overwrite: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            if (System.IO.File.Exists(temporary))
                System.IO.File.Delete(temporary);
            throw new CnnException($"{path}: the model cannot be written: {e.Message}", e);
        }
    }

    /// <summary>Writes to a stream.</summary>
    /// <param name="graph">The network.</param>
    /// <param name="variables">The values of its weights.</param>
    /// <param name="stream">Where to.</param>
    /// <param name="batch">A name for the first axis of every input and output; null: it is fixed.</param>
    /// <param name="operators">The operators that it may hold; null: the library's own.</param>
    /// <exception cref="CnnException">An operator is not part of ONNX, or a weight has no value.</exception>
    public static void Write(
        Graph graph, VariableSet variables, Stream stream, string? batch = null, OnnxOperators? operators = null) =>
        Model(graph, variables, batch, operators).WriteTo(stream);

    /// <summary>Adds a constant that a row needs as an input.</summary>
    /// <returns>Its name.</returns>
    internal string Constant(string name, Tensor value)
    {
        string unique = Unique(name);
        _proto.Initializer.Add(TensorWriter.Write(value, unique));
        return unique;
    }

    private static ModelProto Model(Graph graph, VariableSet variables, string? batch, OnnxOperators? operators)
    {
        ArgumentNullException.ThrowIfNull(graph);
        ArgumentNullException.ThrowIfNull(variables);
        var writer = new OnnxWriter(operators);
        var model = new ModelProto { IrVersion = IrVersion, ProducerName = "RealtimeCnn", Graph = writer.Build(graph, variables, batch) };
        model.OpsetImport.Add(new OperatorSetIdProto { Version = Opset });
        foreach (var (domain, version) in writer._domains)
            model.OpsetImport.Add(new OperatorSetIdProto { Domain = domain, Version = version });
        return model;
    }

    private GraphProto Build(Graph graph, VariableSet variables, string? batch)
    {
        (graph, _) = GraphRewriter.Rewrite(graph, (node, inputs) =>
            _operators.Find(node.Op)?.Lower(node, inputs));
        // Names that mean something to others come first; the rest take what is left.
        foreach (var node in graph.Inputs.Concat(graph.Variables).Concat(graph.Outputs).Concat(graph.Nodes))
            if (!_names.ContainsKey(node))
                _names[node] = Unique(node.Name);
        foreach (var input in graph.Inputs)
            _proto.Input.Add(ValueOf(_names[input], input, batch));
        var weights = variables.Published;
        foreach (var variable in graph.Variables)
            _proto.Initializer.Add(TensorWriter.Write(weights[variable.Name], _names[variable]));
        var groups = new Dictionary<Siblings, NodeProto>();
        foreach (var node in graph.Nodes)
            if (node.Op is not (Input or Variable))
                Add(node, groups);
        // The standard lets only optional outputs have no name; one that nobody reads may have any.
        foreach (var proto in _proto.Node)
            for (int i = 0; i < proto.Output.Count; i++)
                if (proto.Output[i].Length == 0)
                    proto.Output[i] = Unique($"{proto.Name}/unused");
        var outputs = new HashSet<Node>();
        foreach (var output in graph.Outputs)
        {
            // An output that is a leaf, or the second of the same node, needs a name of its own.
            bool own = output.IsLeaf && output.Op is not Cnn.Constant || !outputs.Add(output);
            string name = own ? Copy(output) : _names[output];
            _proto.Output.Add(ValueOf(name, output, batch));
        }
        return _proto;
    }

    private void Add(Node node, Dictionary<Siblings, NodeProto> groups)
    {
        var row = _operators.Find(node.Op);
        if (row?.Write is null)
            throw new CnnException($"node '{node.Name}': {node.Op.Name} is not an operator of ONNX, so that it cannot be written");
        if (row.Domain.Length > 0)
            _domains[row.Domain] = Math.Max(row.Version, _domains.GetValueOrDefault(row.Domain));
        var (first, output, listed) = row.Split(node.Op);
        var siblings = new Siblings(first, node);
        if (!groups.TryGetValue(siblings, out var proto))
        {
            groups[siblings] = proto = new NodeProto { Name = _names[node], Domain = row.Domain, OpType = row.Type };
            proto.Input.AddRange(node.Inputs.Select(i => _names[i]));
            row.Write(node, new NodeWriter(this, node, proto));
            _proto.Node.Add(proto);
        }
        while (proto.Output.Count < Math.Max(output + 1, listed))
            proto.Output.Add("");
        // Two equal nodes are two nodes, not two outputs of one.
        if (proto.Output[output].Length > 0)
        {
            groups.Remove(siblings);
            Add(node, groups);
            return;
        }
        proto.Output[output] = _names[node];
    }

    private string Copy(Node node)
    {
        string name = Unique(node.Name);
        var proto = new NodeProto { Name = name, OpType = "Identity" };
        proto.Input.Add(_names[node]);
        proto.Output.Add(name);
        _proto.Node.Add(proto);
        return name;
    }

    private string Unique(string name)
    {
        if (name.Length == 0)
            name = "value";
        string unique = name;
        for (int i = 2; !_taken.Add(unique); i++)
            unique = $"{name}_{i}";
        return unique;
    }

    private static ValueInfoProto ValueOf(string name, Node node, string? batch)
    {
        var shape = new TensorShapeProto();
        for (int axis = 0; axis < node.Shape.Rank; axis++)
            shape.Dim.Add(axis == 0 && batch is not null
                ? new TensorShapeProto.Types.Dimension { DimParam = batch }
                : new TensorShapeProto.Types.Dimension { DimValue = node.Shape[axis] });
        return new ValueInfoProto
        {
            Name = name,
            Type = new TypeProto { TensorType = new() { ElemType = (int)TensorWriter.TypeOf(node.Type), Shape = shape } },
        };
    }

    // Nodes with the same inputs whose operators differ only in which output they are.
    private readonly struct Siblings(Op first, Node node) : IEquatable<Siblings>
    {
        private readonly Op _first = first;
        private readonly Node _node = node;

        public bool Equals(Siblings other) => _first.Equals(other._first) && _node.Inputs.SequenceEqual(other._node.Inputs);

        public override bool Equals(object? obj) => obj is Siblings other && Equals(other);

        public override int GetHashCode()
        {
            var hash = new HashCode();
            hash.Add(_first);
            foreach (var input in _node.Inputs)
                hash.Add(input);
            return hash.ToHashCode();
        }
    }
}
