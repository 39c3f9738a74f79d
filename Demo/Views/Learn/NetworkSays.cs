using Demo.Platform;
using Demo.Ui;

namespace Demo.Views.Learn;

/// <summary>The picture that the network sees, and what it says of it now.</summary>
internal sealed class NetworkSays(LearnState state)
{
    private const float BarGap = 3, LabelHeight = 15;

    private string[] _numbers = [];

    /// <summary>Draws it.</summary>
    public void Draw(Scene scene, in View view, in Rect head, in Rect row, LearnGraph graph)
    {
        var (list, data) = (scene.List, state.News.Data!);
        var picture = row.Left(row.Height, out var rest, 12).Snapped(view.Scale);
        graph.DrawPicture(list, picture, 0);
        list.Hot(picture, HotKind.Button, "The picture that the network is looked at with; a click takes the next one (→).", Key.Right);
        KeyButtons.Draw(scene, head, [Key.Left, Key.Right], signs: true);
        int classes = data.Labels.Length, label = data.HeldOut.Label(state.Sample);
        if (_numbers.Length != classes)
            _numbers = [.. Enumerable.Range(0, classes).Select(i => $"{i}")];
        if (scene.Read(graph.Probabilities) is not { } said || said.Count != classes)
            return;
        int best = 0;
        for (int i = 1; i < classes; i++)
            best = said.Floats[i] > said.Floats[best] ? i : best;
        list.Text(rest.Top(LabelHeight, out rest, 2), TextStyle.Label.Cut,
            $"picture {state.Sample + 1} is {data.Labels[label]}; it says {data.Labels[best]}, {said.Floats[best] * 100:0} % sure");
        float width = Math.Min(34, rest.Width / classes);
        var bars = rest.Top(rest.Height - LabelHeight, out var names);
        for (int i = 0; i < classes; i++)
        {
            float share = float.IsFinite(said.Floats[i]) ? Math.Clamp(said.Floats[i], 0, 1) : 0;
            var bar = new Rect(bars.X + i * width, bars.Y, width - BarGap, bars.Height);
            list.Box(bar, Theme.Track, 2);
            float height = MathF.Round(share * bar.Height);
            if (height > 0)
                list.Box(bar with { Y = bar.Bottom - height, Height = height }, i == label ? Theme.Positive : Theme.Negative, 2);
            list.Text(bar with { Y = names.Y, Height = LabelHeight },
                (i == label ? TextStyle.Value.Strong : TextStyle.Label).Centred, _numbers[i]);
        }
        list.Hot(rest, HotKind.Tip, "How sure it is of each class; blue is what the picture shows.");
    }
}
