using Cnn;
using Cnn.Ops;

namespace Demo.Arithmetic;

/// <summary>A value of a stretched or shrunk map: the values around its place, each by how near it lies.</summary>
internal sealed class ResizedValue : Terms
{
    private double[] _weights = [], _values = [], _products = [];
    private Node? _node;
    private ResizeTaps? _rows, _columns;
    private double _sum;

    /// <summary>How many rows and columns of values are summed.</summary>
    public int Rows { get; private set; }

    public int Columns { get; private set; }

    /// <summary>The values, their weights and the products, row-major.</summary>
    public ReadOnlySpan<double> Values => _values.AsSpan(0, Rows * Columns);

    public ReadOnlySpan<double> Weights => _weights.AsSpan(0, Rows * Columns);

    public ReadOnlySpan<double> Products => _products.AsSpan(0, Rows * Columns);

    public override double Result => _sum;

    /// <summary>Where in the map below one of them lies.</summary>
    public (int X, int Y) At(int x, int y, int k) => (Tap(_columns!, x, k % Columns).Element, Tap(_rows!, y, k / Columns).Element);

    public override bool Take(in Unit unit)
    {
        var node = unit.Node;
        if (node.Op is not Resize resize || node.Shape.Rank != 4 || unit.Values(node.Inputs[0]) is not { } input
            || input.Shape[0] != node.Shape[0] || input.Shape[1] != node.Shape[1]
            || resize.Coordinates == ResizeCoordinates.TfCropAndResize)
            return false;
        if (node != _node)
            (_node, _rows, _columns) = (node, resize.Taps(input.Shape, 2), resize.Taps(input.Shape, 3));
        (Rows, Columns, _sum) = (Width(_rows!), Width(_columns!), 0);
        if (_values.Length < Rows * Columns)
            (_values, _weights, _products) = (new double[Rows * Columns], new double[Rows * Columns], new double[Rows * Columns]);
        var plane = input.Floats[(unit.Channel * input.Shape[2] * input.Shape[3])..];
        for (int k = 0; k < Rows * Columns; k++)
        {
            var (column, across) = Tap(_columns!, unit.X, k % Columns);
            var (row, down) = Tap(_rows!, unit.Y, k / Columns);
            (_values[k], _weights[k]) = (plane[row * input.Shape[3] + column], down * across);
            _sum += _products[k] = _values[k] * _weights[k];
        }
        return true;
    }

    private static int Width(ResizeTaps taps) => taps.IsIdentity ? 1 : taps.Width;

    private static (int Element, double Weight) Tap(ResizeTaps taps, int output, int k) =>
        taps.IsIdentity ? (output, 1) : (taps.Indices[output * taps.Width + k], taps.Weights[output * taps.Width + k]);
}
