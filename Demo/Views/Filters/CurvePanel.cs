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
        Curve(list, plot, curve);
        if (entering == filter.Nodes.Output)
        {
            var (x, y) = lab.Slide.In(filter.Columns, filter.Rows);
            int channel = filter.SumsColours || !filter.HasColours ? 0 : lab.Channel;
            Dot(scene, plot, bars, curve, values.Floats[(channel * filter.Rows + y) * filter.Columns + x]);
        }
    }

    private void Curve(DrawList list, Rect room, ActivationStage curve)
    {
        var (zero, _) = At(room, curve, 0);
        list.Segment(zero, room.Y, zero, room.Bottom, Theme.Border);
        float level = Level(room, curve, 0);
        list.Segment(room.X, level, room.Right, level, Theme.Border);
        var (x, y) = At(room, curve, _histogram.Low);
        // All others are straight but for the corner at 0.
        int segments = curve.Kind is ActivationKind.Sigmoid or ActivationKind.Tanh ? Segments : 1;
        if (segments == 1)
            To(0);
        for (int i = 1; i <= segments; i++)
            To(_histogram.Low + (_histogram.High - _histogram.Low) * i / segments);

        void To(double value)
        {
            var (nextX, nextY) = At(room, curve, value);
            list.Segment(x, y, nextX, nextY, Theme.Accent, 2);
            (x, y) = (nextX, nextY);
        }
    }

    private void Dot(Scene scene, in Rect room, in Rect bars, ActivationStage curve, float value)
    {
        if (!float.IsFinite(value))
            return;
        var (x, y) = At(room, curve, Math.Clamp(value, _histogram.Low, _histogram.High));
        scene.List.Segment(x, y, x, bars.Bottom, Theme.Fade(Theme.Text, 0.4f));
        scene.List.Disc(x, y, 4, Theme.Text, Theme.Panel);
        var text = room with { Height = 16, Width = room.Width * 0.8f };
        scene.List.Text(text, TextStyle.Value.Cut, $"{value:0.00} → {curve.Of(value):0.00}");
    }

    private (float X, float Y) At(in Rect room, ActivationStage curve, double value) => (
        room.X + (float)((value - _histogram.Low) / (_histogram.High - _histogram.Low)) * room.Width, Level(room, curve, curve.Of(value)));

    // The axis of what leaves goes over all that the curve yields, and 0.
    private float Level(in Rect room, ActivationStage curve, double value)
    {
        double low = Math.Min(0, curve.Of(_histogram.Low)), high = Math.Max(curve.Of(_histogram.High), 0);
        double share = (value - low) / Math.Max(high - low, 1e-12);
        return room.Bottom - 3 - (float)share * (room.Height - 6);
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
