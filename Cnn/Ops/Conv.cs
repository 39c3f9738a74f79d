using System.Collections.Immutable;

namespace Cnn.Ops;

/// <summary>
/// Convolution (cross-correlation) of X [N, C, …] with W [M, C/group, …] and an optional bias B [M], over 1 to 3 spatial
/// axes. <see href="https://onnx.ai/onnx/operators/onnx__Conv.html"/>
/// </summary>
/// <param name="Strides">Strides per spatial axis; empty means 1 each.</param>
/// <param name="Pads">All beginnings, then all ends; empty means 0 each.</param>
/// <param name="Dilations">Distances between taps per spatial axis; empty means 1 each.</param>
/// <param name="Group">Input and output channels are split into so many groups that do not see each other.</param>
/// <param name="AutoPad">Replaces the pads unless NotSet.</param>
public sealed record Conv(
    Ints Strides = default, Ints Pads = default, Ints Dilations = default, int Group = 1,
    AutoPad AutoPad = AutoPad.NotSet) : Op
{
    /// <summary>The resolved geometry for an input and a weight shape.</summary>
    public Window Window(Shape input, Shape weight) => Ops.Window.Resolve(
        input, weight.AsSpan()[Math.Min(2, weight.Rank)..], Strides, Pads, Dilations, AutoPad);

    /// <inheritdoc/>
    public override TensorInfo Infer(ReadOnlySpan<TensorInfo> inputs)
    {
        Require.Inputs(inputs, 2, 3);
        Require.Float(inputs);
        var (x, w) = (inputs[0].Shape, inputs[1].Shape);
        Require.Rank(inputs[0], 3, 5, "the input");
        Require.Rank(inputs[1], x.Rank, x.Rank, "the weight");
        if (Group < 1 || x[1] % Group != 0 || w[0] % Group != 0)
            throw new CnnException($"group {Group} does not divide {x[1]} input and {w[0]} output channels");
        if (w[1] != x[1] / Group)
            throw new CnnException($"the weight {w} takes {w[1]} channels a group; the input {x} has {x[1]} in {Group} groups");
        if (inputs.Length == 3)
            Require.Shape(inputs[2], [w[0]], "the bias");
        return new(Window(x, w).Output(x[0], w[0]));
    }

    /// <inheritdoc/>
    public override void Evaluate(ReadOnlySpan<Tensor> inputs, Tensor output)
    {
        var window = Window(inputs[0].Shape, inputs[1].Shape);
        var (d, h, w) = (window.D, window.H, window.W);
        int batch = inputs[0].Shape[0], channels = inputs[0].Shape[1];
        int maps = inputs[1].Shape[0], depth = inputs[1].Shape[1];
        ReadOnlySpan<float> x = inputs[0].Floats, weight = inputs[1].Floats, bias = inputs.Length == 3 ? inputs[2].Floats : [];
        var y = output.Floats;
        var sums = new double[w.Output];
        int row = 0;
        for (int n = 0; n < batch; n++)
            for (int m = 0; m < maps; m++)
            {
                int first = n * channels + m / (maps / Group) * depth;
                for (int oz = 0; oz < d.Output; oz++)
                    for (int oy = 0; oy < h.Output; oy++, row += w.Output)
                    {
                        sums.AsSpan().Fill(bias.IsEmpty ? 0 : bias[m]);
                        for (int c = 0; c < depth; c++)
                            for (int kz = 0; kz < d.Kernel; kz++)
                                for (int ky = 0; ky < h.Kernel; ky++)
                                {
                                    int iz = d.At(oz, kz), iy = h.At(oy, ky);
                                    if ((uint)iz >= (uint)d.Input || (uint)iy >= (uint)h.Input)
                                        continue;
                                    int line = (((first + c) * d.Input + iz) * h.Input + iy) * w.Input;
                                    int taps = (((m * depth + c) * d.Kernel + kz) * h.Kernel + ky) * w.Kernel;
                                    AddRow(w, x.Slice(line, w.Input), weight.Slice(taps, w.Kernel), sums);
                                }
                        for (int ox = 0; ox < w.Output; ox++)
                            y[row + ox] = (float)sums[ox];
                    }
            }
    }

    /// <inheritdoc/>
    public override ImmutableArray<Node?> Gradient(Node node, Node outputGradient)
    {
        var (x, w) = (node.Inputs[0], node.Inputs[1]);
        var dx = new Node(new ConvGradInput(this, x.Shape), [outputGradient, w]);
        var dw = new Node(new ConvGradWeight(this, w.Shape), [x, outputGradient]);
        if (node.Inputs.Length == 2)
            return [dx, dw];
        Ints axes = [.. Enumerable.Range(0, x.Shape.Rank).Where(a => a != 1)];
        return [dx, dw, new Node(new ReduceSum(axes, KeepDims: false), [outputGradient])];
    }

    /// <inheritdoc/>
    public override IEnumerable<(string Name, double Value)> Parameters() =>
    [
        .. Named("strides", Strides), .. Named("pads", Pads), .. Named("dilations", Dilations), ("group", Group),
        ("auto_pad", (int)AutoPad),
    ];

    /// <inheritdoc/>
    public override long MultiplyAccumulates(ReadOnlySpan<Shape> inputs, Shape output) =>
        output.Count * inputs[1].Product(1, inputs[1].Rank);

    // One row of the kernel over one row of the input, into one row of the output.
    private static void AddRow(in WindowAxis w, ReadOnlySpan<float> line, ReadOnlySpan<float> taps, Span<double> sums)
    {
        for (int k = 0; k < taps.Length; k++)
        {
            var (from, end) = w.Inside(k);
            double tap = taps[k];
            int ix = w.At(from, k);
            for (int ox = from; ox < end; ox++, ix += w.Stride)
                sums[ox] += tap * line[ix];
        }
    }
}
