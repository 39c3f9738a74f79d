namespace Cnn.Ops;

/// <summary>
/// dLoss/dInput of an <see cref="AveragePool"/> from dLoss/dOutput: each output gradient is shared out evenly over its
/// window.
/// </summary>
/// <param name="Pool">The pool.</param>
/// <param name="Input">The shape of the pool's input, which is the result's.</param>
public sealed record AveragePoolGrad(AveragePool Pool, Shape Input) : Op
{
    /// <inheritdoc/>
    public override TensorInfo Infer(ReadOnlySpan<TensorInfo> inputs)
    {
        Require.Inputs(inputs, 1, 1);
        Require.Float(inputs);
        Require.Shape(inputs[0], Pool.Infer([new(Input)]).Shape, "the output gradient");
        return new(Input);
    }

    /// <inheritdoc/>
    public override void Evaluate(ReadOnlySpan<Tensor> inputs, Tensor output)
    {
        var window = Pool.Window(Input);
        var (d, h, w) = (window.D, window.H, window.W);
        var dy = inputs[0].Floats;
        var dx = output.Floats;
        var sums = new double[window.InputPlane];
        int i = 0;
        for (int begin = 0; begin < dx.Length; begin += window.InputPlane)
        {
            sums.AsSpan().Clear();
            for (int oz = 0; oz < d.Output; oz++)
                for (int oy = 0; oy < h.Output; oy++)
                    for (int ox = 0; ox < w.Output; ox++, i++)
                    {
                        double share = dy[i] / ((double)Pool.Counted(d, oz) * Pool.Counted(h, oy) * Pool.Counted(w, ox));
                        for (int kz = 0; kz < d.Kernel; kz++)
                            for (int ky = 0; ky < h.Kernel; ky++)
                                for (int kx = 0; kx < w.Kernel; kx++)
                                {
                                    int iz = d.At(oz, kz), iy = h.At(oy, ky), ix = w.At(ox, kx);
                                    if ((uint)iz < (uint)d.Input && (uint)iy < (uint)h.Input && (uint)ix < (uint)w.Input)
                                        sums[(iz * h.Input + iy) * w.Input + ix] += share;
                                }
                    }
            for (int j = 0; j < sums.Length; j++)
                dx[begin + j] = (float)sums[j];
        }
    }

    /// <inheritdoc/>
    public override IEnumerable<(string Name, double Value)> Parameters() => Pool.Parameters();
}
