namespace Cnn.Ops;

/// <summary>
/// dLoss/dWeight of a <see cref="Conv"/> from its input [N, C, …] and dLoss/dOutput [N, M, …]: each tap's gradient is the
/// input under the tap times the output gradient, summed over the batch and all places of the window.
/// </summary>
/// <param name="Conv">The convolution.</param>
/// <param name="Weight">The weight's shape, which is the result's.</param>
public sealed record ConvGradWeight(Conv Conv, Shape Weight) : Op
{
    /// <inheritdoc/>
    public override TensorInfo Infer(ReadOnlySpan<TensorInfo> inputs)
    {
        Require.Inputs(inputs, 2, 2);
        Require.Float(inputs);
        Require.Shape(inputs[1], Conv.Infer([inputs[0], new(Weight)]).Shape, "the output gradient");
        return new(Weight);
    }

    /// <inheritdoc/>
    public override void Evaluate(ReadOnlySpan<Tensor> inputs, Tensor output)
    {
        var window = Conv.Window(inputs[0].Shape, Weight);
        var (d, h, w) = (window.D, window.H, window.W);
        int batch = inputs[0].Shape[0], channels = inputs[0].Shape[1], maps = Weight[0], depth = Weight[1];
        ReadOnlySpan<float> x = inputs[0].Floats, dy = inputs[1].Floats;
        var dw = output.Floats;
        int i = 0;
        for (int m = 0; m < maps; m++)
            for (int c = 0; c < depth; c++)
                for (int kz = 0; kz < d.Kernel; kz++)
                    for (int ky = 0; ky < h.Kernel; ky++)
                        for (int kx = 0; kx < w.Kernel; kx++, i++)
                        {
                            double sum = 0;
                            int channel = m / (maps / Conv.Group) * depth + c;
                            var (firstZ, endZ) = d.Inside(kz);
                            var (firstY, endY) = h.Inside(ky);
                            var (firstX, endX) = w.Inside(kx);
                            for (int n = 0; n < batch; n++)
                                for (int oz = firstZ; oz < endZ; oz++)
                                    for (int oy = firstY; oy < endY; oy++)
                                    {
                                        int gradients = (((n * maps + m) * d.Output + oz) * h.Output + oy) * w.Output;
                                        int line = (((n * channels + channel) * d.Input + d.At(oz, kz)) * h.Input + h.At(oy, ky)) * w.Input;
                                        int ix = line + w.At(firstX, kx);
                                        for (int ox = firstX; ox < endX; ox++, ix += w.Stride)
                                            sum += (double)x[ix] * dy[gradients + ox];
                                    }
                            dw[i] = (float)sum;
                        }
    }

    /// <inheritdoc/>
    public override IEnumerable<(string Name, double Value)> Parameters() => Conv.Parameters();

    /// <inheritdoc/>
    public override long MultiplyAccumulates(ReadOnlySpan<Shape> inputs, Shape output) =>
        Conv.MultiplyAccumulates([inputs[0], Weight], inputs[1]);
}
