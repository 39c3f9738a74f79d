using System.Globalization;
using Demo.Explaining;
using Demo.Ui;

namespace Demo.Overlays;

/// <summary>How excited a channel was, from step to step: a curve between its least and its greatest value.</summary>
internal sealed class AscentCurve
{
    private AscentAnswer? _drawn;
    private string _low = "", _high = "";
    private double _least, _most;

    public void Draw(Scene scene, in Rect room, AscentAnswer made)
    {
        if (_drawn != made)
            Measure(made);
        var plot = new LinePlot(room, Math.Max(1, made.Steps - 1), _least, _most);
        plot.Line(scene.List, _least, _low);
        plot.Line(scene.List, _most, _high);
        plot.Curve(scene.List, made.Curve, Theme.Accent);
        scene.List.Hot(room, HotKind.Tip, "How much each step's picture excites it.");
    }

    private void Measure(AscentAnswer made)
    {
        _drawn = made;
        (_least, _most) = (double.PositiveInfinity, double.NegativeInfinity);
        foreach (var point in made.Curve)
            (_least, _most) = (Math.Min(_least, point.Y), Math.Max(_most, point.Y));
        if (!(_most - _least > 1e-9) || !double.IsFinite(_most - _least))
            (_least, _most) = (double.IsFinite(_least) ? _least : 0, (double.IsFinite(_least) ? _least : 0) + 1);
        (_low, _high) = (Number(_least), Number(_most));
    }

    private static string Number(double value)
    {
        string format = Math.Abs(value) >= 100 ? "0" : Math.Abs(value) >= 10 ? "0.0" : "0.00";
        return value.ToString(format, CultureInfo.InvariantCulture).Replace('-', '−');
    }
}
