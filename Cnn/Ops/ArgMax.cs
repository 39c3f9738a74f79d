using System.Numerics;

namespace Cnn.Ops;

/// <summary>The family of ArgMax and ArgMin: where along an axis the best element lies, as Int64.</summary>
/// <param name="Axis">The axis; negative counts from the end.</param>
/// <param name="KeepDims">Keeps the axis with length 1.</param>
/// <param name="SelectLast">Takes the last of equal elements instead of the first.</param>
public abstract record ArgBest(int Axis, bool KeepDims, bool SelectLast) : Op
{
    /// <summary>Whether the largest is best.</summary>
    internal abstract bool Largest { get; }

    /// <inheritdoc/>
    public sealed override TensorInfo Infer(ReadOnlySpan<TensorInfo> inputs)
    {
        Require.Inputs(inputs, 1, 1);
        var x = inputs[0].Shape;
        int axis = x.Axis(Axis);
        if (x[axis] == 0)
            throw new CnnException($"axis {axis} of {x} is empty");
        return new(KeepDims ? x.With(axis, 1) : new Shape([.. x.Where((_, i) => i != axis)]), DataType.Int64);
    }

    /// <inheritdoc/>
    public sealed override void Evaluate(ReadOnlySpan<Tensor> inputs, Tensor output)
    {
        switch (inputs[0].Type)
        {
            case DataType.Float32: Find<float>(inputs[0], output); break;
            case DataType.Int64: Find<long>(inputs[0], output); break;
            case DataType.Int32: Find<int>(inputs[0], output); break;
            default: Find<byte>(inputs[0], output); break;
        }
    }

    private void Find<T>(Tensor input, Tensor output) where T : unmanaged, INumber<T>
    {
        var group = AxisGroup.Of(input.Shape, Axis);
        var x = Elements.Of<T>(input);
        var y = output.Span<long>();
        for (int line = 0; line < group.Lines; line++)
        {
            int at = group.Begin(line), best = 0;
            var value = x[at];
            for (int i = 1; i < group.Length; i++)
            {
                at += group.Inner;
                if ((Largest ? x[at] > value : x[at] < value) || (SelectLast && x[at] == value))
                    (best, value) = (i, x[at]);
            }
            y[line] = best;
        }
    }

    /// <inheritdoc/>
    public sealed override IEnumerable<(string Name, double Value)> Parameters() =>
        [("axis", Axis), ("keepdims", KeepDims ? 1 : 0), ("select_last_index", SelectLast ? 1 : 0)];
}

/// <summary>Where the largest element lies. <see href="https://onnx.ai/onnx/operators/onnx__ArgMax.html"/></summary>
/// <param name="Axis">The axis; negative counts from the end.</param>
/// <param name="KeepDims">Keeps the axis with length 1.</param>
/// <param name="SelectLast">Takes the last of equal elements instead of the first.</param>
public sealed record ArgMax(int Axis = 0, bool KeepDims = true, bool SelectLast = false) : ArgBest(Axis, KeepDims, SelectLast)
{
    internal override bool Largest => true;
}

/// <summary>Where the smallest element lies. <see href="https://onnx.ai/onnx/operators/onnx__ArgMin.html"/></summary>
/// <param name="Axis">The axis; negative counts from the end.</param>
/// <param name="KeepDims">Keeps the axis with length 1.</param>
/// <param name="SelectLast">Takes the last of equal elements instead of the first.</param>
public sealed record ArgMin(int Axis = 0, bool KeepDims = true, bool SelectLast = false) : ArgBest(Axis, KeepDims, SelectLast)
{
    internal override bool Largest => false;
}
