using Cnn.Ops;

namespace Cnn.Models;

/// <summary>
/// Makes the nodes of a graph that is bound from a file, within the limits. What is known ahead of time is computed here:
/// integers whenever everything they depend on is in the file, floats only when no weight is involved, so that weights stay
/// changeable.
/// </summary>
internal sealed class NodeMaker
{
    private readonly ModelFile _model;
    private readonly Dictionary<string, (Node Node, Tensor Value)> _weights = [];
    private readonly KnownValues _known;
    private long _elements;

    public NodeMaker(ModelFile model)
    {
        _model = model;
        _known = new(name => _weights[name].Value, model.Limits);
    }

    /// <summary>A named weight; the same name is the same node.</summary>
    public Node Weight(string name, Tensor value)
    {
        if (!_weights.TryGetValue(name, out var weight))
            _weights[name] = weight = (new Node(new Variable(value.Shape), name), value);
        return weight.Node;
    }

    /// <summary>An input of the graph.</summary>
    public Node Input(string name, Shape shape, DataType type) => Given(name, new Input(shape, type));

    /// <summary>An input whose value is given ahead of time.</summary>
    public Node Input(string name, Tensor value) => Given(name, new Constant(value));

    /// <summary>Makes a node; computes it at once when that is possible.</summary>
    /// <exception cref="ModelException">The inputs do not fit the operator, or a limit is exceeded.</exception>
    public Node Make(ModelNode source, string name, Op op, ReadOnlySpan<Node> inputs)
    {
        Node node;
        try
        {
            node = new Node(op, inputs, name);
        }
        catch (Exception e) when (e is CnnException or OverflowException)
        {
            string why = e is NodeException { InnerException: { } inner } ? inner.Message : e.Message;
            throw new ModelException(_model.File, source.Name, $"{source}: {why}", e);
        }
        RequireWithinLimits(node, $"the output of {source}", source.Name);
        RequireFeasible(node, source);
        return _known.Fold(node);
    }

    /// <summary>The value of a node if the file decides it, else null.</summary>
    public Tensor? Known(Node node) => _known.Value(node);

    /// <summary>
    /// Gives the model's set the weights that the graph really uses; an input such as a scale that fixed a shape is none.
    /// </summary>
    public void Publish(Graph graph)
    {
        foreach (var variable in graph.Variables)
            if (!_model.Variables.Contains(variable.Name))
                _model.Variables.Write(variable.Name, _weights[variable.Name].Value);
    }

    private Node Given(string name, Leaf leaf)
    {
        var node = new Node(leaf, name);
        RequireWithinLimits(node, $"input {ModelException.Quote(name)}", name);
        return node;
    }

    // A pool's windows are as long as the file says, whatever the size of its tensors.
    private void RequireFeasible(Node node, ModelNode source)
    {
        long taps = node.Op switch
        {
            MaxPool pool => pool.Window(node.Inputs[0].Shape).Taps,
            AveragePool pool => pool.Window(node.Inputs[0].Shape).Taps,
            _ => 0,
        };
        if (taps > _model.Limits.MaxElements)
            throw new ModelException(_model.File, source.Name,
                $"{source}: its window has {taps} elements; the limit is {_model.Limits.MaxElements}");
        double work = Math.Max((double)taps * node.Shape.Count, node.MultiplyAccumulates);
        if (work > _model.Limits.MaxWork)
            throw new ModelException(_model.File, source.Name,
                $"{source}: it takes {work:0} multiply-accumulates or elements of windows; the limit is {_model.Limits.MaxWork}");
    }

    private void RequireWithinLimits(Node node, string what, string subject)
    {
        long count = node.Shape.Count;
        if (count > _model.Limits.MaxElements)
            throw new ModelException(_model.File, subject,
                $"{what} has shape {node.Shape}, {count} elements; the limit is {_model.Limits.MaxElements}");
        if ((_elements += count) > _model.Limits.MaxTotalElements)
            throw new ModelException(_model.File, subject,
                $"up to {what} the graph has {_elements} elements; the limit is {_model.Limits.MaxTotalElements}");
    }
}
