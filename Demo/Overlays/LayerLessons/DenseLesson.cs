using Demo.Arithmetic;
using Demo.Ui;

namespace Demo.Overlays.LayerLessons;

/// <summary>A fully connected unit: of one map after the other values × weights, and what each map adds as bars.</summary>
internal sealed class DenseLesson : LayerLesson
{
    private readonly DenseSum _sum;
    private readonly WeightedTerms _terms = new();
    private int _looked;

    public DenseLesson() : this(new DenseSum()) { }

    private DenseLesson(DenseSum sum) : base(sum) => _sum = sum;

    private bool IsList => _sum.Rows * _sum.Columns == 1;

    public override string KeyOf(in Unit unit) => IsList ? "layer.dense.list" : "layer.dense";

    public override void Draw(Scene scene, in Unit unit, in Rect room, float scale)
    {
        var (list, state) = (scene.List, scene.State);
        _looked = state.Kernel is { } chosen && chosen < _sum.Channels ? chosen
            : state.Slide.Runs ? state.Slide.In(_sum.Channels, 1).X : _sum.Strongest;
        var board = new Board(scene, room, 5);
        var values = board.Next("", out var caption);
        var colours = unit.Layer.Inputs[0].Colours(state.Colours);
        if (IsList)
        {
            var picked = _terms.Choose(_sum.PerChannel, values.Width);
            for (int i = 0; i < picked.Length; i++)
            {
                _sum.Look(picked[i]);
                (_terms.Values[i], _terms.Weights[i]) = (_sum.Values[0], _sum.Weights[0]);
            }
            list.Text(caption, TextStyle.Label.Cut, $"{_terms.Shown} of {_sum.Channels} inputs");
            _terms.Draw(ref board, scene, values, colours);
        }
        else
            Maps(ref board, scene, values, caption, colours);
        var bars = board.Next("Σ", out caption, wide: 2);
        list.Text(caption, TextStyle.Label.Cut, IsList ? "what counts most" : "what each map adds");
        Bars(scene, bars, IsList ? _terms.Products : _sum.PerChannel);
    }

    public override void Total(Scene scene, in Unit unit, in Rect line)
    {
        if (IsList)
            Board.Total(scene, line, "these inputs", _terms.Part, _sum.Channels, _sum.Sum, _sum.Bias);
        else
            Board.Total(scene, line, "this map", _sum.PerChannel[_looked], _sum.Channels, _sum.Sum, _sum.Bias);
    }

    private void Maps(ref Board board, Scene scene, in Rect values, in Rect caption, ColourMap colours)
    {
        var list = scene.List;
        _sum.Look(_looked);
        list.Text(caption, TextStyle.Label.Cut, $"map {_looked + 1} of {_sum.Channels}");
        board.Table(values, _sum.Values, _sum.Columns, colours, "The values of one map.");
        var weights = board.Next("×", out var over);
        list.Text(over, TextStyle.Label, "its weights");
        board.Table(weights, _sum.Weights, _sum.Columns, ColourMap.Diverging, "The weight that this unit gives to each of them.");
        var products = board.Next("=", out over);
        list.Text(over, TextStyle.Label, "products");
        board.Table(products, _sum.Products, _sum.Columns, ColourMap.Diverging, "Each value times its weight.");
    }

    private void Bars(Scene scene, in Rect room, ReadOnlySpan<double> terms)
    {
        double most = 1e-12;
        foreach (double term in terms)
            most = Math.Max(most, Math.Abs(term));
        float step = Math.Min(room.Width / terms.Length, 24), middle = room.CentreY, half = room.Height / 2;
        scene.List.Segment(room.X, middle, room.X + step * terms.Length, middle, Theme.Border);
        for (int i = 0; i < terms.Length; i++)
        {
            float height = (float)(Math.Abs(terms[i]) / most) * half;
            var bar = new Rect(room.X + i * step, terms[i] < 0 ? middle : middle - height, Math.Max(1, step - 2), height);
            scene.List.Box(bar, terms[i] < 0 ? Theme.Negative : Theme.Positive, 1);
            var place = bar with { Y = room.Y, Height = room.Height };
            if (IsList)
                continue;
            if (i == _looked)
                scene.List.Outline(place.Inset(-1), Theme.Accent, 2, 1);
            scene.List.Hot(
                place, HotKind.Kernel, "What one map adds to the sum; a click shows its values and weights, another one lets go.", a: i);
        }
    }
}
