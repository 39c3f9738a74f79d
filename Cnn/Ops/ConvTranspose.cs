using System.Collections.Immutable;

namespace Cnn.Ops;

/// <summary>
/// Transposed convolution of X [N, C, …] with W [C, M/group, …] and an optional bias B [M], over 1 to 3 spatial axes:
/// each input element is scattered over a window of the output.
/// <see href="https://onnx.ai/onnx/operators/onnx__ConvTranspose.html"/>
/// </summary>
/// <param name="Strides">Strides per spatial axis; empty means 1 each.</param>
/// <param name="Pads">All beginnings, then all ends, cut off the output; empty means 0 each.</param>
/// <param name="Dilations">Distances between taps; empty means 1 each.</param>
/// <param name="Group">Input and output channels are split into so many groups that do not see each other.</param>
/// <param name="AutoPad">Replaces the pads unless NotSet.</param>
/// <param name="OutputPadding">Added at the end of each output axis; empty means 0 each.</param>
/// <param name="OutputShape">The output's spatial lengths, from which the pads follow; empty means none is given.</param>
public sealed record ConvTranspose(
    Ints Strides = default, Ints Pads = default, Ints Dilations = default, int Group = 1,
    AutoPad AutoPad = AutoPad.NotSet, Ints OutputPadding = default, Ints OutputShape = default) : Op
{
    /// <summary>
    /// The resolved geometry: that of the convolution whose gradient this is, so that <see cref="WindowAxis.Input"/> is
    /// this operator's output and <see cref="WindowAxis.Output"/> its input.
    /// </summary>
    public Window Window(Shape input, Shape weight)
    {
        int rank = input.Rank - 2;
        RequireLength(Strides, rank, "strides");
        RequireLength(Dilations, rank, "dilations");
        RequireLength(Pads, 2 * rank, "pads");
        RequireLength(OutputPadding, rank, "output paddings");
        RequireLength(OutputShape, rank, "output lengths");
        Span<WindowAxis> axes = [WindowAxis.None, WindowAxis.None, WindowAxis.None];
        for (int i = 0; i < rank; i++)
            axes[3 - rank + i] = Axis(i, rank, input[2 + i], weight[2 + i]);
        return new(axes[0], axes[1], axes[2], rank);
    }

    private WindowAxis Axis(int i, int rank, int input, int kernel)
    {
        int stride = At(Strides, i, 1), dilation = At(Dilations, i, 1), extra = At(OutputPadding, i, 0);
        var (begin, end) = AutoPad == AutoPad.NotSet ? (At(Pads, i, 0), At(Pads, rank + i, 0)) : (0, 0);
        if (input < 1 || kernel < 1 || stride < 1 || dilation < 1 || extra < 0 || begin < 0 || end < 0)
            throw new CnnException($"length {input}, kernel {kernel}, stride {stride} and dilation {dilation} must be at least 1, "
                + $"output padding {extra} and pads {begin} and {end} at least 0");
        // The length without padding, and the one that is wanted; what lies between is cut off.
        long whole = (input - 1L) * stride + (kernel - 1L) * dilation + 1 + extra;
        long output = OutputShape.Count > 0 ? OutputShape[i]
            : AutoPad is AutoPad.SameUpper or AutoPad.SameLower ? (long)input * stride
            : whole - begin - end;
        if (output is < 1 or > int.MaxValue || whole > int.MaxValue)
            throw new CnnException($"spatial axis {i} of length {input} would become {output} long");
        if (OutputShape.Count > 0 || AutoPad is AutoPad.SameUpper or AutoPad.SameLower)
        {
            int cut = (int)Math.Max(whole - output, 0);
            begin = AutoPad == AutoPad.SameUpper ? cut / 2 : cut - cut / 2;
            end = cut - begin;
        }
        return new((int)output, input, kernel, stride, dilation, begin, end);
    }

    /// <inheritdoc/>
    public override TensorInfo Infer(ReadOnlySpan<TensorInfo> inputs)
    {
        Require.Inputs(inputs, 2, 3);
        Require.Float(inputs);
        var (x, w) = (inputs[0].Shape, inputs[1].Shape);
        Require.Rank(inputs[0], 3, 5, "the input");
        Require.Rank(inputs[1], x.Rank, x.Rank, "the weight");
        if (w[0] != x[1])
            throw new CnnException($"the weight {w} takes {w[0]} channels; the input {x} has {x[1]}");
        if (Group < 1 || x[1] % Group != 0)
            throw new CnnException($"group {Group} does not divide {x[1]} input channels");
        int maps = Require.Length((long)w[1] * Group);
        if (inputs.Length == 3)
            Require.Shape(inputs[2], [maps], "the bias");
        var window = Window(x, w);
        int[] spatial = [window.D.Input, window.H.Input, window.W.Input];
        return new(new Shape([x[0], maps, .. spatial[(3 - window.Rank)..]]));
    }

    /// <inheritdoc/>
    public override void Evaluate(ReadOnlySpan<Tensor> inputs, Tensor output) => ConvGradInput.ScatterRows(
        Window(inputs[0].Shape, inputs[1].Shape), Group, inputs[0], inputs[1],
        inputs.Length == 3 ? inputs[2].Floats : [], output);

    /// <inheritdoc/>
    public override ImmutableArray<Node?> Gradient(Node node, Node outputGradient)
    {
        var (x, w) = (node.Inputs[0], node.Inputs[1]);
        var window = Window(x.Shape, w.Shape);
        WindowAxis[] axes = [window.D, window.H, window.W];
        axes = axes[(3 - window.Rank)..];
        var conv = new Conv(Strides, [.. axes.Select(a => a.PadBegin), .. axes.Select(a => a.PadEnd)], Dilations, Group);
        var dx = new Node(conv, [outputGradient, w]);
        var dw = new Node(new ConvGradWeight(conv, w.Shape), [outputGradient, x]);
        if (node.Inputs.Length == 2)
            return [dx, dw];
        Ints others = [.. Enumerable.Range(0, x.Shape.Rank).Where(a => a != 1)];
        return [dx, dw, new Node(new ReduceSum(others, KeepDims: false), [outputGradient])];
    }

    /// <inheritdoc/>
    public override IEnumerable<(string Name, double Value)> Parameters() =>
    [
        .. Named("strides", Strides), .. Named("pads", Pads), .. Named("dilations", Dilations), ("group", Group),
        ("auto_pad", (int)AutoPad), .. Named("output_padding", OutputPadding), .. Named("output_shape", OutputShape),
    ];

    /// <inheritdoc/>
    public override long MultiplyAccumulates(ReadOnlySpan<Shape> inputs, Shape output) =>
        inputs[0].Count * inputs[1].Product(1, inputs[1].Rank);

    private static int At(Ints values, int i, int absent) => values.Count == 0 ? absent : values[i];

    private static void RequireLength(Ints values, int needed, string what)
    {
        if (values.Count != 0 && values.Count != needed)
            throw new CnnException($"{needed} {what} are needed; {values.Count} were given");
    }
}
