using System.Collections.Immutable;
using System.Numerics;
using Demo.Learning;
using Demo.Platform;
using Demo.Ui;

namespace Demo.Views.Learn;

/// <summary>The loss, logarithmic and smoothed, and the accuracy on pictures that are never learnt from; of two trainings both.</summary>
internal sealed class CurvesPanel(LearnState state) : IOverlay
{
    private const float ScrubberHeight = 20, TitleHeight = 16;

    /// <summary>The trainings' colours.</summary>
    private static uint ColourOf(int run) => run == 0 ? Theme.Positive : Theme.Negative;

    private readonly EpochScrubber _scrubber = new(state);
    private readonly Legend _legend = new(state);

    public string Name => "curves";

    public Toggle? Toggle => null;

    public void Draw(Scene scene, in View view)
    {
        var body = Widgets.Panel(scene, ((LearnLayout)view.Layout).Curves, "Curves", out var head);
        var news = state.News;
        if (news.Runs.Length == 2)
            DrawLegend(scene, head, news.Plan);
        _scrubber.Draw(scene, body.BottomSlice(ScrubberHeight, out body, 2));
        var upper = body.Top((body.Height - 4) / 2, out var lower, 4);
        scene.List.Text(upper.Top(TitleHeight, out upper), TextStyle.Label, "loss");
        scene.List.Text(lower.Top(TitleHeight, out lower), TextStyle.Label, "accuracy");
        if (state.Run is { State.Steps: > 0 } run)
        {
            scene.List.Text(
                upper with { Y = upper.Y - TitleHeight, Height = TitleHeight }, TextStyle.Value.Right, $"{run.State.Loss:0.000}");
            if (run.Best is { } best)
                scene.List.Text(lower with { Y = lower.Y - TitleHeight, Height = TitleHeight }, TextStyle.Value.Right,
                    $"best {best.Accuracy * 100:0.0} % in epoch {best.Epoch}");
        }
        double length = LengthOf(news);
        DrawLoss(scene, upper.Inset(0, 3), length, news.Runs);
        DrawAccuracy(scene, lower.Inset(0, 3), length, news.Runs);
        scene.List.Hot(upper, HotKind.Tip, "How wrong it is about the pictures that it learns from, each line a tenth of the one above.");
        scene.List.Hot(lower, HotKind.Tip, "The share of pictures named rightly that it never learns from, after each epoch.");
    }

    // The axis grows with the training.
    private static double LengthOf(LearnNews news)
    {
        double length = 2 * news.StepsPerEpoch;
        while (length < news.StepsDone)
            length *= 1.5;
        return Math.Min(length, Math.Max(news.Steps, news.StepsDone));
    }

    private void DrawLoss(Scene scene, in Rect room, double length, ImmutableArray<RunNews> runs)
    {
        double least = double.PositiveInfinity, most = 0;
        for (int i = 0; i < runs.Length; i++)
            (least, most) = (Math.Min(least, runs[i].Curves.Range.Low), Math.Max(most, runs[i].Curves.Range.High));
        var plot = TrainingPlot.Loss(scene.List, room, length, least, most);
        for (int i = 0; i < runs.Length; i++)
            plot.Curve(scene.List, runs[i].Curves.Losses, Theme.Fade(ColourOf(i), 0.3f), 1);
        for (int i = 0; i < runs.Length; i++)
            plot.Curve(scene.List, runs[i].Curves.Smooth, ColourOf(i), 1.5f, dashed: i == 1);
        DrawEpoch(scene, plot);
    }

    private void DrawAccuracy(Scene scene, in Rect room, double length, ImmutableArray<RunNews> runs)
    {
        double least = 1;
        for (int i = 0; i < runs.Length; i++)
            least = Math.Min(least, runs[i].Curves.LeastAccuracy);
        var plot = TrainingPlot.Accuracy(scene.List, room, length, least);
        for (int i = 0; i < runs.Length; i++)
        {
            plot.Curve(scene.List, runs[i].Curves.Accuracies, ColourOf(i), 1.5f, dashed: i == 1);
            foreach (var point in runs[i].Curves.Accuracies)
                scene.List.Disc(plot.XOf(point.X), plot.YOf(point.Y), 2, ColourOf(i));
        }
        DrawEpoch(scene, plot);
    }

    private void DrawEpoch(Scene scene, in LinePlot plot)
    {
        if (state.Epoch is not { } epoch)
            return;
        float x = plot.XOf((double)epoch * state.News.StepsPerEpoch);
        scene.List.Segment(x, plot.Room.Y, x, plot.Room.Bottom, Theme.Text);
    }

    private void DrawLegend(Scene scene, Rect head, LearnPlan plan)
    {
        for (int i = 1; i >= 0; i--)
        {
            string name = LearnChoices.NameOf(plan, i);
            var place = head.RightSlice(scene.Fonts.Measure(name, Theme.Label) + 26, out head, 6);
            bool lit = i == state.Shown;
            scene.List.Fill(place, lit ? Theme.AccentFill : Theme.Button, 9, lit ? Theme.Accent : 0);
            float x = place.X + 6;
            // Dashed as its curve is.
            scene.List.Segment(x, place.CentreY, x + (i == 0 ? 11 : 4), place.CentreY, ColourOf(i), 2);
            if (i == 1)
                scene.List.Segment(x + 7, place.CentreY, x + 11, place.CentreY, ColourOf(i), 2);
            scene.List.Text(place.Inset(3, 0) with { X = place.X + 20, Width = place.Width - 24 }, TextStyle.Value, name);
            scene.List.Hot(place, _legend, "One of two trainings that take turns; a click shows its kernels, maps and mistakes (Tab).", i);
        }
    }

    private sealed class Legend(LearnState state) : Handle
    {
        public override void Press(Scene scene, IAppActions app, in HotSpot spot, Vector2 at, MouseButton button) => state.Shown = spot.A;
    }
}
