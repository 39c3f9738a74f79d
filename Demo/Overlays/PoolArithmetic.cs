using Cnn.Ops;
using Demo.Ui;

namespace Demo.Overlays;

/// <summary>The window that a pool looks at: which value won, or what the mean is.</summary>
internal sealed class PoolArithmetic
{
    private const int MaxCells = 64;

    private readonly double[] _values = new double[MaxCells];

    /// <summary>False if the layer is no pool of maps.</summary>
    public bool Draw(Scene scene, Layer layer, in Rect body, float result)
    {
        var input = scene.Numbers(layer.Node.Inputs[0]);
        if (input is null || input.Shape.Rank != 4)
            return false;
        var (x, y) = scene.Pixel;
        int rows = input.Shape[2], columns = input.Shape[3];
        var plane = input.Floats.Slice(scene.State.Channel * rows * columns, rows * columns);
        if (layer.Node.Op is GlobalAveragePool)
        {
            double sum = 0;
            foreach (float cell in plane)
                sum += cell;
            scene.List.Text(body.Top(Theme.Row, out var rest), TextStyle.Body.Cut, $"sum of {plane.Length} values {sum:0.000}");
            var mean = rest.Top(Theme.Row, out _);
            scene.List.Text(mean, TextStyle.Body.In(Theme.Accent).Cut, $"mean {sum / plane.Length:0.000} = {result:0.000}");
            return true;
        }
        var window = layer.Node.Op switch
        {
            MaxPool max => max.Window(input.Shape),
            AveragePool average => average.Window(input.Shape),
            _ => default,
        };
        int count = window.H.Kernel * window.W.Kernel;
        if (count is 0 or > MaxCells)
            return false;
        int winner = -1, seen = 0, winnerRow = 0, winnerColumn = 0;
        for (int k = 0; k < count; k++)
        {
            int row = window.H.At(y, k / window.W.Kernel), column = window.W.At(x, k % window.W.Kernel);
            bool inside = (uint)row < (uint)rows && (uint)column < (uint)columns;
            _values[k] = inside ? plane[row * columns + column] : 0;
            seen += inside ? 1 : 0;
            if (inside && (winner < 0 || _values[k] > _values[winner]))
                (winner, winnerRow, winnerColumn) = (k, row, column);
        }
        DrawWindow(scene, layer, body, window.W.Kernel, window.H.Kernel, winner, out var under);
        if (layer.Node.Op is MaxPool)
            scene.List.Text(under.Top(Theme.Row, out _), TextStyle.Body.Cut, $"({winnerColumn}, {winnerRow}) won: {result:0.000}");
        else
            scene.List.Text(under.Top(Theme.Row, out _), TextStyle.Body.Cut, $"mean of {seen} values = {result:0.000}");
        return true;
    }

    private void DrawWindow(Scene scene, Layer layer, in Rect body, int columns, int rows, int winner, out Rect under)
    {
        float cell = Math.Min(34, (body.Height - Theme.Row - 6) / rows);
        var grid = body.Top(cell * rows, out under, 6) with { Width = Math.Min(body.Width, Math.Max(48, cell * 1.4f) * columns) };
        CellGrid.Draw(scene.List, grid, _values.AsSpan(0, rows * columns), columns, 3, layer.Node.Op is MaxPool ? winner : -1,
            colours: layer.Inputs is [var below] ? below.Colours(scene.State.Colours) : ColourMap.Diverging);
        scene.List.Hot(grid, HotKind.Tip, layer.Node.Op is MaxPool
            ? "The values under the window; the outlined one is handed on."
            : "The values under the window; their mean is handed on.");
    }
}
