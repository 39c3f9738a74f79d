using Demo.Arithmetic;
using Demo.Ui;

namespace Demo.Overlays.LayerLessons;

/// <summary>A stretched map: the values around a place, each weighted by how near it lies.</summary>
internal sealed class ResizeLesson : LayerLesson
{
    private readonly ResizedValue _value;

    public ResizeLesson() : this(new ResizedValue()) { }

    private ResizeLesson(ResizedValue value) : base(value) => _value = value;

    public override string KeyOf(in Unit unit) => _value.Rows * _value.Columns == 1 ? "layer.resize.nearest" : "layer.resize";

    public override void Draw(Scene scene, in Unit unit, in Rect room, float scale)
    {
        var list = scene.List;
        var board = new Board(scene, room, 5);
        var input = unit.Node.Inputs[0];
        var layer = Board.LayerOf(unit, input);
        var map = board.Map(unit, board.Next("", out var caption), input, unit.Channel);
        list.Text(caption, TextStyle.Label.Cut, layer?.Name ?? "what enters");
        var (left, top) = _value.At(unit.X, unit.Y, 0);
        var (right, bottom) = _value.At(unit.X, unit.Y, _value.Rows * _value.Columns - 1);
        board.Outline(map, input.Shape[3], input.Shape[2], left, top, right, bottom);
        var colours = layer?.Colours(scene.State.Colours) ?? ColourMap.Diverging;
        var values = board.Next("", out caption);
        list.Text(caption, TextStyle.Label, "values");
        board.Table(values, _value.Values, _value.Columns, colours, "The values around the place.");
        var weights = board.Next("×", out caption);
        list.Text(caption, TextStyle.Label, "weights");
        board.Table(weights, _value.Weights, _value.Columns, ColourMap.Diverging, "How near each of them lies; together 1.");
        var products = board.Next("=", out caption);
        list.Text(caption, TextStyle.Label, "products");
        board.Table(products, _value.Products, _value.Columns, ColourMap.Diverging, "Each value times its weight.");
        board.Own(unit, board.Next("Σ", out caption), scale);
        list.Text(caption, TextStyle.Label.Cut, scene.Network.UnitText(unit.Layer, unit.Channel));
    }

    public override void Total(Scene scene, in Unit unit, in Rect line) =>
        scene.List.Text(line, TextStyle.Value.Cut, $"sum of {_value.Values.Length} products = {_value.Result:0.000}");
}
