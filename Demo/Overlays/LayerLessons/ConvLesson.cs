using Cnn.Ops;
using Demo.Arithmetic;
using Demo.Ui;

namespace Demo.Overlays.LayerLessons;

/// <summary>A convolution: what lies under the kernel, times the kernel, product by product; of 1×1 the same number of all maps.</summary>
internal sealed class ConvLesson : LayerLesson
{
    private readonly ConvSum _sum;
    private readonly WeightedTerms _terms = new();

    public ConvLesson() : this(new ConvSum()) { }

    private ConvLesson(ConvSum sum) : base(sum) => _sum = sum;

    private bool IsPoint => _sum.Rows * _sum.Columns == 1 && _sum.Channels > 1;

    public override string KeyOf(in Unit unit) => unit.Node.Op is ConvTranspose ? "layer.convtranspose"
        : IsPoint ? "layer.conv.pointwise"
        : _sum.Channels == 1 && unit.Node.Inputs[0].Shape[1] > 1 ? "layer.conv.depthwise"
        : "layer.conv";

    public override void Draw(Scene scene, in Unit unit, in Rect room, float scale)
    {
        var list = scene.List;
        if (scene.State.Kernel is { } chosen && chosen < _sum.Channels)
            _sum.Look(chosen);
        int looked = _sum.Looked;
        var board = new Board(scene, room, 5);
        var input = unit.Node.Inputs[0];
        var map = board.Map(unit, board.Next("", out var caption), input, _sum.FirstChannel + looked);
        list.Text(caption, TextStyle.Label.Cut, $"input {_sum.FirstChannel + looked + 1}");
        var (left, top, right, bottom) = _sum.Covered(unit.X, unit.Y);
        if (left <= right)
            board.Outline(map, input.Shape[3], input.Shape[2], left, top, right, bottom);
        var colours = Board.LayerOf(unit, input)?.Colours(scene.State.Colours) ?? ColourMap.Diverging;
        var patch = board.Next("", out caption);
        if (IsPoint)
            Point(ref board, scene, patch, caption, colours);
        else
            Patch(ref board, scene, patch, caption, colours);
        _sum.Look(looked);
        board.Own(unit, board.Next("Σ", out caption), scale);
        list.Text(caption, TextStyle.Label.Cut, scene.Network.UnitText(unit.Layer, unit.Channel));
    }

    public override void Total(Scene scene, in Unit unit, in Rect line)
    {
        if (IsPoint && _terms.Shown < _sum.Channels)
            Board.Total(scene, line, "these inputs", _terms.Part, _sum.Channels, _sum.Sum, _sum.Bias);
        else if (_sum.Channels > 1 && !IsPoint)
            Board.Total(scene, line, "this input", _sum.LookedSum, _sum.Channels, _sum.Sum, _sum.Bias);
        else
            scene.List.Text(line, TextStyle.Value.Cut, $"sum {_sum.Sum:0.000} + bias {_sum.Bias:0.000} = {_sum.Result:0.000}");
    }

    private void Patch(ref Board board, Scene scene, in Rect patch, in Rect caption, ColourMap colours)
    {
        var list = scene.List;
        list.Text(caption, TextStyle.Label, "patch");
        board.Table(patch, _sum.Patch, _sum.Columns, colours,
            "What lies under the kernel; hatched cells lie outside the map and count as 0.", _sum.Inside);
        var kernel = board.Next("×", out var over);
        list.Text(over, TextStyle.Label, "kernel");
        board.Table(kernel, _sum.Weights, _sum.Columns, ColourMap.Diverging, "The weights that slide over the input.");
        var products = board.Next("=", out over);
        list.Text(over, TextStyle.Label, "products");
        board.Table(products, _sum.Products, _sum.Columns, ColourMap.Diverging, "Each input value under the kernel times its weight.");
    }

    private void Point(ref Board board, Scene scene, in Rect values, in Rect caption, ColourMap colours)
    {
        var chosen = _terms.Choose(_sum.PerChannel, values.Width);
        for (int i = 0; i < chosen.Length; i++)
        {
            _sum.Look(chosen[i]);
            (_terms.Values[i], _terms.Weights[i]) = (_sum.Patch[0], _sum.Weights[0]);
        }
        scene.List.Text(caption, TextStyle.Label.Cut, $"{chosen.Length} of {_sum.Channels} inputs");
        _terms.Draw(ref board, scene, values, colours);
    }
}
