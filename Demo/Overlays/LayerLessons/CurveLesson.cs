using Cnn;
using Cnn.Ops;
using Demo.Arithmetic;
using Demo.Ui;

namespace Demo.Overlays.LayerLessons;

/// <summary>A function of one number: its curve over how often each value enters, with the value's point on it.</summary>
internal sealed class CurveLesson : LayerLesson
{
    private readonly CurvePoint _point;
    private readonly Histogram _histogram = new();
    private (Node? Node, int Channel, long Run) _counted;

    public CurveLesson() : this(new CurvePoint()) { }

    private CurveLesson(CurvePoint point) : base(point) => _point = point;

    public override string KeyOf(in Unit unit) => unit.Node.Op switch
    {
        Relu => "layer.relu",
        Clip => "layer.clip",
        LeakyRelu or PRelu => "layer.leakyrelu",
        Sigmoid => "layer.sigmoid",
        Tanh => "layer.tanh",
        HardSigmoid => "layer.hardsigmoid",
        HardSwish => "layer.hardswish",
        Elu or Selu or Celu => "layer.elu",
        BatchNormalization => "layer.batchnorm",
        Binary => "layer.fixed",
        _ => "layer.curve",
    };

    public override void Draw(Scene scene, in Unit unit, in Rect room, float scale)
    {
        var board = new Board(scene, room, 4);
        var entering = _point.Entering;
        var map = board.Map(unit, board.Next("", out var caption), entering, unit.Channel);
        scene.List.Text(caption, TextStyle.Label.Cut, Board.LayerOf(unit, entering)?.Name ?? "what enters");
        if (!unit.Layer.IsVector)
            board.Outline(map, unit.Layer.Columns, unit.Layer.Rows, unit.X, unit.Y, unit.X, unit.Y);
        Count(scene, unit, entering);
        var plot = board.Next("", out caption, wide: 2).Inset(8, 0);
        scene.List.Text(caption with { X = plot.X }, TextStyle.Label.Cut, unit.Node.Op.Name);
        var bars = plot.BottomSlice(plot.Height * 0.25f, out plot, 4);
        _histogram.Draw(scene.List, bars);
        var curve = _point.Curve(_histogram.Low, _histogram.High);
        var (low, high) = MapView.Range(curve);
        var drawn = new FunctionPlot(plot, _histogram.Low, _histogram.High, Math.Min(low, 0), Math.Max(high, 0));
        drawn.Axes(scene.List);
        drawn.Curve(scene.List, curve);
        if (float.IsFinite(_point.X))
            drawn.Dot(scene.List, _point.X, _point.Result, bars.Bottom);
        scene.List.Hot(plot, HotKind.Tip, "What becomes of each value, over how often each one enters in this map.");
        board.Own(unit, board.Next("", out caption), scale);
        scene.List.Text(caption, TextStyle.Label.Cut, scene.Network.UnitText(unit.Layer, unit.Channel));
    }

    public override void Total(Scene scene, in Unit unit, in Rect line)
    {
        if (unit.Node.Op is BatchNormalization)
            scene.List.Text(line, TextStyle.Value.Cut,
                $"{_point.X:0.000} × {_point.Line.Slope:0.000} + {_point.Line.Shift:0.000} = {_point.Result:0.000}");
        else
            scene.List.Text(line, TextStyle.Value.Cut, $"{_point.X:0.000} → {_point.Result:0.000}");
    }

    // Of a list of numbers all of it is counted.
    private void Count(Scene scene, in Unit unit, Node entering)
    {
        int channel = unit.Layer.IsVector ? -1 : unit.Channel;
        long run = scene.RunOf(entering);
        if (run != 0 && (entering, channel, run) == _counted)
            return;
        _counted = (entering, channel, run);
        var values = unit.Values(entering)!.Floats;
        _histogram.Count(channel < 0 ? values : MapView.Cells(unit.Layer, channel, values));
    }
}
