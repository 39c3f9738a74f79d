using Cnn.Models;

namespace Cnn.Onnx;

/// <summary>
/// Makes a graph from a model for one choice of shapes.
/// </summary>
internal sealed class Binder(OnnxModel model, BindOptions options)
{
    private readonly Dictionary<string, Node> _values = [];
    private readonly NodeMaker _maker = new(model);
    private readonly HashSet<string> _outputs = [.. model.Outputs.Select(o => o.Name)];

    public string File => model.File;

    /// <summary>The version of a domain that the file was written for; of ONNX's own, the operator set.</summary>
    public int VersionOf(string domain) => domain.Length == 0 ? model.Opset : model.Domains.GetValueOrDefault(domain, 1);

    public ModelLimits Limits => model.Limits;

    public ModelBinding Bind()
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
        _maker.Publish(graph);
        return new ModelBinding(graph, _values, folded);
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
    public Node Weight(string name, Tensor value) => _values[name] = _maker.Weight(name, value);

    /// <summary>Makes a node, within the limits; computes it at once when that is possible.</summary>
    public Node Make(OnnxNode source, string name, Op op, ReadOnlySpan<Node> inputs) => _maker.Make(source, name, op, inputs);

    /// <summary>The value of a node if the file decides it, else null.</summary>
    public Tensor? Known(Node node) => _maker.Known(node);

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
        var shapes = new InputShapes(model, options).Resolve();
        foreach (var input in model.Inputs)
        {
            var type = input.Type ?? DataType.Float32;
            if (options.Values.GetValueOrDefault(input.Name) is { } value)
            {
                if (value.Type != type)
                    throw new ModelException(File, input.Name,
                        $"input {ModelException.Quote(input.Name)} has type {type}; a value of type {value.Type} was given");
                _values[input.Name] = _maker.Input(input.Name, value);
            }
            else
                _values[input.Name] = _maker.Input(input.Name, shapes[input.Name], type);
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
}
