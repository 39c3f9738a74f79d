using Cnn;
using Cnn.Ops;

namespace Demo.Arithmetic;

/// <summary>The values under a pool's window, of a pool of the whole map all: which one won, or what their mean is.</summary>
internal sealed class PooledWindow : Terms
{
    private double[] _values = [];
    private bool[] _inside = [];
    private Window _window;
    private int _counted;

    /// <summary>Rows and columns of the window.</summary>
    public int Rows => _window.H.Kernel;

    public int Columns => _window.W.Kernel;

    /// <summary>The values, row-major; 0 outside the map.</summary>
    public ReadOnlySpan<double> Values => _values.AsSpan(0, Rows * Columns);

    /// <summary>Whether each cell of the window lies inside the map.</summary>
    public ReadOnlySpan<bool> Inside => _inside.AsSpan(0, Rows * Columns);

    /// <summary>How many do.</summary>
    public int Seen { get; private set; }

    /// <summary>Whether the mean is handed on; else the largest is.</summary>
    public bool IsMean { get; private set; }

    /// <summary>Whether the window is the whole map.</summary>
    public bool IsWhole { get; private set; }

    /// <summary>The cell with the largest value, the first of several.</summary>
    public int Winner { get; private set; }

    public double Sum { get; private set; }

    /// <summary>What a mean divides by: padding may count.</summary>
    public int Counted => _counted;

    public override double Result => IsMean ? Sum / _counted : _values[Winner];

    /// <summary>Where in the map a cell of the window lies.</summary>
    public (int X, int Y) At(int x, int y, int cell) => (_window.W.At(x, cell % Columns), _window.H.At(y, cell / Columns));

    public override bool Take(in Unit unit)
    {
        var node = unit.Node;
        if (node.Inputs.Length != 1 || unit.Values(node.Inputs[0]) is not { } input || input.Shape.Rank != 4
            || !Lay(node.Op, input.Shape, unit))
            return false;
        int count = Rows * Columns, rows = _window.H.Input, columns = _window.W.Input;
        if (_values.Length < count)
            (_values, _inside) = (new double[count], new bool[count]);
        var plane = input.Floats.Slice(unit.Channel * rows * columns, rows * columns);
        (Seen, Sum, Winner) = (0, 0, -1);
        for (int k = 0; k < count; k++)
        {
            var (column, row) = At(unit.X, unit.Y, k);
            _inside[k] = (uint)row < (uint)rows && (uint)column < (uint)columns;
            _values[k] = _inside[k] ? plane[row * columns + column] : 0;
            if (!_inside[k])
                continue;
            (Seen, Sum) = (Seen + 1, Sum + _values[k]);
            if (Winner < 0 || _values[k] > _values[Winner])
                Winner = k;
        }
        return Winner >= 0;
    }

    private bool Lay(Op op, Shape input, in Unit unit)
    {
        IsMean = op is AveragePool or GlobalAveragePool or ReduceMean;
        IsWhole = op is GlobalAveragePool or GlobalMaxPool || (op is ReduceMean or ReduceMax && OfMaps((Reduce)op, input));
        if (IsWhole)
        {
            _window = Window.Resolve(input, [input[2], input[3]], default, default, default);
            _counted = input[2] * input[3];
        }
        else if (op is MaxPool { Output: 0 } max)
            _window = max.Window(input);
        else if (op is AveragePool average)
        {
            _window = average.Window(input);
            _counted = average.Counted(input, unit.Y, unit.X);
        }
        else
            return false;
        return true;
    }

    private static bool OfMaps(Reduce reduce, Shape input) =>
        reduce.Axes.Count == 2 && input.Axis(reduce.Axes[0]) + input.Axis(reduce.Axes[1]) == 5 && input.Axis(reduce.Axes[0]) is 2 or 3;
}
