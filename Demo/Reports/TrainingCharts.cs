using System.Collections.Immutable;
using Cnn.Training;
using Demo.Drawing;
using Demo.Ui;

namespace Demo.Reports;

/// <summary>What a training came to, as pictures beside its model: its curves, and the confusion matrix.</summary>
/// <param name="model">The model's file.</param>
/// <param name="labels">The classes' names.</param>
internal sealed class TrainingCharts(string model, ImmutableArray<string> labels) : IDisposable
{
    private const int Width = 960, Height = 640, Margin = 16, LegendWidth = 170;
    private const float AxisHeight = 18;

    private readonly Fonts _fonts = new();

    public static string CurvesOf(string model) => Path.ChangeExtension(model, ".curves.png");

    public static string ConfusionOf(string model) => Path.ChangeExtension(model, ".confusion.png");

    /// <summary>Writes <c>NAME.curves.png</c>; nothing before the first epoch is complete.</summary>
    /// <param name="state">How far it is.</param>
    /// <param name="losses">The loss of the steps; x: the epoch, with fractions.</param>
    /// <exception cref="Cnn.CnnException">The file cannot be written.</exception>
    public void SaveCurves(TrainingState state, ReadOnlySpan<PlotPoint> losses)
    {
        if (state.Best is not { } best)
            return;
        var list = new DrawList();
        DrawCurves(list, state, best, losses);
        ListPicture.Save(CurvesOf(model), list, _fonts, Width, Height);
    }

    /// <summary>Writes <c>NAME.confusion.png</c>.</summary>
    /// <exception cref="Cnn.CnnException">The file cannot be written.</exception>
    public void SaveConfusion(Evaluation said) => new ConfusionChart(said, labels, _fonts).Save(ConfusionOf(model));

    public void Dispose() => _fonts.Dispose();

    private void DrawCurves(DrawList list, TrainingState state, EpochResult best, ReadOnlySpan<PlotPoint> losses)
    {
        var whole = new Rect(0, 0, Width, Height);
        list.Begin(whole);
        var body = whole.Inset(Margin);
        list.Text(body.Top(Theme.Row, out body, Margin / 2), TextStyle.Body.Strong.Cut, Path.GetFileName(model));
        var upper = body.Top(body.Height / 2 - Margin / 2, out var lower, Margin);
        DrawLoss(list, upper, state.Epochs, losses);
        var head = lower.Top(Theme.Row, out var room, 4);
        list.Text(head, TextStyle.Quiet, "accuracy on pictures that it never learns from");
        list.Text(head, TextStyle.Value.Right, $"best {best.Accuracy * 100:0.00} % in epoch {best.Epoch} of {state.Epochs.Length}");
        var epochs = state.Epochs;
        var plot = TrainingPlot.Accuracy(list, Axis(list, room, epochs.Length), epochs.Length, epochs.Min(e => e.Accuracy));
        Draw(list, plot, [.. epochs.Select(e => new PlotPoint(e.Epoch, e.Accuracy))], Theme.Positive, dashed: false);
        list.Disc(plot.XOf(best.Epoch), plot.YOf(best.Accuracy), 4.5f, 0, Theme.Text, 1.5f);
        list.End();
    }

    private static void DrawLoss(DrawList list, Rect room, ImmutableArray<EpochResult> epochs, ReadOnlySpan<PlotPoint> losses)
    {
        var head = room.Top(Theme.Row, out room, 4);
        Legend(list, head.RightSlice(LegendWidth, out head), "held-out pictures", Theme.Negative, dashed: true);
        Legend(list, head.RightSlice(LegendWidth, out head), "what it learns from", Theme.Positive, dashed: false);
        list.Text(head, TextStyle.Quiet, "loss, each line a tenth of the one above");
        PlotPoint[] learnt = [.. epochs.Select(e => new PlotPoint(e.Epoch, e.Loss))];
        PlotPoint[] heldOut = [.. epochs.Select(e => new PlotPoint(e.Epoch, e.HeldOutLoss))];
        double[] all = [.. learnt.Concat(heldOut).Select(p => p.Y).Where(double.IsFinite)];
        // Single steps may leave the plot: the epochs are what it shows.
        double most = losses.IsEmpty ? 0 : losses[0].Y;
        var plot = TrainingPlot.Loss(
            list, Axis(list, room, epochs.Length), epochs.Length, all.Min(), Math.Max(all.Max(), double.IsFinite(most) ? most : 0));
        plot.Curve(list, losses, Theme.Fade(Theme.Positive, 0.3f), 1);
        Draw(list, plot, learnt, Theme.Positive, dashed: false);
        Draw(list, plot, heldOut, Theme.Negative, dashed: true);
    }

    private static void Draw(DrawList list, in LinePlot plot, PlotPoint[] points, uint colour, bool dashed)
    {
        plot.Curve(list, points, colour, 1.5f, dashed);
        // A point for each epoch, while they are apart.
        if (points.Length <= 100)
            foreach (var point in points)
                if (double.IsFinite(point.Y))
                    list.Disc(plot.XOf(point.X), plot.YOf(point.Y), 2.5f, colour);
    }

    private static void Legend(DrawList list, Rect room, string name, uint colour, bool dashed)
    {
        var sign = room.Left(24, out var text, 6);
        list.Segment(sign.X, sign.CentreY, dashed ? sign.X + 9 : sign.Right, sign.CentreY, colour, 2);
        if (dashed)
            list.Segment(sign.Right - 9, sign.CentreY, sign.Right, sign.CentreY, colour, 2);
        list.Text(text, TextStyle.Label, name);
    }

    // Numbers of epochs under a plot; returns what is left above.
    private static Rect Axis(DrawList list, Rect room, int epochs)
    {
        var below = room.BottomSlice(AxisHeight, out var rest);
        // Inset: the last point's disc and number lie inside.
        rest = rest with { Width = rest.Width - Margin };
        var plot = new LinePlot(rest, epochs, 0, 1);
        int step = 1;
        for (int i = 0; epochs / step > 12; i++)
            step = (int)(new[] { 1, 2, 5 }[i % 3] * Math.Pow(10, i / 3));
        for (int epoch = 0; epoch <= epochs; epoch += step)
        {
            float x = plot.XOf(epoch);
            list.Segment(x, rest.Bottom, x, rest.Bottom + 3, Theme.Border);
            list.Text(new Rect(x - 30, below.Y + 2, 60, AxisHeight - 2), TextStyle.Label.Centred, epoch == 0 ? "epoch 0" : $"{epoch}");
        }
        return rest;
    }
}
