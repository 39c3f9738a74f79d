using System.Numerics;
using Demo.Explaining;
using Demo.Outputs;
using Demo.Platform;
using Demo.Ui;

namespace Demo.Overlays;

/// <summary>
/// Why the network says what it says: the picture with the places that speak for it, by one method, or by two side by side, each with
/// the scale of its colours and a sentence.
/// </summary>
internal sealed class WhyPanel
{
    private const float TextLines = 3 * Paragraph.Line;

    // What a click on a method's button does.
    private sealed class MethodHandle : Handle
    {
        public override void Press(Scene scene, IAppActions app, in HotSpot spot, Vector2 at, MouseButton button)
        {
            if (spot.B == 0)
                scene.Why.Flip(scene, ExplainMethod.All[spot.A]);
            else
                scene.Why.Mean = spot.A == 1;
        }
    }

    private static readonly string[] s_names = [.. ExplainMethod.All.Select(method => method.Name)];
    private static readonly string[] s_tips = [.. ExplainMethod.All.Select(method => string.Format(method.Says, "the answer"))];
    private static readonly string[] s_baselines = ["black", "mean colour"];
    private static readonly string[] s_baselineTips =
        ["Compares with a black picture, or a sheet without ink.", "Compares with a picture of this one's mean colour."];

    private readonly MethodHandle _handle = new();
    private readonly Paragraph[] _says = [new(), new()];
    private readonly Paragraph _hint = new();

    public void Draw(Scene scene, in View view)
    {
        var why = scene.Why;
        var body = Widgets.Panel(scene, view.Layout.Centre, "Why", out var head);
        DrawHead(scene, head);
        body = DrawMethods(scene, body);
        if (scene.FrameSize.Width == 0 || why.Shown.IsEmpty)
            return;
        var hint = body.BottomSlice(_hint.Break(scene, Hint(scene), body.Width), out body, 6);
        _hint.Draw(scene, hint, TextStyle.Label);
        if (why.Shown.Length == 1)
        {
            DrawOne(scene, body, why.Shown[0], _says[0]);
            return;
        }
        DrawOne(scene, body.Left((body.Width - Theme.Gap) / 2, out var right, Theme.Gap), why.Shown[0], _says[0]);
        DrawOne(scene, right, why.Shown[1], _says[1]);
    }

    private static void DrawHead(Scene scene, Rect head)
    {
        float slider = Math.Min(96, head.Width * 0.3f);
        ShareOf(scene, head.RightSlice(slider, out head, 10));
        string of = scene.Why.Of;
        if (of.Length > 0)
            scene.List.Text(head, TextStyle.Body.Strong.Cut, $"{of}?");
        else
            scene.List.Text(head, TextStyle.Quiet.Cut, "there is nothing to explain yet");
    }

    private static void ShareOf(Scene scene, Rect room)
    {
        scene.List.Text(room.RightSlice(38, out var slider, 4), TextStyle.Value.Right, $"{scene.State.Blend * 100:0} %");
        HeatMap.DrawBlend(scene, slider);
    }

    // The methods in as many rows as they need, and what some compare with.
    private Rect DrawMethods(Scene scene, Rect body)
    {
        uint lit = 0;
        for (int i = 0; i < s_names.Length; i++)
            lit |= scene.Why.Has(ExplainMethod.All[i]) ? 1u << i : 0;
        float width = 0;
        foreach (string name in s_names)
            width += scene.Fonts.Measure(name, Theme.Label) + 11;
        if (width <= body.Width)
            Chips.Draw(scene, body.Top(Theme.Row, out body, 4), "by", s_names, lit, _handle, s_tips);
        else
            for (int first = 0; first < s_names.Length; first += 4)
            {
                int count = Math.Min(4, s_names.Length - first);
                ChipsFrom(scene, body.Top(Theme.Row, out body, 4), first, count, lit);
            }
        if (scene.Why.Has(ExplainMethod.Of("occlusion")) || scene.Why.Has(ExplainMethod.Of("integrated")))
            Chips.Draw(scene, body.Top(Theme.Row, out body, 4), "compared with", s_baselines, scene.Why.Mean ? 1 : 0, _handle,
                s_baselineTips, b: 1);
        return body;
    }

    private void ChipsFrom(Scene scene, in Rect row, int first, int count, uint lit) => Chips.Draw(
        scene, row, first == 0 ? "by" : "", s_names.AsSpan(first, count), lit >> first, _handle, s_tips.AsSpan(first, count), first: first);

    private static void DrawOne(Scene scene, Rect room, Explanation shown, Paragraph says)
    {
        var list = scene.List;
        var line = room.Top(Theme.Row, out room, 2);
        if (shown.Map is not null && shown.Runs.Of > 1 && shown.Runs.Done < shown.Runs.Of)
            list.Text(line.RightSlice(84, out line, 4), TextStyle.Value.Right, $"{shown.Runs.Done} of {shown.Runs.Of}");
        float name = Math.Min(line.Width, scene.Fonts.Measure(shown.Method.Name, Theme.Body) + 2);
        list.Text(line.Left(name, out line, 10), TextStyle.Quiet.Cut, shown.Method.Name);
        if (shown is { Map: not null, Total: var (sum, gain) } && line.Width > 60)
        {
            list.Text(line, TextStyle.Value.Cut, $"sum {sum:0.0} of {gain:0.0}");
            list.Hot(line, HotKind.Tip, "What all pixels together add, and how much higher the score is than for the empty picture.");
        }
        room.BottomSlice(TextLines + Theme.Row + 4, out var above);
        var (width, height) = scene.FrameSize;
        // What the colours mean stands right under them.
        var picture = above.Fit(width, height) with { Y = above.Y };
        var scale = picture with { Y = picture.Bottom + 2, Height = Theme.Row };
        var text = room with { Y = scale.Bottom + 2, Height = TextLines };
        list.Box(picture, 0xFF000000, 2);
        list.Picture(picture);
        if (shown is { Map: { } map, Node: { } node })
        {
            list.Given(node, map, shown.Version);
            ExplanationDrawing.DrawOver(list, new Sight(shown.Part, picture), node, shown.IsSigned, scene.State.Blend);
            ExplanationDrawing.DrawScale(list, scale, map.Floats, shown.IsSigned);
        }
        string said = shown.Says.Length > 0 ? shown.Says : scene.Why.Score is null ? "" : "looking …";
        says.Break(scene, said, text.Width);
        says.Draw(scene, text, shown.IsFault ? TextStyle.Value.In(Theme.Warning) : TextStyle.Value);
    }

    private static string Hint(Scene scene) => scene.Network.Parts.Output switch
    {
        BoxesOutput => "Click a box to ask about another one. Freeze the frame (Space) and slow methods become finer.",
        { Classes: > 1 } => "Click a bar of the prediction to ask about another class. Freeze the frame (Space) and slow methods become "
            + "finer.",
        _ => "Freeze the frame (Space) and slow methods become finer.",
    };
}
