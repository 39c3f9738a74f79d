using Demo.Arithmetic;
using Demo.Ui;

namespace Demo.Overlays;

/// <summary>The window that a pool looks at: which value won, or what the mean is.</summary>
internal sealed class PoolArithmetic
{
    private const int MaxCells = 64;

    private readonly PooledWindow _window = new();

    /// <summary>False if the layer is no pool of maps.</summary>
    public bool Draw(Scene scene, in Unit unit, in Rect body, float result)
    {
        if (!_window.Take(unit))
            return false;
        var list = scene.List;
        if (_window is { IsWhole: true, IsMean: true })
        {
            list.Text(body.Top(Theme.Row, out var rest), TextStyle.Body.Cut, $"sum of {_window.Seen} values {_window.Sum:0.000}");
            var mean = rest.Top(Theme.Row, out _);
            list.Text(mean, TextStyle.Body.In(Theme.Accent).Cut, $"mean {_window.Result:0.000} = {result:0.000}");
            return true;
        }
        var under = body;
        if (_window.Rows * _window.Columns <= MaxCells)
            DrawWindow(scene, unit.Layer, body, out under);
        var (x, y) = _window.At(unit.X, unit.Y, _window.Winner);
        if (_window.IsMean)
            list.Text(under.Top(Theme.Row, out _), TextStyle.Body.Cut, $"mean of {_window.Counted} values = {result:0.000}");
        else
            list.Text(under.Top(Theme.Row, out _), TextStyle.Body.Cut, $"({x}, {y}) won: {result:0.000}");
        return true;
    }

    private void DrawWindow(Scene scene, Layer layer, in Rect body, out Rect under)
    {
        var (rows, columns) = (_window.Rows, _window.Columns);
        float cell = Math.Min(34, (body.Height - Theme.Row - 6) / rows);
        var grid = body.Top(cell * rows, out under, 6) with { Width = Math.Min(body.Width, Math.Max(48, cell * 1.4f) * columns) };
        CellGrid.Draw(scene.List, grid, _window.Values, columns, 3, _window.IsMean ? -1 : _window.Winner,
            colours: layer.Inputs is [var below] ? below.Colours(scene.State.Colours) : ColourMap.Diverging);
        scene.List.Hot(grid, HotKind.Tip, _window.IsMean
            ? "The values under the window; their mean is handed on."
            : "The values under the window; the outlined one is handed on.");
    }
}
