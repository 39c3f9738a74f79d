using Cnn;
using Demo.Overlays;
using Demo.Platform;
using Demo.Ui;

namespace Demo.Views.Filters;

/// <summary>The activation's curve, over the histogram of the values that enter it, with the place's value on it.</summary>
internal sealed class CurvePanel(LabState lab) : IOverlay
{
    private const int Segments = 48;

    private static readonly ActivationStage Straight = new(ActivationKind.None);

    private readonly Histogram _histogram = new();
    private (Node? Node, long Run) _counted;

    public string Name => "curve";

    public Toggle? Toggle => null;

    public void Draw(Scene scene, in View view)
    {
        var panel = ((LabLayout)view.Layout).Curve;
        var list = scene.List;
        var body = Widgets.Panel(scene, panel, "", out var head);
        list.Hot(panel, HotKind.Button,
            "How the activation bends each value, and how often each one enters it; a click takes the next one.", Key.A);
        var filter = lab.Explained;
        var curve = filter?.Curve ?? Straight;
        head = KeyButtons.Draw(scene, head, [Key.A], signs: true);
        string title = Title(curve.Kind);
        list.Text(head, TextStyle.Quiet.Cut, head.Width < scene.Fonts.Measure(title, Theme.Body) + 2 ? curve.Title : title);
        var entering = filter?.CurveNodes?.Input ?? filter?.Nodes.Output;
        if (filter is null || entering is null || scene.Read(entering) is not { } values)
            return;
        long run = scene.RunOf(entering);
        if (run == 0 || (entering, run) != _counted)
            _histogram.Count(values.Floats);
        _counted = (entering, run);
        var bars = body.BottomSlice(body.Height * 0.3f, out var plot, 4);
        _histogram.Draw(list, bars);
        double low = Math.Min(0, curve.Of(_histogram.Low)), high = Math.Max(curve.Of(_histogram.High), 0);
        var drawn = new FunctionPlot(plot, _histogram.Low, _histogram.High, low, high);
        drawn.Axes(list);
        Curve(list, drawn, curve);
        if (entering == filter.Nodes.Output)
        {
            var (x, y) = lab.Slide.In(filter.Columns, filter.Rows);
            int channel = filter.SumsColours || !filter.HasColours ? 0 : lab.Channel;
            Dot(scene, drawn, bars, curve, values.Floats[(channel * filter.Rows + y) * filter.Columns + x]);
        }
    }

    private void Curve(DrawList list, FunctionPlot plot, ActivationStage curve)
    {
        var (x, y) = (plot.XOf(_histogram.Low), plot.YOf(curve.Of(_histogram.Low)));
        // All others are straight but for the corner at 0.
        int segments = curve.Kind is ActivationKind.Sigmoid or ActivationKind.Tanh ? Segments : 1;
        if (segments == 1)
            To(0);
        for (int i = 1; i <= segments; i++)
            To(_histogram.Low + (_histogram.High - _histogram.Low) * i / segments);

        void To(double value)
        {
            var (nextX, nextY) = (plot.XOf(value), plot.YOf(curve.Of(value)));
            list.Segment(x, y, nextX, nextY, Theme.Accent, 2);
            (x, y) = (nextX, nextY);
        }
    }

    private static void Dot(Scene scene, in FunctionPlot plot, in Rect bars, ActivationStage curve, float value)
    {
        if (!float.IsFinite(value))
            return;
        plot.Dot(scene.List, value, curve.Of(Math.Clamp(value, plot.Low, plot.High)), bars.Bottom);
        var text = plot.Room with { Height = 16, Width = plot.Room.Width * 0.8f };
        scene.List.Text(text, TextStyle.Value.Cut, $"{value:0.00} → {curve.Of(value):0.00}");
    }

    private static string Title(ActivationKind kind) => kind switch
    {
        ActivationKind.None => "no activation: all stays",
        ActivationKind.Relu => "ReLU: below 0 becomes 0",
        ActivationKind.LeakyRelu => "leaky ReLU: a tenth below 0",
        ActivationKind.Sigmoid => "sigmoid: to between 0 and 1",
        _ => "tanh: to between −1 and 1",
    };
}
