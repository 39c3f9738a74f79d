namespace Cnn.Ops;

/// <summary>
/// The family of operators that set e^x in relation to its sum along an axis. All compute from x − the largest x of the
/// line, which does not overflow.
/// </summary>
/// <param name="Axis">The axis; negative counts from the end.</param>
/// <param name="ToEnd">Sums over all axes from <paramref name="Axis"/> on together, as opsets before 13 do.</param>
public abstract record SoftmaxFamily(int Axis, bool ToEnd) : Op
{
    /// <summary>The lines that are normalised.</summary>
    public AxisGroup Group(Shape input) => ToEnd ? AxisGroup.From(input, Axis) : AxisGroup.Of(input, Axis);

    /// <summary>An element of the result.</summary>
    /// <param name="x">The input's element, less the largest of its line.</param>
    /// <param name="sum">Σ e^x over the line.</param>
    private protected abstract double Value(double x, double sum);

    /// <inheritdoc/>
    public sealed override TensorInfo Infer(ReadOnlySpan<TensorInfo> inputs)
    {
        Require.Inputs(inputs, 1, 1);
        Require.Float(inputs);
        Group(inputs[0].Shape);
        return new(inputs[0].Shape);
    }

    /// <inheritdoc/>
    public sealed override void Evaluate(ReadOnlySpan<Tensor> inputs, Tensor output)
    {
        var group = Group(output.Shape);
        var x = inputs[0].Floats;
        var y = output.Floats;
        for (int line = 0; line < group.Lines; line++)
        {
            int begin = group.Begin(line);
            var (largest, sum) = LargestAndSum(x, group, begin);
            for (int i = 0, at = begin; i < group.Length; i++, at += group.Inner)
                y[at] = (float)Value(x[at] - largest, sum);
        }
    }

    /// <summary>The largest x of a line, and Σ e^(x − largest).</summary>
    internal static (double Largest, double Sum) LargestAndSum(ReadOnlySpan<float> x, in AxisGroup group, int begin)
    {
        double largest = double.NegativeInfinity, sum = 0;
        for (int i = 0, at = begin; i < group.Length; i++, at += group.Inner)
            largest = Math.Max(largest, x[at]);
        for (int i = 0, at = begin; i < group.Length; i++, at += group.Inner)
            sum += Math.Exp(x[at] - largest);
        return (largest, sum);
    }

    /// <inheritdoc/>
    public sealed override IEnumerable<(string Name, double Value)> Parameters() => [("axis", Axis), ("to_end", ToEnd ? 1 : 0)];
}

/// <summary>dLoss/dInput of an operator of the family from its output y and dLoss/dy, which need a sum along each line.</summary>
/// <param name="Forward">The operator.</param>
public abstract record SoftmaxFamilyGrad(SoftmaxFamily Forward) : Op
{
    /// <summary>What an element adds to its line's sum.</summary>
    private protected abstract double Part(double y, double dy);

    /// <summary>An element of the result.</summary>
    private protected abstract double Value(double y, double dy, double sum);

    /// <inheritdoc/>
    public sealed override TensorInfo Infer(ReadOnlySpan<TensorInfo> inputs)
    {
        Require.Inputs(inputs, 2, 2);
        Require.Float(inputs);
        Require.Shape(inputs[1], inputs[0].Shape, "the output gradient");
        return new(inputs[0].Shape);
    }

    /// <inheritdoc/>
    public sealed override void Evaluate(ReadOnlySpan<Tensor> inputs, Tensor output)
    {
        var group = Forward.Group(output.Shape);
        ReadOnlySpan<float> y = inputs[0].Floats, dy = inputs[1].Floats;
        var dx = output.Floats;
        for (int line = 0; line < group.Lines; line++)
        {
            int begin = group.Begin(line);
            double sum = 0;
            for (int i = 0, at = begin; i < group.Length; i++, at += group.Inner)
                sum += Part(y[at], dy[at]);
            for (int i = 0, at = begin; i < group.Length; i++, at += group.Inner)
                dx[at] = (float)Value(y[at], dy[at], sum);
        }
    }

    /// <inheritdoc/>
    public sealed override IEnumerable<(string Name, double Value)> Parameters() => Forward.Parameters();
}
