using Cnn.Ops;
using Demo.Arithmetic;
using Demo.Ui;

namespace Demo.Overlays.LayerLessons;

/// <summary>Maps put together value by value: a residual sum, a gate's product.</summary>
internal sealed class JoinLesson : LayerLesson
{
    private const int Most = 3;

    private readonly JoinedValues _values;

    public JoinLesson() : this(new JoinedValues()) { }

    private JoinLesson(JoinedValues values) : base(values) => _values = values;

    public override string KeyOf(in Unit unit) => unit.Node.Op switch
    {
        Add or Sum => "layer.add",
        Mul => "layer.mul",
        _ => "layer.joined",
    };

    public override void Draw(Scene scene, in Unit unit, in Rect room, float scale)
    {
        int shown = Math.Min(_values.Count, Most);
        var board = new Board(scene, room, shown + 1);
        Rect caption;
        for (int i = 0; i < shown; i++)
        {
            var node = unit.Node.Inputs[i];
            var place = board.Next(i == 0 ? "" : _values.Sign, out caption);
            scene.List.Text(caption, TextStyle.Label.Cut, Board.LayerOf(unit, node)?.Name ?? "what enters");
            var extent = MapExtent.Of(node.Shape);
            var (channel, cell) = Math.DivRem(_values.Met(i), extent.Rows * extent.Columns);
            if (node.IsLeaf)
                board.Number(place, _values[i]);
            else if (board.Map(unit, place, node, channel) is var map && extent.Rows * extent.Columns > 1)
            {
                var (y, x) = Math.DivRem(cell, extent.Columns);
                board.Outline(map, extent.Columns, extent.Rows, x, y, x, y);
            }
        }
        board.Own(unit, board.Next("=", out caption), scale);
        scene.List.Text(caption, TextStyle.Label.Cut, scene.Network.UnitText(unit.Layer, unit.Channel));
    }

    public override void Total(Scene scene, in Unit unit, in Rect line)
    {
        if (_values.Count == 2)
            scene.List.Text(line, TextStyle.Value.Cut,
                $"{_values[0]:0.000} {_values.Sign} {_values[1]:0.000} = {_values.Result:0.000}");
        else
            scene.List.Text(line, TextStyle.Value.Cut, $"{unit.Node.Op.Name} of {_values.Count} values = {_values.Result:0.000}");
    }
}
