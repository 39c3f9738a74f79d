using Cnn.Models;
using Cnn.Ops;

namespace Cnn.Tfjs;

/// <summary>Makes a graph from a model for one choice of shapes, and brings values into the order of axes that is asked for.</summary>
internal sealed class TfBinder
{
    private readonly TfjsModel _model;
    private readonly BindOptions _options;
    private readonly NodeMaker _maker;
    private readonly Dictionary<string, Value[]> _values = [];
    private readonly Dictionary<(Node Node, Ints Order, Ints To), Node> _arranged = [];
    private readonly Dictionary<string, Node> _inputs = [];
    private readonly Dictionary<string, int> _readers;
    // Whether the graph is opened at another size than the file was made for: both, height then width.
    private (ModelValue Input, int[] Made, int[] Opened)? _resized;

    public TfBinder(TfjsModel model, BindOptions options)
    {
        _model = model;
        _options = options;
        _maker = new NodeMaker(model);
        _readers = model.Nodes.SelectMany(n => n.Inputs).Concat(model.Outputs.Select(o => TfNode.Split(o).Node)).CountBy(n => n)
            .ToDictionary();
    }

    public string File => _model.File;

    public ModelLimits Limits => _model.Limits;

    public ModelBinding Bind()
    {
        BindInputs();
        var folded = new List<string>();
        foreach (var node in _model.Nodes)
        {
            var results = _values[node.Name] = Read(node);
            if (node.Type != "Placeholder" && results.All(v => v.Tensor is not null || v.Node.IsLeaf))
                folded.Add(node.Name);
        }
        var (graph, map) = NamedOutputs();
        _maker.Publish(graph);
        var values = new Dictionary<string, Node>();
        foreach (var (name, outputs) in _values)
            for (int k = 0; k < outputs.Length; k++)
                if (outputs[k].Tensor is null && map.TryGetValue(outputs[k].Node, out var node))
                    values[k == 0 ? name : $"{name}:{k}"] = node;
        return new ModelBinding(graph, values, folded);
    }

    /// <summary>An output of another node, as a node of the file writes it.</summary>
    public Value Value(TfNode reader, string read)
    {
        var (name, output) = TfNode.Split(read);
        var values = _values[name];
        return output < values.Length ? values[output]
            : throw new ModelException(File, reader.Name,
                $"{reader} reads {ModelException.Quote(read)}; that node has {values.Length} outputs");
    }

    /// <summary>The graph's input that a node is.</summary>
    public Value Input(TfNode node)
    {
        var input = _inputs[node.Name];
        var (order, isWhole) = _model.InputLayouts[node.Name];
        return new Value(isWhole ? Make(node, $"{node.Name}/Cast", new Cast(DataType.Int64), [input]) : input,
            // Files without a rank lie as they are given.
            order.Count == input.Shape.Rank ? order : Tfjs.Value.Plain(input.Shape.Rank));
    }

    /// <summary>How many nodes and outputs read a node's value.</summary>
    public int ReadersOf(string node) => _readers.GetValueOrDefault(node);

    /// <summary>The tensor of the file that a node is.</summary>
    public Value Weight(TfNode node) => _model.Weights.TryGetValue(node.Name, out var tensor) ? new Value(node.Name, tensor)
        : throw new ModelException(File, node.Name, $"{node} has no weight in the weightsManifest");

    /// <summary>Makes a node, within the limits; computes it at once when that is possible.</summary>
    public Node Make(TfNode source, string name, Op op, ReadOnlySpan<Node> inputs) => _maker.Make(source, name, op, inputs);

    /// <summary>The value of a node if the file decides it, else null.</summary>
    public Tensor? Known(Node node) => _maker.Known(node);

    /// <summary>A value with its axes in an order. Moving axes of length 1 moves no elements.</summary>
    public Node In(TfNode reader, Value value, Ints order)
    {
        if (value.Tensor is { } tensor)
            return Leaf(value, tensor, order);
        if (value.Order == order)
            return value.Node;
        var key = (value.Node, value.Order, order);
        if (_arranged.TryGetValue(key, out var node))
            return node;
        Ints lengths = [.. order.Select(axis => value.Shape[axis])];
        Op op = Long(value, value.Order).SequenceEqual(Long(value, order))
            ? new Reshape(lengths, AllowZero: true)
            : new Transpose([.. order.Select(axis => Tfjs.Value.IndexOf(value.Order, axis))]);
        return _arranged[key] = _maker.Make(reader, $"{value.Node.Name}/{op.Name}", op, [value.Node]);
    }

    /// <summary>A value with its axes in an order, but for those of length 1.</summary>
    public Node InUpToOnes(TfNode reader, Value value, Ints order) =>
        Long(value, value.Order).SequenceEqual(Long(value, order)) ? value.Node : In(reader, value, order);

    /// <summary>A value in another shape, its elements in TensorFlow's order.</summary>
    public Value Reshaped(TfNode reader, Value value, Shape shape)
    {
        if (value.Shape == shape)
            return value;
        if (value.Tensor is { } tensor)
            return new Value(value.Name, tensor.Reshaped(shape));
        var node = InUpToOnes(reader, value, Tfjs.Value.Plain(value.Shape.Rank));
        return new Value(_maker.Make(reader, reader.Name, new Reshape([.. shape], AllowZero: true), [node]), Tfjs.Value.Plain(shape.Rank));
    }

    /// <summary>A height or width (axis 1 or 2 of a map) that the file fixes, for the size that the graph is opened at.</summary>
    public int Scaled(TfNode reader, int length, int axis)
    {
        if (_resized is not { } resized)
            return length;
        long scaled = (long)length * resized.Opened[axis - 1];
        if (scaled % resized.Made[axis - 1] != 0)
            throw new ModelException(File, reader.Name,
                $"{reader}: its size {length} would become {(double)scaled / resized.Made[axis - 1]:0.##} "
                + $"at the given size; {ModelException.Quote(resized.Input.Name)} is made for {string.Join("×", resized.Made)}");
        return (int)(scaled / resized.Made[axis - 1]);
    }

    private Value[] Read(TfNode node)
    {
        try
        {
            return new TfReader(this, node).Read(TfOperators.Find(node.Type)!);
        }
        catch (ModelException e) when (_resized is { } resized && e is not ValueNeededException && e.Subject == node.Name)
        {
            throw new ModelException(File, node.Name, $"{e.Message[(File.Length + 2)..]}; the file is made for {resized.Input}, "
                + $"and may not go with {string.Join("×", resized.Opened)}", e);
        }
    }

    private static IEnumerable<int> Long(Value value, Ints order) => order.Where(axis => value.Shape[axis] != 1);

    // One number is a setting; several are a weight, which can be looked at and trained.
    private Node Leaf(Value value, Tensor tensor, Ints order)
    {
        var moved = tensor;
        if (order != Tfjs.Value.Plain(tensor.Shape.Rank))
        {
            var transpose = new Transpose(order);
            moved = new Tensor(transpose.Infer([new TensorInfo(tensor.Shape, tensor.Type)]).Shape, tensor.Type);
            transpose.Evaluate([tensor], moved);
        }
        return tensor.Type != DataType.Float32 || tensor.Count == 1
            ? new Node(new Constant(moved), value.Name)
            : _maker.Weight(_model.NameOf(value.Name, order, moved.Shape), moved);
    }

    private void BindInputs()
    {
        var shapes = new InputShapes(_model, _options).Resolve();
        foreach (var input in _model.Inputs)
        {
            var type = input.Type ?? DataType.Float32;
            var shape = shapes[input.Name];
            if (_options.Values.GetValueOrDefault(input.Name) is { } value)
                _inputs[input.Name] = value.Type == type ? _maker.Input(input.Name, value) : throw new ModelException(File, input.Name,
                    $"input {ModelException.Quote(input.Name)} has type {type}; a value of type {value.Type} was given");
            else
                _inputs[input.Name] = _maker.Input(input.Name, shape, type);
            if (input.Dims is not null && shape.Rank == 4)
                NoteSize(input, shape);
        }
    }

    private void NoteSize(ModelValue input, Shape shape)
    {
        var order = _model.InputLayouts[input.Name].Order;
        int[] places = [Tfjs.Value.IndexOf(order, 1), Tfjs.Value.IndexOf(order, 2)];
        // Channels in front: NCHW inside TensorFlow too.
        if (order != Tfjs.Value.Nchw)
            places = [2, 3];
        if (!places.Any(p => input.Dims!.Value[p].Length is { } made && made != shape[p]))
            return;
        if (places.Any(p => input.Dims!.Value[p].Length is null or 0))
            return;
        int[] made = [.. places.Select(p => input.Dims!.Value[p].Length!.Value)], opened = [.. places.Select(p => shape[p])];
        _resized ??= (input, made, opened);
    }

    // Outputs keep the file's names; layers are called by their nodes' names.
    private (Graph Graph, IReadOnlyDictionary<Node, Node> Map) NamedOutputs()
    {
        var names = new Dictionary<Node, string>();
        var outputs = new List<Node>();
        var sources = _model.Nodes.ToDictionary(n => n.Name);
        foreach (string output in _model.Outputs)
        {
            var source = sources[TfNode.Split(output).Node];
            string name = output.EndsWith(":0", StringComparison.Ordinal) ? output[..^2] : output;
            var value = Value(source, output);
            var node = In(source, value, value.Order);
            if (node.IsLeaf || !names.TryAdd(node, name))
                names[node = Make(source, name, new Identity(), [node])] = name;
            outputs.Add(node);
        }
        var (graph, map) = GraphRewriter.Rewrite(new Graph(outputs), (node, inputs) =>
            names.TryGetValue(node, out string? name) && name != node.Name ? new Node(node.Op, inputs.AsSpan(), name) : null);
        var (simple, then) = Simplification.Of(graph);
        return (simple, map.Where(m => then.ContainsKey(m.Value)).ToDictionary(m => m.Key, m => then[m.Value]));
    }
}
