using System.Collections.Immutable;

namespace Cnn.Ops;

/// <summary>
/// The mean under a sliding window, over 1 to 3 spatial axes of [N, C, …].
/// <see href="https://onnx.ai/onnx/operators/onnx__AveragePool.html"/>
/// </summary>
/// <param name="Kernel">The window's lengths per spatial axis.</param>
/// <param name="Strides">Strides; empty means 1 each.</param>
/// <param name="Pads">All beginnings, then all ends; empty means 0 each.</param>
/// <param name="Dilations">Distances between taps; empty means 1 each.</param>
/// <param name="CeilMode">Rounds the output lengths up.</param>
/// <param name="CountIncludePad">Divides by the taps inside the padded input instead of those inside the input.</param>
/// <param name="AutoPad">Replaces the pads unless NotSet.</param>
public sealed record AveragePool(
    Ints Kernel, Ints Strides = default, Ints Pads = default, Ints Dilations = default, bool CeilMode = false,
    bool CountIncludePad = false, AutoPad AutoPad = AutoPad.NotSet) : Op
{
    /// <summary>The resolved geometry for an input's shape.</summary>
    public Window Window(Shape input) => Ops.Window.Resolve(
        input, Kernel.AsSpan(), Strides, Pads, Dilations, AutoPad, CeilMode);

    /// <summary>By how many taps the window at an output divides, over two spatial axes.</summary>
    /// <param name="input">The input's shape, rank 4.</param>
    /// <param name="row">The output's row.</param>
    /// <param name="column">The output's column.</param>
    public int Counted(Shape input, int row, int column)
    {
        var window = Window(input);
        return Counted(window.H, row) * Counted(window.W, column);
    }

    /// <summary>By how many taps the window at an output divides along one axis; the product over the axes counts.</summary>
    internal int Counted(in WindowAxis axis, int output)
    {
        // A window that ceil_mode lets reach past the end padding never counts those taps.
        int low = CountIncludePad ? -axis.PadBegin : 0;
        int high = axis.Input + (CountIncludePad ? axis.PadEnd : 0);
        int count = 0;
        for (int k = 0; k < axis.Kernel; k++)
        {
            int at = axis.At(output, k);
            count += at >= low && at < high ? 1 : 0;
        }
        return count;
    }

    /// <inheritdoc/>
    public override TensorInfo Infer(ReadOnlySpan<TensorInfo> inputs)
    {
        Require.Inputs(inputs, 1, 1);
        Require.Float(inputs);
        Require.Rank(inputs[0], 3, 5, "the input");
        return new(Window(inputs[0].Shape).Output(inputs[0].Shape[0], inputs[0].Shape[1]));
    }

    /// <inheritdoc/>
    public override void Evaluate(ReadOnlySpan<Tensor> inputs, Tensor output)
    {
        var window = Window(inputs[0].Shape);
        var (d, h, w) = (window.D, window.H, window.W);
        var x = inputs[0].Floats;
        var y = output.Floats;
        int i = 0;
        for (int begin = 0; begin < x.Length; begin += window.InputPlane)
            for (int oz = 0; oz < d.Output; oz++)
                for (int oy = 0; oy < h.Output; oy++)
                    for (int ox = 0; ox < w.Output; ox++, i++)
                    {
                        double sum = 0;
                        for (int kz = 0; kz < d.Kernel; kz++)
                            for (int ky = 0; ky < h.Kernel; ky++)
                                for (int kx = 0; kx < w.Kernel; kx++)
                                {
                                    int iz = d.At(oz, kz), iy = h.At(oy, ky), ix = w.At(ox, kx);
                                    if ((uint)iz < (uint)d.Input && (uint)iy < (uint)h.Input && (uint)ix < (uint)w.Input)
                                        sum += x[begin + (iz * h.Input + iy) * w.Input + ix];
                                }
                        y[i] = (float)(sum / ((long)Counted(d, oz) * Counted(h, oy) * Counted(w, ox)));
                    }
    }

    /// <inheritdoc/>
    public override ImmutableArray<Node?> Gradient(Node node, Node outputGradient) =>
        [new Node(new AveragePoolGrad(this, node.Inputs[0].Shape), [outputGradient])];

    /// <inheritdoc/>
    public override IEnumerable<(string Name, double Value)> Parameters() =>
    [
        .. Named("kernel_shape", Kernel), .. Named("strides", Strides), .. Named("pads", Pads),
        .. Named("dilations", Dilations), ("ceil_mode", CeilMode ? 1 : 0),
        ("count_include_pad", CountIncludePad ? 1 : 0), ("auto_pad", (int)AutoPad),
    ];
}
