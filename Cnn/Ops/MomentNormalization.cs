namespace Cnn.Ops;

/// <summary>
/// The family of normalisations whose statistics come from the input itself: the elements are cut into groups that lie
/// together, and each becomes scale · (x − mean) / √(variance + epsilon) + bias. Inputs: x, scale, bias.
/// </summary>
/// <param name="Epsilon">Keeps the root away from 0.</param>
public abstract record MomentNormalization(float Epsilon) : Op
{
    /// <summary>How many elements of an input lie in each group.</summary>
    public abstract int GroupSize(Shape input);

    /// <summary>
    /// Where scale and bias lie: that of element i is number (i / <c>Divisor</c>) mod <c>Modulus</c>.
    /// </summary>
    public abstract (int Divisor, int Modulus) ScaleIndex(Shape input);

    /// <inheritdoc/>
    public override void Evaluate(ReadOnlySpan<Tensor> inputs, Tensor output)
    {
        ReadOnlySpan<float> x = inputs[0].Floats, scale = inputs[1].Floats, bias = inputs.Length == 3 ? inputs[2].Floats : [];
        var y = output.Floats;
        int size = GroupSize(inputs[0].Shape);
        var (divisor, modulus) = ScaleIndex(inputs[0].Shape);
        for (int begin = 0; begin < x.Length; begin += size)
        {
            var (mean, variance) = Moments(x.Slice(begin, size));
            double factor = 1 / Math.Sqrt(variance + Epsilon);
            for (int i = begin; i < begin + size; i++)
            {
                int at = i / divisor % modulus;
                y[i] = (float)((x[i] - mean) * factor * scale[at] + (bias.IsEmpty ? 0 : bias[at]));
            }
        }
    }

    /// <summary>Mean and variance of a group, in two passes: one would cancel.</summary>
    internal static (double Mean, double Variance) Moments(ReadOnlySpan<float> x)
    {
        double sum = 0, squares = 0;
        foreach (float value in x)
            sum += value;
        double mean = sum / x.Length;
        foreach (float value in x)
            squares += (value - mean) * (value - mean);
        return (mean, squares / x.Length);
    }

    /// <inheritdoc/>
    public override IEnumerable<(string Name, double Value)> Parameters() => [("epsilon", Epsilon)];
}

/// <summary>
/// Normalises each channel of each picture of [N, C, …]; scale and bias [C].
/// <see href="https://onnx.ai/onnx/operators/onnx__InstanceNormalization.html"/>
/// </summary>
/// <param name="Epsilon">Keeps the root away from 0.</param>
public sealed record InstanceNormalization(float Epsilon = 1e-5f) : MomentNormalization(Epsilon)
{
    /// <inheritdoc/>
    public override int GroupSize(Shape input) => input.Product(2, input.Rank);

    /// <inheritdoc/>
    public override (int Divisor, int Modulus) ScaleIndex(Shape input) => (GroupSize(input), input[1]);

    /// <inheritdoc/>
    public override TensorInfo Infer(ReadOnlySpan<TensorInfo> inputs)
    {
        Require.Inputs(inputs, 3, 3);
        Require.Float(inputs);
        Require.Rank(inputs[0], 3, Shape.MaxRank, "the input");
        Require.Shape(inputs[1], [inputs[0].Shape[1]], "scale");
        Require.Shape(inputs[2], [inputs[0].Shape[1]], "bias");
        return new(inputs[0].Shape);
    }
}

/// <summary>
/// Normalises groups of channels of each picture of [N, C, …]; scale and bias [C].
/// <see href="https://onnx.ai/onnx/operators/onnx__GroupNormalization.html"/>
/// </summary>
/// <param name="Groups">The number of groups; divides C.</param>
/// <param name="Epsilon">Keeps the root away from 0.</param>
/// <param name="ScalePerGroup">Scale and bias are [Groups], as in operator sets before 21.</param>
public sealed record GroupNormalization(int Groups, float Epsilon = 1e-5f, bool ScalePerGroup = false) : MomentNormalization(Epsilon)
{
    /// <inheritdoc/>
    public override int GroupSize(Shape input) => input.Product(1, input.Rank) / Groups;

    /// <inheritdoc/>
    public override (int Divisor, int Modulus) ScaleIndex(Shape input) =>
        ScalePerGroup ? (GroupSize(input), Groups) : (input.Product(2, input.Rank), input[1]);

    /// <inheritdoc/>
    public override TensorInfo Infer(ReadOnlySpan<TensorInfo> inputs)
    {
        Require.Inputs(inputs, 3, 3);
        Require.Float(inputs);
        Require.Rank(inputs[0], 2, Shape.MaxRank, "the input");
        int channels = inputs[0].Shape[1];
        if (Groups < 1 || channels % Groups != 0)
            throw new CnnException($"{Groups} groups do not divide {channels} channels");
        Shape scale = [ScalePerGroup ? Groups : channels];
        Require.Shape(inputs[1], scale, "scale");
        Require.Shape(inputs[2], scale, "bias");
        return new(inputs[0].Shape);
    }

    /// <inheritdoc/>
    public override IEnumerable<(string Name, double Value)> Parameters() =>
        [("num_groups", Groups), ("epsilon", Epsilon), ("scale_per_group", ScalePerGroup ? 1 : 0)];
}

/// <summary>
/// Normalises all axes from one on together; scale and the optional bias have the shape of those axes.
/// <see href="https://onnx.ai/onnx/operators/onnx__LayerNormalization.html"/>
/// </summary>
/// <param name="Axis">The first normalised axis; negative counts from the end.</param>
/// <param name="Epsilon">Keeps the root away from 0.</param>
/// <param name="Output">0 yields the result; 1 the means and 2 the 1/√(variance + epsilon), with the normalised axes 1.</param>
public sealed record LayerNormalization(int Axis = -1, float Epsilon = 1e-5f, int Output = 0) : MomentNormalization(Epsilon)
{
    /// <inheritdoc/>
    public override int GroupSize(Shape input) => input.Product(input.Axis(Axis), input.Rank);

    /// <inheritdoc/>
    public override (int Divisor, int Modulus) ScaleIndex(Shape input) => (1, GroupSize(input));

    /// <inheritdoc/>
    public override TensorInfo Infer(ReadOnlySpan<TensorInfo> inputs)
    {
        Require.Inputs(inputs, 2, 3);
        Require.Float(inputs);
        var x = inputs[0].Shape;
        int axis = x.Axis(Axis);
        var normalised = new Shape(x.AsSpan()[axis..]);
        for (int i = 1; i < inputs.Length; i++)
            if (inputs[i].Shape.Count != normalised.Count || !Broadcast.Fits(inputs[i].Shape, x))
                throw new CnnException($"{(i == 1 ? "scale" : "bias")} must have shape {normalised}; it has shape {inputs[i].Shape}");
        return new(Output == 0 ? x : new Shape([.. x.Select((length, i) => i < axis ? length : 1)]));
    }

    /// <inheritdoc/>
    public override void Evaluate(ReadOnlySpan<Tensor> inputs, Tensor output)
    {
        if (Output == 0)
        {
            base.Evaluate(inputs, output);
            return;
        }
        int size = GroupSize(inputs[0].Shape);
        for (int i = 0; i < output.Count; i++)
        {
            var (mean, variance) = Moments(inputs[0].Floats.Slice(i * size, size));
            output.Floats[i] = (float)(Output == 1 ? mean : 1 / Math.Sqrt(variance + Epsilon));
        }
    }

    /// <inheritdoc/>
    public override IEnumerable<(string Name, double Value)> Parameters() => [("axis", Axis), ("epsilon", Epsilon), ("output", Output)];
}
