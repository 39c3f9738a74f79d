using Cnn.Ops;
using Demo.Arithmetic;
using Demo.Ui;

namespace Demo.Overlays.LayerLessons;

/// <summary>Maps put side by side, cut apart or laid out anew: where the value was before.</summary>
internal sealed class MoveLesson : LayerLesson
{
    private const float Highest = 22;

    private readonly MovedValue _value;

    public MoveLesson() : this(new MovedValue()) { }

    private MoveLesson(MovedValue value) : base(value) => _value = value;

    public override string KeyOf(in Unit unit) => unit.Node.Op is Concat ? "layer.concat" : "layer.moved";

    public override void Draw(Scene scene, in Unit unit, in Rect room, float scale)
    {
        var list = scene.List;
        bool joins = unit.Node.Op is Concat;
        var board = new Board(scene, room, joins ? 3 : 2);
        Rect caption;
        if (joins)
        {
            var parts = board.Next("", out caption);
            list.Text(caption, TextStyle.Label.Cut, $"{unit.Node.Inputs.Length} inputs");
            Parts(scene, unit, parts.Inset(4, 0));
        }
        var extent = MapExtent.Of(_value.Source.Shape);
        var (channel, x, y) = Place(extent);
        var map = board.Map(unit, board.Next("", out caption), _value.Source, channel);
        list.Text(caption, TextStyle.Label.Cut, $"{Board.LayerOf(unit, _value.Source)?.Name ?? "what enters"} {channel + 1}");
        if (extent.Rows * extent.Columns > 1)
            board.Outline(map, extent.Columns, extent.Rows, x, y, x, y);
        board.Own(unit, board.Next("=", out caption), scale);
        list.Text(caption, TextStyle.Label.Cut, scene.Network.UnitText(unit.Layer, unit.Channel));
    }

    public override void Total(Scene scene, in Unit unit, in Rect line)
    {
        var (channel, x, y) = Place(MapExtent.Of(_value.Source.Shape));
        string name = Board.LayerOf(unit, _value.Source)?.Name ?? "what enters";
        if (unit.Layer.IsVector)
            scene.List.Text(line, TextStyle.Value.Cut, $"number {channel + 1} of {name} = {_value.Result:0.000}");
        else
            scene.List.Text(line, TextStyle.Value.Cut, $"({x}, {y}) of map {channel + 1} of {name} = {_value.Result:0.000}");
    }

    private (int Channel, int X, int Y) Place(in MapExtent extent)
    {
        var (channel, cell) = Math.DivRem(_value.Index, extent.Rows * extent.Columns);
        return (channel, cell % extent.Columns, cell / extent.Columns);
    }

    // Each input a block as high as it has maps; the value's own is lit.
    private void Parts(Scene scene, in Unit unit, in Rect room)
    {
        var axis = unit.Node.Shape.Axis(((Concat)unit.Node.Op).Axis);
        float y = room.Y, height = Math.Min(room.Height, Highest * unit.Node.Inputs.Length * 2);
        for (int i = 0; i < unit.Node.Inputs.Length; i++)
        {
            int length = unit.Node.Inputs[i].Shape[axis];
            var block = room with { Y = y, Height = height * length / unit.Node.Shape[axis] };
            y = block.Bottom;
            bool own = i == _value.Input;
            scene.List.Fill(block.Inset(0, 1), own ? Theme.AccentFill : Theme.Button, 3, own ? Theme.Accent : Theme.Border);
            if (block.Height >= 15)
                scene.List.Text(block.Inset(4, 0), TextStyle.Label.In(own ? Theme.Text : Theme.Secondary).Cut,
                    $"{Board.LayerOf(unit, unit.Node.Inputs[i])?.Name ?? "input"}: {length}");
        }
    }
}
