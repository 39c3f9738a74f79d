using Cnn;
using Cnn.Ops;
using Demo.Ui;

namespace Demo.Arithmetic;

/// <summary>A fully connected unit: the sum of all inputs times their weights, by the map that each input is a cell of.</summary>
internal sealed class DenseSum : Terms
{
    private double[] _perChannel = [], _products = [], _all = [];
    private float[] _values = [], _weights = [];
    // Which input each cell of the maps below is, and the layer that this is of.
    private int[] _inputs = [];
    private Layer? _layer;
    private Tensor _input = null!, _weight = null!;
    private int _step, _first;
    private double _alpha;

    /// <summary>The maps below; numbers of a list are maps of one cell.</summary>
    public int Channels { get; private set; }

    /// <summary>Rows and columns of each.</summary>
    public int Rows { get; private set; }

    public int Columns { get; private set; }

    /// <summary>What each map adds.</summary>
    public ReadOnlySpan<double> PerChannel => _perChannel.AsSpan(0, Channels);

    /// <summary>The product of each input with its weight.</summary>
    public ReadOnlySpan<double> All => _all;

    /// <summary>The map that adds most, up or down.</summary>
    public int Strongest { get; private set; }

    /// <summary>The map that was looked at last: its values, their weights, and the products.</summary>
    public ReadOnlySpan<float> Values => _values.AsSpan(0, Rows * Columns);

    public ReadOnlySpan<float> Weights => _weights.AsSpan(0, Rows * Columns);

    public ReadOnlySpan<double> Products => _products.AsSpan(0, Rows * Columns);

    public double Sum { get; private set; }

    public double Bias { get; private set; }

    public override double Result => Sum + Bias;

    public override bool Take(in Unit unit)
    {
        var node = unit.Node;
        if (node.Op is not (Gemm { TransA: false } or MatMul) || unit.Layer.Inputs is not [var below, ..] || node.Shape.Rank != 2
            || unit.Values(node.Inputs[0]) is not { Shape.Rank: 2 } input || unit.Network.WeightOf(node.Inputs[1]) is not { } weight)
            return false;
        (_input, _weight) = (input, weight);
        var gemm = node.Op as Gemm;
        bool rows = gemm is { TransB: true };
        (_alpha, _step, _first) = (gemm?.Alpha ?? 1, rows ? 1 : weight.Shape[1], rows ? unit.Channel * weight.Shape[1] : unit.Channel);
        if (_layer != unit.Layer)
            Lay(unit.Layer, below);
        for (int i = 0; i < _all.Length; i++)
            _all[i] = _alpha * input.Floats[i] * weight.Floats[_first + i * _step];
        (Sum, Strongest) = (0, 0);
        for (int c = 0, k = 0; c < Channels; c++)
        {
            _perChannel[c] = 0;
            for (int end = k + Rows * Columns; k < end; k++)
                _perChannel[c] += _all[_inputs[k]];
            Sum += _perChannel[c];
            if (Math.Abs(_perChannel[c]) > Math.Abs(_perChannel[Strongest]))
                Strongest = c;
        }
        Bias = gemm is null || node.Inputs.Length < 3 || unit.Input(2) is not { } bias ? 0
            : (double)gemm.Beta * bias.Floats[unit.Met(bias.Shape)];
        return true;
    }

    /// <summary>Looks at one map: <see cref="Values"/> and the others are its own until the next.</summary>
    public void Look(int channel)
    {
        int cells = Rows * Columns;
        for (int k = 0; k < cells; k++)
        {
            int input = _inputs[channel * cells + k];
            (_values[k], _weights[k]) = (_input.Floats[input], _weight.Floats[_first + input * _step]);
            _products[k] = _all[input];
        }
    }

    // Follows each input to the cell of the layer below that it is; where it is none, each input is a map of its own.
    private void Lay(Layer layer, Layer below)
    {
        (_layer, Channels, Rows, Columns) = (layer, below.Channels, below.Rows, below.Columns);
        var entering = layer.Node.Inputs[0];
        int count = entering.Shape[1];
        (_inputs, _all) = (new int[count], new double[count]);
        bool whole = count == Channels * Rows * Columns;
        for (int i = 0; i < count && whole; i++)
        {
            ValuePlace? place = new ValuePlace(entering, i);
            while (place is { } at && at.Node != below.Node)
                place = at.Node.Op is SameElements or StridedCopy ? at.Source : null;
            whole = place is not null;
            if (place is { } cell)
                _inputs[cell.Index] = i;
        }
        if (!whole)
        {
            (Channels, Rows, Columns) = (count, 1, 1);
            for (int i = 0; i < count; i++)
                _inputs[i] = i;
        }
        _perChannel = new double[Channels];
        (_values, _weights, _products) = (new float[Rows * Columns], new float[Rows * Columns], new double[Rows * Columns]);
    }
}
