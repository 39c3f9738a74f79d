using System.Collections.Immutable;

namespace Cnn.Ops;

/// <summary>How <see cref="Resize"/> computes a value between elements.</summary>
public enum ResizeMode
{
    /// <summary>The nearest element.</summary>
    Nearest,
    /// <summary>The line through the two neighbours, along each axis.</summary>
    Linear,
    /// <summary>The cubic through four neighbours, along each axis.</summary>
    Cubic,
}

/// <summary>Where in the input an index of the output lies; the names are ONNX's.</summary>
public enum ResizeCoordinates
{
    /// <summary>(x + ½) / scale − ½.</summary>
    HalfPixel,
    /// <summary>As HalfPixel, about the centre of the output even when its length was rounded.</summary>
    HalfPixelSymmetric,
    /// <summary>As HalfPixel, but 0 for an output of one element.</summary>
    PytorchHalfPixel,
    /// <summary>First on first and last on last element.</summary>
    AlignCorners,
    /// <summary>x / scale.</summary>
    Asymmetric,
    /// <summary>(x + ½) / scale.</summary>
    TfHalfPixelForNn,
    /// <summary>First and last element on the bounds of a region.</summary>
    TfCropAndResize,
}

/// <summary>Which element is nearest.</summary>
public enum ResizeNearest
{
    /// <summary>The closest, the lower of two.</summary>
    RoundPreferFloor,
    /// <summary>The closest, the upper of two.</summary>
    RoundPreferCeil,
    /// <summary>The one before.</summary>
    Floor,
    /// <summary>The one after.</summary>
    Ceil,
}

/// <summary>What happens when the sizes would change the aspect ratio.</summary>
public enum ResizeAspect
{
    /// <summary>It changes.</summary>
    Stretch,
    /// <summary>Kept; no axis is longer than its size.</summary>
    NotLarger,
    /// <summary>Kept; no axis is shorter than its size.</summary>
    NotSmaller,
}

/// <summary>
/// Resamples a tensor along its axes. <see href="https://onnx.ai/onnx/operators/onnx__Resize.html"/>
/// </summary>
/// <param name="Scales">The factor per axis; empty when sizes are given.</param>
/// <param name="Sizes">The output length per axis; empty when scales are given.</param>
/// <param name="Mode">How values between elements are computed.</param>
/// <param name="Coordinates">Where an output lies in the input.</param>
public sealed record Resize(
    Floats Scales, Ints Sizes = default, ResizeMode Mode = ResizeMode.Nearest,
    ResizeCoordinates Coordinates = ResizeCoordinates.HalfPixel) : Op
{
    /// <summary>Which element is nearest.</summary>
    public ResizeNearest Nearest { get; init; }

    /// <summary>The cubic's parameter.</summary>
    public float CubicA { get; init; } = -0.75f;

    /// <summary>Leaves elements outside the input out of the mean instead of repeating the edge.</summary>
    public bool ExcludeOutside { get; init; }

    /// <summary>Widens the filter where an axis shrinks.</summary>
    public bool Antialias { get; init; }

    /// <summary>The value of an output outside the input, for TfCropAndResize.</summary>
    public float Extrapolation { get; init; }

    /// <summary>The region for TfCropAndResize: all starts, then all ends, from 0 to 1 of each axis.</summary>
    public Floats Region { get; init; }

    /// <summary>The axes that scales, sizes and region speak of; empty means all.</summary>
    public Ints Axes { get; init; }

    /// <summary>What happens when the sizes would change the aspect ratio.</summary>
    public ResizeAspect Aspect { get; init; }

    /// <inheritdoc/>
    public override TensorInfo Infer(ReadOnlySpan<TensorInfo> inputs)
    {
        Require.Inputs(inputs, 1, 1);
        Require.Float(inputs);
        return new(new Shape(Array.ConvertAll(AxesOf(inputs[0].Shape), a => a.Output)));
    }

    /// <summary>The resampling along each axis of an input.</summary>
    internal ResizeAxis[] AxesOf(Shape input)
    {
        int count = Axes.Count == 0 ? input.Rank : Axes.Count;
        if (Scales.Count == 0 ? Sizes.Count != count : Scales.Count != count || Sizes.Count != 0)
            throw new CnnException($"{count} scales or sizes are needed; {Scales.Count} scales and {Sizes.Count} sizes were given");
        bool crops = Coordinates == ResizeCoordinates.TfCropAndResize;
        if (crops && Region.Count != 2 * count)
            throw new CnnException($"a region of {2 * count} numbers is needed; {Region.Count} were given");
        var axes = new ResizeAxis[input.Rank];
        for (int axis = 0; axis < axes.Length; axis++)
            axes[axis] = new(input[axis], input[axis], 1);
        float common = Aspect == ResizeAspect.Stretch || Scales.Count > 0 ? 0 : CommonScale(input);
        for (int i = 0; i < count; i++)
        {
            int axis = Axes.Count == 0 ? i : input.Axis(Axes[i]);
            var (start, end) = crops ? (Region[i], Region[count + i]) : (0, 1);
            axes[axis] = Axis(input[axis], i, common) with { Start = start, End = end };
        }
        return axes;
    }

    /// <summary>What each output along an axis is the weighted sum of.</summary>
    /// <param name="input">The input's shape.</param>
    /// <param name="axis">The axis.</param>
    /// <exception cref="CnnException">The scales or sizes do not fit the input.</exception>
    public ResizeTaps Taps(Shape input, int axis) => AxesOf(input)[axis].Taps(this);

    private ResizeAxis Axis(int input, int i, float common)
    {
        if (Scales.Count > 0)
        {
            float covered = Coordinates == ResizeCoordinates.TfCropAndResize ? Region[Region.Count / 2 + i] - Region[i] : 1;
            float length = MathF.Floor(input * covered * Scales[i]);
            if (!(Scales[i] > 0) || !(length >= 0 && length < int.MaxValue))
                throw new CnnException($"an axis of length {input} cannot be scaled by {Scales[i]}");
            return new(input, (int)length, Scales[i]);
        }
        int output = common > 0 ? (int)MathF.Floor(common * input + 0.5f) : Sizes[i];
        if (output < 0 || (input == 0 && output > 0))
            throw new CnnException($"an axis of length {input} cannot become {output} long");
        return new(input, output, common > 0 ? common : (float)output / input);
    }

    private float CommonScale(Shape input)
    {
        var scales = Sizes.Select((size, i) => (float)size / input[Axes.Count == 0 ? i : input.Axis(Axes[i])]);
        return Aspect == ResizeAspect.NotLarger ? scales.Min() : scales.Max();
    }

    /// <inheritdoc/>
    public override void Evaluate(ReadOnlySpan<Tensor> inputs, Tensor output)
    {
        var shape = inputs[0].Shape;
        var axes = AxesOf(shape);
        var values = new double[inputs[0].Count];
        for (int i = 0; i < values.Length; i++)
            values[i] = inputs[0].Floats[i];
        // Axis by axis: each pass is a weighted sum along one of them.
        for (int axis = 0; axis < axes.Length; axis++)
        {
            var taps = axes[axis].Taps(this);
            if (taps.IsIdentity)
                continue;
            values = Resample(values, AxisGroup.Of(shape, axis), taps);
            shape = shape.With(axis, axes[axis].Output);
        }
        for (int i = 0; i < values.Length; i++)
            output.Floats[i] = (float)values[i];
    }

    private double[] Resample(double[] x, AxisGroup group, ResizeTaps taps)
    {
        var y = new double[group.Outer * taps.Output * group.Inner];
        int at = 0;
        for (int outer = 0; outer < group.Outer; outer++)
            for (int o = 0; o < taps.Output; o++)
                for (int inner = 0; inner < group.Inner; inner++, at++)
                {
                    double sum = taps.Added[o];
                    for (int k = o * taps.Width; k < (o + 1) * taps.Width; k++)
                        sum += taps.Weights[k] * x[(outer * group.Length + taps.Indices[k]) * group.Inner + inner];
                    y[at] = sum;
                }
        return y;
    }

    /// <inheritdoc/>
    public override ImmutableArray<Node?> Gradient(Node node, Node outputGradient)
    {
        // Each axis is a product with a matrix, so its gradient is one with that matrix transposed.
        var shape = node.Inputs[0].Shape;
        var axes = AxesOf(shape);
        var dx = outputGradient;
        for (int axis = 0; axis < axes.Length; axis++)
            if (axes[axis].Taps(this) is { IsIdentity: false } taps)
                dx = Gathered(dx, axis, shape[axis], taps);
        return [dx];
    }

    private static Node Gathered(Node dy, int axis, int length, ResizeTaps taps)
    {
        var matrix = new Tensor([length, taps.Output]);
        for (int o = 0; o < taps.Output; o++)
            for (int k = o * taps.Width; k < (o + 1) * taps.Width; k++)
                matrix.Floats[taps.Indices[k] * taps.Output + o] += (float)taps.Weights[k];
        return AxisGroup.Of(dy.Shape, axis).Times(matrix, dy, dy.Shape.With(axis, length));
    }

    /// <inheritdoc/>
    public override IEnumerable<(string Name, double Value)> Parameters() =>
    [
        ("mode", (int)Mode), ("coordinate_transformation_mode", (int)Coordinates), ("nearest_mode", (int)Nearest),
        ("cubic_coeff_a", CubicA), ("exclude_outside", ExcludeOutside ? 1 : 0), ("antialias", Antialias ? 1 : 0),
        ("extrapolation_value", Extrapolation), ("keep_aspect_ratio_policy", (int)Aspect), .. Named("axes", Axes),
        .. Named("sizes", Sizes), .. Scales.Select((s, i) => ($"scales_{i}", (double)s)),
        .. Region.Select((r, i) => ($"roi_{i}", (double)r)),
    ];
}
