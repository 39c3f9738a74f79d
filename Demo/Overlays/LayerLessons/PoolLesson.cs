using Demo.Arithmetic;
using Demo.Ui;

namespace Demo.Overlays.LayerLessons;

/// <summary>A pool: the values under its window, and the one that wins or their mean.</summary>
internal sealed class PoolLesson : LayerLesson
{
    // Of more cells no number could be read: the map itself shows them.
    private const int MostCells = 64;

    private readonly PooledWindow _window;

    public PoolLesson() : this(new PooledWindow()) { }

    private PoolLesson(PooledWindow window) : base(window) => _window = window;

    public override string KeyOf(in Unit unit) => _window switch
    {
        { IsWhole: true, IsMean: true } => "layer.globalaverage",
        { IsWhole: true } => "layer.globalmax",
        { IsMean: true } => "layer.averagepool",
        _ => "layer.maxpool",
    };

    public override void Draw(Scene scene, in Unit unit, in Rect room, float scale)
    {
        var list = scene.List;
        bool table = _window.Rows * _window.Columns <= MostCells;
        var board = new Board(scene, room, table ? 3 : 2);
        var input = unit.Node.Inputs[0];
        var map = board.Map(unit, board.Next("", out var caption), input, unit.Channel);
        list.Text(caption, TextStyle.Label.Cut, Board.LayerOf(unit, input)?.Name ?? "what enters");
        var (left, top) = _window.At(unit.X, unit.Y, 0);
        var (right, bottom) = _window.At(unit.X, unit.Y, _window.Rows * _window.Columns - 1);
        board.Outline(map, input.Shape[3], input.Shape[2], left, top, right, bottom);
        if (!_window.IsMean)
        {
            var (x, y) = _window.At(unit.X, unit.Y, _window.Winner);
            board.Outline(map, input.Shape[3], input.Shape[2], x, y, x, y);
        }
        if (table)
            Table(scene, ref board, unit);
        board.Own(unit, board.Next(_window.IsMean ? "Σ" : "", out caption), scale);
        list.Text(caption, TextStyle.Label.Cut, scene.Network.UnitText(unit.Layer, unit.Channel));
    }

    public override void Total(Scene scene, in Unit unit, in Rect line)
    {
        if (_window.IsMean)
            scene.List.Text(line, TextStyle.Value.Cut, $"sum {_window.Sum:0.000} ÷ {_window.Counted} values = {_window.Result:0.000}");
        else
            scene.List.Text(line, TextStyle.Value.Cut, $"the largest of {_window.Seen} values = {_window.Result:0.000}");
    }

    private void Table(Scene scene, ref Board board, in Unit unit)
    {
        var room = board.Next("", out var caption);
        scene.List.Text(caption, TextStyle.Label, "window");
        var colours = Board.LayerOf(unit, unit.Node.Inputs[0])?.Colours(scene.State.Colours) ?? ColourMap.Diverging;
        var grid = board.Table(room, _window.Values, _window.Columns, colours, _window.IsMean
            ? "The values under the window; their mean is handed on."
            : "The values under the window; the outlined one is handed on.", _window.Inside);
        if (!_window.IsMean)
            scene.List.Outline(grid[_window.Winner].Inset(-1), Theme.Text, 3, 2);
    }
}
