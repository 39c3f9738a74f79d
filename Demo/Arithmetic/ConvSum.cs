using Cnn;
using Cnn.Ops;
using Demo.Ui;

namespace Demo.Arithmetic;

/// <summary>One value of a convolution taken apart: which products it is the sum of.</summary>
internal sealed class ConvSum
{
    private double[] _perChannel = [];
    private double[] _products = [];

    /// <summary>Kernel rows and columns.</summary>
    public int Rows { get; private set; }

    public int Columns { get; private set; }

    /// <summary>The input channels of the group; the first one's number in the whole input.</summary>
    public int Channels { get; private set; }

    public int FirstChannel { get; private set; }

    /// <summary>Which of <see cref="Channels"/> is looked at: the chosen one, else the one that contributes most.</summary>
    public int Looked { get; private set; }

    public double LookedSum => _perChannel[Looked];

    /// <summary>The products of that channel, row-major; 0 where the kernel hangs over the edge.</summary>
    public ReadOnlySpan<double> Products => _products.AsSpan(0, Rows * Columns);

    /// <summary>The weights of that channel.</summary>
    public ReadOnlySpan<float> Kernel(Tensor weight, int channel) =>
        weight.Floats.Slice((channel * Channels + Looked) * Rows * Columns, Rows * Columns);

    /// <summary>The weights of all channels, one kernel after the other.</summary>
    public ReadOnlySpan<float> All(Tensor weight, int channel) =>
        weight.Floats.Slice(channel * Channels * Rows * Columns, Channels * Rows * Columns);

    public double Sum { get; private set; }

    public double Bias { get; private set; }

    /// <summary>
    /// Computes it for output channel, row and column, looking at a chosen input of the group or the strongest; false if the
    /// operator or its weights are not at hand.
    /// </summary>
    public bool Compute(Network network, Node node, Tensor? input, int channel, int x, int y, int? chosen = null)
    {
        if (node.Op is not Conv conv || node.Shape.Rank != 4 || input is null || network.WeightOf(node.Inputs[1]) is not { } weight)
            return false;
        var window = conv.Window(node.Inputs[0].Shape, weight.Shape);
        (Rows, Columns, Channels) = (window.H.Kernel, window.W.Kernel, weight.Shape[1]);
        FirstChannel = channel / (weight.Shape[0] / conv.Group) * Channels;
        if (_perChannel.Length < Channels || _products.Length < Rows * Columns)
            (_perChannel, _products) = (new double[Channels], new double[Rows * Columns]);
        (Sum, Looked) = (0, 0);
        for (int c = 0; c < Channels; c++)
        {
            _perChannel[c] = 0;
            for (int k = 0; k < Rows * Columns; k++)
                _perChannel[c] += Product(window, input, weight, channel, c, k, x, y);
            Sum += _perChannel[c];
            if (Math.Abs(_perChannel[c]) > Math.Abs(_perChannel[Looked]))
                Looked = c;
        }
        if (chosen < Channels)
            Looked = chosen.Value;
        for (int k = 0; k < Rows * Columns; k++)
            _products[k] = Product(window, input, weight, channel, Looked, k, x, y);
        Bias = node.Inputs.Length > 2 && network.WeightOf(node.Inputs[2]) is { } bias ? bias.Floats[channel] : 0;
        return true;
    }

    private double Product(in Window window, Tensor input, Tensor weight, int channel, int c, int k, int x, int y)
    {
        int row = window.H.At(y, k / Columns), column = window.W.At(x, k % Columns);
        if ((uint)row >= (uint)window.H.Input || (uint)column >= (uint)window.W.Input)
            return 0;
        return (double)input.Floats[((FirstChannel + c) * window.H.Input + row) * window.W.Input + column]
            * weight.Floats[(channel * Channels + c) * Rows * Columns + k];
    }
}
