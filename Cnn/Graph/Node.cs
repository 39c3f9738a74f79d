using System.Collections.Immutable;
using Cnn.Ops;

namespace Cnn;

/// <summary>
/// One operator at one place in a network, with exactly one output: a layer, an activation, a timing row and something
/// to draw, all the same thing. Immutable and equal by reference.
/// </summary>
public sealed class Node
{
    /// <summary>Makes a node; its shape and type are inferred at once.</summary>
    /// <param name="op">The operator.</param>
    /// <param name="inputs">The nodes whose outputs it reads.</param>
    /// <param name="name">A name for people; for an Input or a Variable also its key. Null: the operator's name.</param>
    /// <exception cref="CnnException">The inputs do not fit the operator.</exception>
    public Node(Op op, ReadOnlySpan<Node> inputs, string? name = null)
    {
        ArgumentNullException.ThrowIfNull(op);
        Op = op;
        Inputs = ImmutableArray.Create(inputs);
        Name = name ?? op.Name;
        var infos = new TensorInfo[inputs.Length];
        for (int i = 0; i < inputs.Length; i++)
            infos[i] = inputs[i]?.Info ?? throw new ArgumentNullException(nameof(inputs), $"input {i} of {op.Name} is null");
        try
        {
            Info = op.Infer(infos);
        }
        catch (CnnException e) when (e is not NodeException)
        {
            throw new NodeException(Name, op, e);
        }
    }

    /// <summary>Makes a leaf.</summary>
    public Node(Leaf leaf, string? name = null) : this(leaf, [], name) { }

    /// <summary>The name; unique only among Inputs and among Variables.</summary>
    public string Name { get; }

    /// <summary>The operator.</summary>
    public Op Op { get; }

    /// <summary>The nodes whose outputs this one reads, in operator order.</summary>
    public ImmutableArray<Node> Inputs { get; }

    /// <summary>Shape, type and, for constants, value.</summary>
    public TensorInfo Info { get; }

    /// <summary>The output's shape.</summary>
    public Shape Shape => Info.Shape;

    /// <summary>The output's element type.</summary>
    public DataType Type => Info.Type;

    /// <summary>Whether this is an Input, a Constant or a Variable.</summary>
    public bool IsLeaf => Op is Leaf;

    /// <summary>The node that the values come from, behind what only gives them another shape or order.</summary>
    public Node Origin
    {
        get
        {
            var from = this;
            while (from.Op is Identity or Reshape or Flatten or Squeeze or Transpose)
                from = from.Inputs[0];
            return from;
        }
    }

    /// <summary>Multiply-accumulates of one evaluation.</summary>
    public long MultiplyAccumulates
    {
        get
        {
            var shapes = new Shape[Inputs.Length];
            for (int i = 0; i < shapes.Length; i++)
                shapes[i] = Inputs[i].Shape;
            return Op.MultiplyAccumulates(shapes, Shape);
        }
    }

    /// <summary>For people: name, operator and shape.</summary>
    public override string ToString() => $"{Name}: {Op.Name} {Shape}";
}

/// <summary>An operator whose inputs do not fit, with the node's name.</summary>
public sealed class NodeException(string name, Op op, Exception inner)
    : CnnException($"node '{name}' ({op.Name}): {inner.Message}", inner)
{
    /// <summary>The name of the node that could not be made.</summary>
    public string NodeName { get; } = name;
}
