using Cnn;
using Demo.Cutting;
using Demo.Outputs;
using Demo.Overlays;
using Demo.Ui;

namespace Demo.Views.Cut;

/// <summary>
/// What the network says and what the changed one says, class by class with the difference; of outputs that are no classes, one over
/// the other. Boxes of the changed one lie over the source, with the original's as thin outlines.
/// </summary>
/// <param name="state">What runs.</param>
internal sealed class AnswersPanel(CutState state) : IOverlay
{
    public const int Rows = 6;

    public const float RowHeight = 26;

    private const int Top = 5;

    private readonly int[] _order = new int[Top];

    public string Name => "answers";

    public Toggle? Toggle => null;

    public void Draw(Scene scene, in View view)
    {
        var body = Widgets.Panel(scene, ((CutLayout)view.Layout).Answers, "Says", out var head);
        scene.List.Text(head, TextStyle.Label.Right.Cut, "original → changed");
        if (state.Live.Shown is not { } both)
        {
            scene.List.Text(
                body.Top(Theme.Row, out _), TextStyle.Quiet.Cut, state.Live.Fault.Length > 0 ? state.Live.Fault : "getting ready");
            return;
        }
        var (original, changed) = (both.Opened.Output, both.Changed);
        if (!Known(scene, original) || !Known(scene, changed) || scene is { IsCanvas: true, IsBlank: true } || scene.NothingFound)
        {
            original.Rest();
            changed.Rest();
            scene.List.Text(body.Top(Theme.Row, out _), TextStyle.Quiet,
                scene.IsCanvas ? "waiting for the first stroke" : scene.NothingFound ? "no page in view" : "waiting for the first frame");
            return;
        }
        if (original.Classes is not null && original.Scores is [var before, ..] && changed.Scores is [var after, ..]
            && original.Finder is null && scene.Read(before) is { } was && scene.Read(after) is { } now)
            Bars(scene, body, original, was.Floats, now.Floats);
        else
            Halves(scene, body, view, original, changed);
    }

    private static bool Known(Scene scene, Output output)
    {
        bool known = true;
        foreach (var node in output.Reads)
            known &= scene.Read(node) is not null;
        return known;
    }

    // The five classes of which either is surest.
    private void Bars(Scene scene, Rect body, Output output, ReadOnlySpan<float> was, ReadOnlySpan<float> now)
    {
        int count = Largest(was, now);
        float row = Math.Min(RowHeight, body.Height / Rows);
        Span<char> text = stackalloc char[64];
        for (int i = 0; i < count; i++)
        {
            int c = _order[i];
            var line = body.Top(row, out body).Top(row - 10, out var bars);
            text.TryWrite($"{was[c] * 100:0.0} → {now[c] * 100:0.0} %", out int length);
            var style = Math.Abs(now[c] - was[c]) < 0.0005f ? TextStyle.Label : TextStyle.Value;
            float width = scene.Fonts.Measure("100.0 → 100.0 %", Theme.Label) + 2;
            scene.List.Text(line.RightSlice(width, out var name), style.Right, text[..length]);
            scene.List.Text(name with { Width = name.Width - 6 }, TextStyle.Value.Cut, output.Label(c));
            Widgets.Meter(scene, bars.Top(4, out bars, 1), was[c], Theme.Secondary);
            Widgets.Meter(scene, bars.Top(4, out _), now[c], Theme.Accent);
        }
        if (body.Height >= 16)
            Legend(scene, body.BottomSlice(16, out _));
    }

    private static void Legend(Scene scene, Rect line)
    {
        foreach (var (word, colour) in (ReadOnlySpan<(string, uint)>)[("original", Theme.Secondary), ("changed", Theme.Accent)])
        {
            Widgets.Meter(scene, line.Left(18, out line, 4) with { Y = line.CentreY - 2, Height = 4 }, 1, colour);
            scene.List.Text(line.Left(scene.Fonts.Measure(word, Theme.Label) + 2, out line, 10), TextStyle.Label, word);
        }
    }

    private void Halves(Scene scene, in Rect body, in View view, Output original, Output changed)
    {
        var upper = body.Top((body.Height - Theme.Gap) / 2, out var lower, Theme.Gap);
        scene.List.Text(upper.Top(16, out upper, 2), TextStyle.Label.Cut, "original");
        original.Begin(scene);
        original.Draw(scene, upper);
        scene.List.Text(lower.Top(16, out lower, 2), TextStyle.Label.In(Theme.Accent).Cut, "changed");
        changed.Begin(scene);
        changed.Draw(scene, lower);
        var sight = new Sight(scene.SeenPart, SourcePanel.PictureRect(scene, view));
        changed.DrawOver(scene.List, scene.Fonts, scene.Values, sight);
        if (original.Finder is not { } finder)
            return;
        scene.List.Begin(sight.Picture);
        foreach (var track in finder.Followed(scene.Values))
        {
            // On whatever picture a bright line with a dark one around it is seen.
            scene.List.Outline(sight.Of(track.Box).Inset(-1), Theme.Fade(Theme.DarkInk, 0.6f), 0, 2);
            scene.List.Outline(sight.Of(track.Box), Theme.BrightInk, 0, 1);
        }
    }

    // The classes whose larger share is largest, by insertion.
    private int Largest(ReadOnlySpan<float> was, ReadOnlySpan<float> now)
    {
        int count = 0;
        for (int i = 0; i < Math.Min(was.Length, now.Length); i++)
        {
            float share = Math.Max(was[i], now[i]);
            if (float.IsNaN(was[i]) || float.IsNaN(now[i]))
                continue;
            int place = count;
            while (place > 0 && share > Math.Max(was[_order[place - 1]], now[_order[place - 1]]))
                place--;
            if (place == Top)
                continue;
            count = Math.Min(count + 1, Top);
            for (int k = count - 1; k > place; k--)
                _order[k] = _order[k - 1];
            _order[place] = i;
        }
        return count;
    }
}
