namespace Cnn.Ops;

/// <summary>
/// dLoss/dInput of a <see cref="Conv"/> from dLoss/dOutput [N, M, …] and the weight [M, C/group, …]: each output gradient
/// is scattered over its window, weighted by the kernel.
/// </summary>
/// <param name="Conv">The convolution.</param>
/// <param name="Input">The shape of the convolution's input, which is the result's.</param>
public sealed record ConvGradInput(Conv Conv, Shape Input) : Op
{
    /// <inheritdoc/>
    public override TensorInfo Infer(ReadOnlySpan<TensorInfo> inputs)
    {
        Require.Inputs(inputs, 2, 2);
        Require.Float(inputs);
        Require.Shape(inputs[0], Conv.Infer([new(Input), inputs[1]]).Shape, "the output gradient");
        return new(Input);
    }

    /// <inheritdoc/>
    public override void Evaluate(ReadOnlySpan<Tensor> inputs, Tensor output) => ScatterRows(
        Conv.Window(Input, inputs[1].Shape), Conv.Group, inputs[0], inputs[1], [], output);

    /// <inheritdoc/>
    public override IEnumerable<(string Name, double Value)> Parameters() => Conv.Parameters();

    /// <inheritdoc/>
    public override long MultiplyAccumulates(ReadOnlySpan<Shape> inputs, Shape output) =>
        Conv.MultiplyAccumulates([Input, inputs[1]], inputs[0]);

    /// <summary>
    /// The loops, row by row of the result; the transposed convolution has the same. The window's output is the axis of
    /// <paramref name="gradient"/>, its input that of <paramref name="result"/>.
    /// </summary>
    internal static void ScatterRows(
        in Window window, int group, Tensor gradient, Tensor weights, ReadOnlySpan<float> bias, Tensor result)
    {
        var (d, h, w) = (window.D, window.H, window.W);
        int maps = weights.Shape[0], depth = weights.Shape[1], channels = result.Shape[1];
        ReadOnlySpan<float> dy = gradient.Floats, weight = weights.Floats;
        var dx = result.Floats;
        var sums = new double[w.Input];
        int row = 0;
        for (int n = 0; n < result.Shape[0]; n++)
            for (int c = 0; c < channels; c++)
            {
                int first = c / depth * (maps / group);
                for (int iz = 0; iz < d.Input; iz++)
                    for (int iy = 0; iy < h.Input; iy++, row += w.Input)
                    {
                        sums.AsSpan().Fill(bias.IsEmpty ? 0 : bias[c]);
                        for (int m = first; m < first + maps / group; m++)
                            for (int kz = 0; kz < d.Kernel; kz++)
                                for (int ky = 0; ky < h.Kernel; ky++)
                                {
                                    if (!OutputAt(d, iz, kz, out int oz) || !OutputAt(h, iy, ky, out int oy))
                                        continue;
                                    int line = (((n * maps + m) * d.Output + oz) * h.Output + oy) * w.Output;
                                    int taps = (((m * depth + c % depth) * d.Kernel + kz) * h.Kernel + ky) * w.Kernel;
                                    AddRow(w, dy.Slice(line, w.Output), weight.Slice(taps, w.Kernel), sums);
                                }
                        for (int ix = 0; ix < w.Input; ix++)
                            dx[row + ix] = (float)sums[ix];
                    }
            }
    }

    // The output whose window has this tap at this input, if there is one.
    private static bool OutputAt(in WindowAxis axis, int input, int tap, out int output)
    {
        int scaled = input + axis.PadBegin - tap * axis.Dilation;
        output = scaled / axis.Stride;
        return scaled >= 0 && scaled % axis.Stride == 0 && output < axis.Output;
    }

    private static void AddRow(in WindowAxis w, ReadOnlySpan<float> line, ReadOnlySpan<float> taps, Span<double> sums)
    {
        for (int k = 0; k < taps.Length; k++)
        {
            var (from, end) = w.Inside(k);
            double tap = taps[k];
            int ix = w.At(from, k);
            for (int ox = from; ox < end; ox++, ix += w.Stride)
                sums[ix] += tap * line[ox];
        }
    }
}
