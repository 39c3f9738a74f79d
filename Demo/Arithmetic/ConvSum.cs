using Cnn;
using Cnn.Ops;
using Demo.Ui;

namespace Demo.Arithmetic;

/// <summary>One value of a convolution, or of a transposed one, taken apart: which products it is the sum of.</summary>
internal sealed class ConvSum : Terms
{
    // Which cell of the input's plane a tap meets; −1 where it meets none: outside, or between the inputs of a transposed one.
    private int[] _cells = [];
    private bool[] _inside = [];
    private double[] _perChannel = [], _products = [];
    private float[] _patch = [];
    private Tensor _input = null!, _weight = null!;
    private int _channel;
    private Window _window;
    private bool _transposed;
    private int _maps;

    /// <summary>Kernel rows and columns.</summary>
    public int Rows { get; private set; }

    public int Columns { get; private set; }

    /// <summary>The input channels of the group; the first one's number in the whole input.</summary>
    public int Channels { get; private set; }

    public int FirstChannel { get; private set; }

    /// <summary>Which of <see cref="Channels"/> is looked at: the chosen one, else the one that contributes most.</summary>
    public int Looked { get; private set; }

    public double LookedSum => _perChannel[Looked];

    /// <summary>What each input channel adds.</summary>
    public ReadOnlySpan<double> PerChannel => _perChannel.AsSpan(0, Channels);

    /// <summary>The products of that channel, row-major; 0 where the kernel hangs over the edge.</summary>
    public ReadOnlySpan<double> Products => _products.AsSpan(0, Rows * Columns);

    /// <summary>What of that channel lies under the kernel; 0 where it hangs over the edge.</summary>
    public ReadOnlySpan<float> Patch => _patch.AsSpan(0, Rows * Columns);

    /// <summary>Whether each tap of the kernel meets a value of the input.</summary>
    public ReadOnlySpan<bool> Inside => _inside.AsSpan(0, Rows * Columns);

    /// <summary>The weights of that channel.</summary>
    public ReadOnlySpan<float> Weights => Kernel(_weight, _channel);

    /// <summary>The weights of that channel.</summary>
    public ReadOnlySpan<float> Kernel(Tensor weight, int channel) =>
        weight.Floats.Slice(KernelAt(channel, Looked), Rows * Columns);

    /// <summary>The weights of all channels, one kernel after the other; of an ordinary convolution.</summary>
    public ReadOnlySpan<float> All(Tensor weight, int channel) =>
        weight.Floats.Slice(channel * Channels * Rows * Columns, Channels * Rows * Columns);

    public double Sum { get; private set; }

    public double Bias { get; private set; }

    public override double Result => Sum + Bias;

    public override bool Take(in Unit unit) =>
        Compute(unit.Network, unit.Node, unit.Values(unit.Node.Inputs[0]), unit.Channel, unit.X, unit.Y);

    /// <summary>
    /// Computes it for output channel, row and column, looking at a chosen input of the group or the strongest; false if the
    /// operator or its weights are not at hand.
    /// </summary>
    public bool Compute(Network network, Node node, Tensor? input, int channel, int x, int y, int? chosen = null)
    {
        if (node.Shape.Rank != 4 || input is null || node.Op is not (Conv or ConvTranspose)
            || network.WeightOf(node.Inputs[1]) is not { } weight)
            return false;
        Lay(node, weight.Shape, channel);
        for (int k = 0; k < Rows * Columns; k++)
            _inside[k] = (_cells[k] = Cell(x, y, k)) >= 0;
        (Sum, Looked) = (0, 0);
        for (int c = 0; c < Channels; c++)
        {
            Sum += _perChannel[c] = Multiply(input, weight, channel, c);
            if (Math.Abs(_perChannel[c]) > Math.Abs(_perChannel[Looked]))
                Looked = c;
        }
        (_input, _weight, _channel) = (input, weight, channel);
        Look(chosen < Channels ? chosen.Value : Looked);
        Bias = node.Inputs.Length > 2 && network.WeightOf(node.Inputs[2]) is { } bias ? bias.Floats[channel] : 0;
        return true;
    }

    /// <summary>Looks at another of <see cref="Channels"/>.</summary>
    public void Look(int channel)
    {
        Looked = channel;
        Multiply(_input, _weight, _channel, channel);
    }

    /// <summary>The rows and columns of the input that the window covers; it may reach outside.</summary>
    public (int Left, int Top, int Right, int Bottom) Covered(int x, int y)
    {
        if (!_transposed)
            return (_window.W.At(x, 0), _window.H.At(y, 0), _window.W.At(x, Columns - 1), _window.H.At(y, Rows - 1));
        var (left, top, right, bottom) = (int.MaxValue, int.MaxValue, int.MinValue, int.MinValue);
        for (int k = 0; k < Rows * Columns; k++)
            if (_cells[k] >= 0)
            {
                var (row, column) = Math.DivRem(_cells[k], _window.W.Output);
                (left, top, right, bottom) = (Math.Min(left, column), Math.Min(top, row), Math.Max(right, column), Math.Max(bottom, row));
            }
        return (left, top, right, bottom);
    }

    private void Lay(Node node, Shape weight, int channel)
    {
        if (node.Op is ConvTranspose transposed)
        {
            (_window, _transposed) = (transposed.Window(node.Inputs[0].Shape, weight), true);
            Channels = weight[0] / transposed.Group;
            FirstChannel = channel / weight[1] * Channels;
        }
        else
        {
            var conv = (Conv)node.Op;
            (_window, _transposed, Channels) = (conv.Window(node.Inputs[0].Shape, weight), false, weight[1]);
            FirstChannel = channel / (weight[0] / conv.Group) * Channels;
        }
        (Rows, Columns, _maps) = (weight[2], weight[3], weight[1]);
        if (_perChannel.Length >= Channels && _cells.Length >= Rows * Columns)
            return;
        _perChannel = new double[Math.Max(Channels, _perChannel.Length)];
        int taps = Math.Max(Rows * Columns, _cells.Length);
        (_cells, _inside, _products, _patch) = (new int[taps], new bool[taps], new double[taps], new float[taps]);
    }

    private int Cell(int x, int y, int tap)
    {
        var (row, column) = Math.DivRem(tap, Columns);
        var (h, w) = (_window.H, _window.W);
        if (!_transposed)
            return h.At(y, row) is var iy && w.At(x, column) is var ix && (uint)iy < (uint)h.Input && (uint)ix < (uint)w.Input
                ? iy * w.Input + ix : -1;
        return From(h, y, row) is >= 0 and var oy && From(w, x, column) is >= 0 and var ox ? oy * w.Output + ox : -1;

        // The input that is scattered to a place by a tap.
        static int From(in WindowAxis axis, int place, int tap)
        {
            int steps = place + axis.PadBegin - tap * axis.Dilation;
            return steps >= 0 && steps % axis.Stride == 0 && steps / axis.Stride < axis.Output ? steps / axis.Stride : -1;
        }
    }

    private int KernelAt(int channel, int c) => Rows * Columns
        * (_transposed ? (FirstChannel + c) * _maps + channel % _maps : channel * Channels + c);

    private double Multiply(Tensor input, Tensor weight, int channel, int c)
    {
        var plane = input.Floats[((FirstChannel + c) * input.Shape[2] * input.Shape[3])..];
        var kernel = weight.Floats.Slice(KernelAt(channel, c), Rows * Columns);
        double sum = 0;
        for (int k = 0; k < kernel.Length; k++)
        {
            _patch[k] = _cells[k] < 0 ? 0 : plane[_cells[k]];
            sum += _products[k] = (double)_patch[k] * kernel[k];
        }
        return sum;
    }
}
