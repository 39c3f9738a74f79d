using Cnn.Networks;
using Demo.Ui;

namespace Demo.Views.Teach;

/// <summary>What the taught network says of the newest frame: a bar for each class, and whether it is to be believed.</summary>
internal sealed class LiveBars(TeachState state) : IOverlay
{
    private const float AnswerHeight = 30, MostRow = 24, LeastRow = 15;

    public string Name => "answers";

    public Toggle? Toggle => null;

    public void Draw(Scene scene, in View view)
    {
        var body = Widgets.Panel(scene, ((TeachLayout)view.Layout).Bars, "This is", out var head);
        if (state.Live is not { } live || scene.Own != live.Parts || scene.Read(live.Probabilities) is not { } probabilities
            || scene.Read(live.Distances) is not { } distances || scene is { IsCanvas: true, IsBlank: true })
        {
            scene.List.Text(body.Top(Theme.Row, out _), TextStyle.Quiet, Waiting(scene));
            return;
        }
        var answer = HeadAnswer.Of(probabilities.Floats, distances.Floats);
        scene.List.Text(head, TextStyle.Label.Right, state.IsTraining ? "learning…" : "distance");
        scene.List.Hot(head, HotKind.Tip,
            "The likeliest class, if the frame lies within its border, a distance of 1, and it has more than half of all.");
        scene.List.Text(body.Top(AnswerHeight, out body, 2),
            (TextStyle.Body.Strong.Cut with { Size = 20 }).In(answer.IsSure ? Theme.Text : Theme.Warning),
            answer.IsSure ? live.Labels[answer.Best] : "not sure");
        float row = Math.Clamp(body.Height / live.Labels.Length, LeastRow, MostRow);
        for (int i = 0; i < live.Labels.Length && body.Height >= row; i++)
            DrawBar(scene, body.Top(row, out body), live.Labels[i], probabilities.Floats[i], distances.Floats[i], i == answer.Best);
    }

    private static void DrawBar(Scene scene, in Rect line, string name, float probability, float distance, bool best)
    {
        scene.List.Text(line.Left(line.Width * 0.34f, out var rest, Theme.Gap), TextStyle.Body.Cut, name);
        scene.List.Text(rest.RightSlice(46, out rest, 4), TextStyle.Value.Right, $"{distance:0.00}");
        scene.List.Text(rest.RightSlice(50, out rest, 4), TextStyle.Value.Right, $"{100 * probability:0.0} %");
        Widgets.Meter(scene, new Rect(rest.X, rest.CentreY - 5, rest.Width, 10), probability, best ? Theme.Accent : Theme.AccentQuiet);
        scene.List.Hot(line, HotKind.Tip,
            "How likely the class is, and how far the frame is from its middle, where more than 1 is beyond its border.");
    }

    private string Waiting(Scene scene) =>
        state.Live is null ? state.IsTraining ? "getting ready…" : "not taught yet"
        : scene is { IsCanvas: true, IsBlank: true } ? "waiting for the first stroke" : "compiling…";
}
