using Cnn.Ops;

namespace Cnn.Onnx;

/// <summary>
/// Makes a graph from a model for one choice of shapes. What is known ahead of time is computed here: integers whenever
/// everything they depend on is in the file, floats only when no weight is involved, so that weights stay changeable.
/// </summary>
internal sealed class Binder(OnnxModel model, BindOptions options)
{
    private readonly Dictionary<string, Node> _values = [];
    private readonly Dictionary<string, Tensor> _weights = [];
    private KnownValues? _knownValues;
    private readonly HashSet<string> _outputs = [.. model.Outputs.Select(o => o.Name)];
    private long _elements;

    private KnownValues Knowledge => _knownValues ??= new(_weights, model.Limits);

    public string File => model.File;

    /// <summary>The version of a domain that the file was written for; of ONNX's own, the operator set.</summary>
    public int VersionOf(string domain) => domain.Length == 0 ? model.Opset : model.Domains.GetValueOrDefault(domain, 1);

    public OnnxLimits Limits => model.Limits;

    public OnnxBinding Bind()
    {
        BindInputs();
        var needed = Needed(out var used);
        var folded = new List<string>();
        foreach (var node in needed)
        {
            var reader = new NodeReader(this, node);
            bool allFolded = true;
            var row = model.Operators.Find(node.Domain, node.Type)!;
            for (int k = 0; k < node.Outputs.Length; k++)
            {
                if (!used.Contains(node.Outputs[k]))
                    continue;
                if (k >= row.Outputs)
                    throw reader.Error($"output {k} is not supported; the first {row.Outputs} are");
                var result = reader.Read(row, k, NameOf(node, k));
                _values[node.Outputs[k]] = result;
                allFolded &= result.IsLeaf;
            }
            if (allFolded)
                folded.Add(node.Name);
        }
        var graph = new Graph(model.Outputs.Select(o => Value(o.Name)));
        // Only what the graph really uses as a weight; an input such as a scale that fixed a shape is none.
        foreach (var variable in graph.Variables)
            if (!model.Variables.Contains(variable.Name))
                model.Variables.Write(variable.Name, _weights[variable.Name]);
        return new OnnxBinding(graph, _values, folded);
    }

    /// <summary>The node that yields a value of the file.</summary>
    public Node Value(string name)
    {
        if (_values.TryGetValue(name, out var node))
            return node;
        var value = model.Initialisers[name];
        return value.Type == DataType.Float32 ? Weight(name, value) : _values[name] = new Node(new Constant(value), name);
    }

    /// <summary>A named weight.</summary>
    public Node Weight(string name, Tensor value)
    {
        if (_weights.TryAdd(name, value))
            _values[name] = new Node(new Variable(value.Shape), name);
        return _values[name];
    }

    /// <summary>Makes a node, within the limits; computes it at once when that is possible.</summary>
    public Node Make(OnnxNode source, string name, Op op, ReadOnlySpan<Node> inputs)
    {
        Node node;
        try
        {
            node = new Node(op, inputs, name);
        }
        catch (Exception e) when (e is CnnException or OverflowException)
        {
            string why = e is NodeException { InnerException: { } inner } ? inner.Message : e.Message;
            throw new OnnxException(File, source.Name, $"{source}: {why}", e);
        }
        RequireWithinLimits(node, $"the output of {source}", source.Name);
        RequireFeasible(node, source);
        return Knowledge.Fold(node);
    }

    /// <summary>The value of a node if the file decides it, else null.</summary>
    public Tensor? Known(Node node) => Knowledge.Value(node);

    /// <summary>A tensor that is a node's attribute.</summary>
    public Tensor Read(OnnxNode source, string attribute, Proto.TensorProto tensor) =>
        TensorReader.Read(tensor, File, $"{source.Name}.{attribute}", model.Limits, model.External);

    /// <summary>The graph inputs that a node's value depends on.</summary>
    public static IReadOnlyList<string> InputsOf(Node node) => [.. new Graph(node).Inputs.Select(i => i.Name)];

    // Outputs of the graph keep the file's name for them; a layer is called by its node's name, which people wrote.
    private string NameOf(OnnxNode node, int output) =>
        output > 0 || _outputs.Contains(node.Outputs[output]) ? node.Outputs[output] : node.Name;

    private void BindInputs()
    {
        foreach (string name in options.Shapes.Keys.Concat(options.Values.Keys))
            if (!model.Inputs.Any(i => i.Name == name))
                throw new OnnxException(File, name,
                    $"there is no input {OnnxException.Quote(name)}; there {(model.Inputs.Length == 1 ? "is" : "are")} "
                        + $"{string.Join(", ", model.Inputs.Select(i => OnnxException.Quote(i.Name)))}");
        var shapes = new InputShapes(model, options).Resolve();
        foreach (var input in model.Inputs)
        {
            var type = input.Type ?? DataType.Float32;
            if (options.Values.GetValueOrDefault(input.Name) is { } value)
            {
                if (value.Type != type)
                    throw new OnnxException(File, input.Name,
                        $"input {OnnxException.Quote(input.Name)} has type {type}; a value of type {value.Type} was given");
                _values[input.Name] = new Node(new Constant(value), input.Name);
            }
            else
                _values[input.Name] = new Node(new Input(shapes[input.Name], type), input.Name);
            RequireWithinLimits(_values[input.Name], $"input {OnnxException.Quote(input.Name)}", input.Name);
        }
    }

    // The nodes that an output depends on, and the values that are read at all.
    private List<OnnxNode> Needed(out HashSet<string> used)
    {
        used = [.. model.Outputs.Select(o => o.Name)];
        var needed = new List<OnnxNode>();
        foreach (var node in model.Nodes.Reverse())
            if (node.Outputs.Any(used.Contains))
            {
                needed.Add(node);
                used.UnionWith(node.Inputs);
            }
        used.Remove("");
        needed.Reverse();
        return needed;
    }

    // A pool's windows are as long as the file says, whatever the size of its tensors.
    private void RequireFeasible(Node node, OnnxNode source)
    {
        long taps = node.Op switch
        {
            MaxPool pool => pool.Window(node.Inputs[0].Shape).Taps,
            AveragePool pool => pool.Window(node.Inputs[0].Shape).Taps,
            _ => 0,
        };
        if (taps > model.Limits.MaxElements)
            throw new OnnxException(File, source.Name,
                $"{source}: its window has {taps} elements; the limit is {model.Limits.MaxElements}");
        double work = Math.Max((double)taps * node.Shape.Count, node.MultiplyAccumulates);
        if (work > model.Limits.MaxWork)
            throw new OnnxException(File, source.Name,
                $"{source}: it takes {work:0} multiply-accumulates or elements of windows; the limit is {model.Limits.MaxWork}");
    }

    private void RequireWithinLimits(Node node, string what, string subject)
    {
        long count = node.Shape.Count;
        if (count > model.Limits.MaxElements)
            throw new OnnxException(File, subject,
                $"{what} has shape {node.Shape}, {count} elements; the limit is {model.Limits.MaxElements}");
        if ((_elements += count) > model.Limits.MaxTotalElements)
            throw new OnnxException(File, subject,
                $"up to {what} the graph has {_elements} elements; the limit is {model.Limits.MaxTotalElements}");
    }
}
