using System.Collections.Immutable;
using System.Numerics;

namespace Cnn.Ops;

/// <summary>
/// The largest value under a sliding window, over 1 to 3 spatial axes of [N, C, …]; padding counts as −∞. On ties the
/// first in row-major order wins. <see href="https://onnx.ai/onnx/operators/onnx__MaxPool.html"/>
/// </summary>
/// <param name="Kernel">The window's lengths per spatial axis.</param>
/// <param name="Strides">Strides; empty means 1 each.</param>
/// <param name="Pads">All beginnings, then all ends; empty means 0 each.</param>
/// <param name="Dilations">Distances between taps; empty means 1 each.</param>
/// <param name="CeilMode">Rounds the output lengths up.</param>
/// <param name="AutoPad">Replaces the pads unless NotSet.</param>
/// <param name="Output">0 yields the values; 1 their Indices (Int64) in the flattened input.</param>
/// <param name="ColumnMajor">Counts the indices' spatial axes column-major (ONNX storage_order 1).</param>
public sealed record MaxPool(
    Ints Kernel, Ints Strides = default, Ints Pads = default, Ints Dilations = default, bool CeilMode = false,
    AutoPad AutoPad = AutoPad.NotSet, int Output = 0, bool ColumnMajor = false) : Op
{
    /// <summary>The resolved geometry for an input's shape.</summary>
    public Window Window(Shape input) => Ops.Window.Resolve(
        input, Kernel.AsSpan(), Strides, Pads, Dilations, AutoPad, CeilMode);

    /// <inheritdoc/>
    public override TensorInfo Infer(ReadOnlySpan<TensorInfo> inputs)
    {
        Require.Inputs(inputs, 1, 1);
        if (inputs[0].Type is not (DataType.Float32 or DataType.UInt8))
            throw new CnnException($"input 0 must be Float32 or UInt8; it is {inputs[0].Type}");
        var x = inputs[0].Shape;
        Require.Rank(inputs[0], 3, 5, "the input");
        return new(Window(x).Output(x[0], x[1]), Output == 0 ? inputs[0].Type : DataType.Int64);
    }

    /// <inheritdoc/>
    public override void Evaluate(ReadOnlySpan<Tensor> inputs, Tensor output)
    {
        if (inputs[0].Type == DataType.Float32)
            Pool<float>(inputs[0], output);
        else
            Pool<byte>(inputs[0], output);
    }

    private void Pool<T>(Tensor input, Tensor output) where T : unmanaged, INumber<T>
    {
        var window = Window(input.Shape);
        var x = input.Span<T>();
        int planes = input.Shape[0] * input.Shape[1];
        int i = 0;
        for (int plane = 0; plane < planes; plane++)
        {
            int begin = plane * window.InputPlane;
            for (int oz = 0; oz < window.D.Output; oz++)
                for (int oy = 0; oy < window.H.Output; oy++)
                    for (int ox = 0; ox < window.W.Output; ox++, i++)
                    {
                        int winner = Winner<T>(window, x.Slice(begin, window.InputPlane), oz, oy, ox);
                        if (Output == 1)
                            output.Span<long>()[i] = begin + (ColumnMajor ? ToColumnMajor(window, winner) : winner);
                        else
                            output.Span<T>()[i] = winner >= 0 ? x[begin + winner] : T.CreateSaturating(float.NegativeInfinity);
                    }
        }
    }

    /// <summary>The index in the channel's plane of the largest element under a window; −1 if it sees only padding.</summary>
    internal static int Winner<T>(in Window window, ReadOnlySpan<T> plane, int oz, int oy, int ox) where T : unmanaged, INumber<T>
    {
        var (d, h, w) = (window.D, window.H, window.W);
        int winner = -1;
        for (int kz = 0; kz < d.Kernel; kz++)
            for (int ky = 0; ky < h.Kernel; ky++)
            {
                int iz = d.At(oz, kz), iy = h.At(oy, ky);
                if ((uint)iz >= (uint)d.Input || (uint)iy >= (uint)h.Input)
                    continue;
                int line = (iz * h.Input + iy) * w.Input;
                for (int kx = 0; kx < w.Kernel; kx++)
                {
                    int ix = w.At(ox, kx);
                    if ((uint)ix < (uint)w.Input && (winner < 0 || plane[line + ix] > plane[winner]))
                        winner = line + ix;
                }
            }
        return winner;
    }

    private static int ToColumnMajor(in Window window, int index)
    {
        int x = index % window.W.Input, y = index / window.W.Input % window.H.Input;
        int z = index / (window.W.Input * window.H.Input);
        return (x * window.H.Input + y) * window.D.Input + z;
    }

    /// <inheritdoc/>
    public override ImmutableArray<Node?> Gradient(Node node, Node outputGradient) => Output == 0
        ? [new Node(new MaxPoolGrad(this), [node.Inputs[0], outputGradient])]
        : [null];

    /// <inheritdoc/>
    public override IEnumerable<(string Name, double Value)> Parameters() =>
    [
        .. Named("kernel_shape", Kernel), .. Named("strides", Strides), .. Named("pads", Pads),
        .. Named("dilations", Dilations), ("ceil_mode", CeilMode ? 1 : 0), ("auto_pad", (int)AutoPad),
        ("output", Output), ("storage_order", ColumnMajor ? 1 : 0),
    ];
}
