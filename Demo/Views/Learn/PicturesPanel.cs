using System.Numerics;
using Demo.Platform;
using Demo.Ui;

namespace Demo.Views.Learn;

/// <summary>The worst mistakes, or the pictures of a cell of the confusion matrix, each with what the network said.</summary>
internal sealed class PicturesPanel(LearnState state) : IOverlay
{
    private const float Caption = 15, Between = 6, LeastPicture = 36, LargestPicture = 64;

    private readonly Chooser _chooser = new(state);

    public string Name => "mistakes";

    public Toggle? Toggle => null;

    public void Draw(Scene scene, in View view)
    {
        var body = Widgets.Panel(scene, ((LearnLayout)view.Layout).Pictures, "", out var head);
        var (pictures, labels) = (state.Pictures, state.News.Data?.Labels ?? []);
        if (state.HeldOut is null)
            scene.List.Text(head, TextStyle.Quiet.Cut, state.News.Data is null ? "Pictures" : "It will be tested with");
        else
            DrawTitle(scene, head, labels);
        // Until it runs, its pictures lie on no device.
        if (state.Graph is not { } graph || scene.Own != graph.Parts)
            return;
        int count = pictures.Numbers.Length - 1;
        float picture = SizeFor(body, count);
        int across = Math.Max(1, (int)((body.Width + Between) / (picture + Between)));
        int down = (int)((body.Height + Between) / (picture + Caption + Between));
        float pitch = across > 1 ? (body.Width - picture) / (across - 1) : 0;
        for (int i = 0; i < Math.Min(count, across * down); i++)
        {
            var place = new Rect(body.X + i % across * pitch, body.Y + i / across * (picture + Caption + Between), picture, picture)
                .Snapped(view.Scale);
            graph.DrawPicture(scene.List, place, i + 1);
            scene.List.Hot(place, _chooser, "A picture that it never learns from; a click shows the network's maps of it.", i + 1);
            if (i < pictures.Answers.Length)
                DrawAnswer(scene, new Rect(place.X - 3, place.Bottom, picture + 6, Caption), pictures.Answers[i]);
        }
    }

    private void DrawTitle(Scene scene, Rect head, IReadOnlyList<string> labels)
    {
        if (state.Cell is not var (label, said))
        {
            scene.List.Text(head, TextStyle.Quiet.Cut, $"Worst of {state.Pictures.All} mistakes");
            return;
        }
        head = KeyButtons.Draw(scene, head, Key.W);
        scene.List.Text(head, TextStyle.Quiet.Cut, $"{labels[label]} taken for {labels[said]}: {state.Pictures.All}");
    }

    private static void DrawAnswer(Scene scene, in Rect line, in Cnn.Training.Answer answer)
    {
        uint colour = answer.IsRight ? Theme.Positive : Theme.Negative;
        if (scene.Fonts.Measure("0→0 100 %", Theme.Label) <= line.Width)
            scene.List.Text(line, TextStyle.Label.Centred.In(colour), $"{answer.Label}→{answer.Said} {answer.Score * 100:0} %");
        else
            scene.List.Text(line, TextStyle.Label.Centred.In(colour), $"{answer.Label}→{answer.Said}");
    }

    // As large as lets all of them be seen, within bounds.
    private static float SizeFor(in Rect room, int count)
    {
        float size = LargestPicture;
        while (size > LeastPicture && (int)((room.Width + Between) / (size + Between))
            * (int)((room.Height + Between) / (size + Caption + Between)) < count)
            size--;
        return size;
    }

    private sealed class Chooser(LearnState state) : Handle
    {
        public override void Press(Scene scene, IAppActions app, in HotSpot spot, Vector2 at, MouseButton button) =>
            state.Look(state.Pictures.Numbers[spot.A]);
    }
}
