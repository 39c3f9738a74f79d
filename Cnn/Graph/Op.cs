using System.Collections.Immutable;

namespace Cnn;

/// <summary>
/// What an operator is, never where it runs: its parameters, shape rule, definition and gradient.
/// Operators are records that compare by value. An operator with several ONNX outputs carries the index of the one it
/// yields. Each lives in one file of Cnn/Ops under its ONNX name.
/// </summary>
public abstract record Op
{
    /// <summary>The ONNX operator name, e.g. <c>MaxPool</c>.</summary>
    public virtual string Name => GetType().Name;

    /// <summary>The shape and type of the output; checks that the inputs fit.</summary>
    /// <exception cref="CnnException">The inputs do not fit; the message has both numbers that disagree.</exception>
    public abstract TensorInfo Infer(ReadOnlySpan<TensorInfo> inputs);

    /// <summary>
    /// The definition, in plain loops: the CPU reference path and the truth for every other kernel. Accumulates in
    /// double. <paramref name="output"/> has the inferred shape and is overwritten whole.
    /// </summary>
    public abstract void Evaluate(ReadOnlySpan<Tensor> inputs, Tensor output);

    /// <summary>Everything that tells two operators of this type apart: shown to the person, #defined in shaders.</summary>
    /// <remarks>ONNX attribute names; the elements of a list are <c>pads_0</c>, <c>pads_1</c>…</remarks>
    public virtual IEnumerable<(string Name, double Value)> Parameters() => [];

    /// <summary>The elements of a list as parameters.</summary>
    protected static IEnumerable<(string Name, double Value)> Named(string name, Ints values)
    {
        for (int i = 0; i < values.Count; i++)
            yield return ($"{name}_{i}", values[i]);
    }

    /// <summary>
    /// For each input the node that computes dLoss/dInput from dLoss/dOutput, or null where no gradient flows.
    /// </summary>
    /// <exception cref="CnnException">The operator has no gradient.</exception>
    public virtual ImmutableArray<Node?> Gradient(Node node, Node outputGradient) =>
        throw new CnnException($"{Name} (node '{node.Name}') has no gradient");

    /// <summary>Multiply-accumulates of one evaluation; 0 for operators that are not counted (the usual convention).</summary>
    public virtual long MultiplyAccumulates(ReadOnlySpan<Shape> inputs, Shape output) => 0;
}

/// <summary>A leaf whose value is written before each run.</summary>
/// <param name="Shape">The shape.</param>
/// <param name="Type">The element type.</param>
public sealed record Input(Shape Shape, DataType Type = DataType.Float32) : Leaf
{
    /// <inheritdoc/>
    public override TensorInfo Infer(ReadOnlySpan<TensorInfo> inputs) => new(Shape, Type);
}

/// <summary>A leaf with a fixed value.</summary>
/// <param name="Value">The value.</param>
public sealed record Constant(Tensor Value) : Leaf
{
    /// <inheritdoc/>
    public override TensorInfo Infer(ReadOnlySpan<TensorInfo> inputs) => new(Value.Shape, Value.Type, Value);
}

/// <summary>A leaf that is a named weight of a <see cref="VariableSet"/>; the node's name is the key.</summary>
/// <param name="Shape">The shape.</param>
public sealed record Variable(Shape Shape) : Leaf
{
    /// <inheritdoc/>
    public override TensorInfo Infer(ReadOnlySpan<TensorInfo> inputs) => new(Shape);
}

/// <summary>An operator without inputs; sessions hold its value, nothing evaluates it.</summary>
public abstract record Leaf : Op
{
    /// <inheritdoc/>
    public sealed override void Evaluate(ReadOnlySpan<Tensor> inputs, Tensor output) =>
        throw new InvalidOperationException("a leaf is not evaluated");
}
