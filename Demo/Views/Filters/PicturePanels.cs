using Cnn;
using Demo.Overlays;
using Demo.Platform;
using Demo.Ui;

namespace Demo.Views.Filters;

/// <summary>What enters the filter, what leaves it, and what the activation makes of it; the kernel's place is marked.</summary>
internal sealed class PicturePanels(LabState lab) : IOverlay
{
    private const float NumberWidth = 36, ScaleWidth = 52, TimeGap = 2;

    private static readonly Chord[] s_canvas = [Key.X, .. Sheet.Pen], s_film = [Key.LeftBracket, Key.Space, Key.Period, Key.RightBracket];
    private static readonly Chord[] s_file = [Key.P, Key.E, Key.Space, Key.Period], s_live = [Key.Space, Key.Period];

    private static readonly string[] s_tips =
    [
        "What enters the filter; a click places the kernel.",
        "What leaves the filter: each pixel is one sum; a click shows how it comes about.",
        "What is made of it next; a click shows the same place in all pictures.",
    ];

    private readonly PlaceHandle _handle = new(lab);

    public string Name => "pictures";

    public Toggle? Toggle => null;

    public void Draw(Scene scene, in View view)
    {
        var panels = ((LabLayout)view.Layout).Pictures;
        var graph = lab.Run.On(scene);
        var row = graph?.Row ?? lab.Row;
        int filter = lab.FilterOf(row);
        DrawInput(scene, panels.First, view.Scale, graph, row, Math.Max(0, filter));
        int after = Math.Min(filter + 1, row.Stages.Length);
        DrawOutput(scene, panels.Second, view.Scale, graph, row, after, 1);
        // Without an activation behind it, what the whole row yields.
        int last = after < row.Stages.Length && row.Stages[after] is ActivationStage ? after + 1 : row.Stages.Length;
        DrawOutput(scene, panels.Third, view.Scale, graph, row, last, 2);
    }

    private void DrawInput(Scene scene, in Rect panel, float scale, LabGraph? graph, LabRow row, int stages)
    {
        var body = Widgets.Panel(scene, panel, "", out var head);
        if (scene.Film is { Length: var length } film && length > TimeSpan.Zero)
            Widgets.Meter(scene, new Rect(body.X, head.Bottom + 2, body.Width, 3), film.Place / length, Theme.Accent);
        head = KeyButtons.Draw(scene, head, scene.IsCanvas ? s_canvas : scene.Film is not null ? s_film
            : scene.SourceIsFile ? s_file : s_live, signs: true);
        var node = graph is null ? null : NodeAfter(graph, stages);
        // The time is said nowhere else; the size stands in the row of stages too.
        if (scene.Film is { } running && head.Width >= Sheet.TimeWidth(running.Length))
            Sheet.DrawTime(scene.List, head.RightSlice(Sheet.TimeWidth(running.Length), out head, TimeGap), running);
        DrawTitle(scene, head, row, stages, node);
        scene.List.Hot(head, HotKind.Tip, "What enters the explained filter, and at which size it is computed with.");
        var (width, height) = scene.FrameSize;
        if (scene.IsCanvas && width > 0)
        {
            var sheet = body.Fit(width, height);
            scene.List.Box(sheet, 0xFF000000, 2);
            if (stages == 0 || node is null)
                scene.List.Picture(sheet);
            else
                LabLook.After(row, stages).Draw(scene.List, sheet, node);
            Sheet.Draw(scene, sheet, "Draw here");
            if (node is not null)
                PlaceMark.OnInput(scene.List, sheet, lab, graph!);
            return;
        }
        DrawMap(scene, body, scale, graph, row, stages, 0);
    }

    // As much of source, colours and size as there is room for; of a stage its title and its size.
    private static void DrawTitle(Scene scene, Rect head, LabRow row, int stages, Node? node)
    {
        string name = stages > 0 ? row.Stages[stages - 1].Title : scene.SourceTitle;
        string colours = row.ChannelsBefore(stages) == 3 ? "colour " : stages == 0 ? Alone(row.Colours) : "";
        Span<char> text = stackalloc char[96];
        int length = name.Length, from = 0;
        if (node is null)
            name.CopyTo(text);
        else
            text.TryWrite($"{name} · {colours}{node.Shape[3]} × {node.Shape[2]}", out length);
        if (stages == 0 && node is not null && !Fits(text[..length]))
            from = name.Length + 3;
        if (from > 0 && !Fits(text[from..length]))
            length = from + colours.Length - 1;
        if (from == 0 || Fits(text[from..length]))
            scene.List.Text(head, TextStyle.Quiet.Cut, text[from..length]);

        bool Fits(ReadOnlySpan<char> part) => scene.Fonts.Measure(part, Theme.Body) + 2 <= head.Width;
    }

    private static string Alone(LabColours colours) => colours switch
    {
        LabColours.Red => "red ",
        LabColours.Green => "green ",
        LabColours.Blue => "blue ",
        _ => "grey ",
    };

    private void DrawOutput(Scene scene, in Rect panel, float scale, LabGraph? graph, LabRow row, int stages, int which)
    {
        var body = Widgets.Panel(scene, panel, "", out var head);
        if (graph is not null && scene.Read(NodeAfter(graph, stages)) is { } value)
            DrawScale(scene, head.RightSlice(2 * NumberWidth + ScaleWidth + 8, out head, Theme.Gap), LabLook.After(row, stages), value);
        scene.List.Text(head, TextStyle.Quiet.Cut, stages == 0 ? "no filter" : row.Stages[stages - 1].Title);
        DrawMap(scene, body, scale, graph, row, stages, which);
    }

    private static void DrawScale(Scene scene, Rect place, LabLook look, Tensor value)
    {
        var (from, to) = look.Ends(value.Floats);
        scene.List.Hot(place, HotKind.Tip, look.Range == RangeOf.Unit
            ? "What still is a picture is shown from 0, black, to 1, white; what lies beyond is cut off."
            : "The colours of the values, over the smallest and the largest that there are now.");
        ColourBar.Number(scene.List, place.RightSlice(NumberWidth, out place, 4), TextStyle.Value.Right, to);
        var bar = place.RightSlice(ScaleWidth, out place, 4);
        ColourBar.Number(scene.List, place, TextStyle.Value.Right, from);
        // Nothing but zeros still has its colours.
        if (from == to)
            (from, to) = look.Colours == ColourMap.Diverging ? (-1, 1) : (0, 1);
        ColourBar.DrawScale(scene.List, bar, look.ColoursOf(value.Shape[1]), from, to);
    }

    private void DrawMap(Scene scene, in Rect body, float scale, LabGraph? graph, LabRow row, int stages, int which)
    {
        if (graph is null)
        {
            var (width, height) = scene.FrameSize;
            var tile = width == 0 ? body.Fit(4, 3) : body.Fit(width, height);
            scene.List.Box(tile, Theme.Zero, 2);
            scene.List.Text(tile, TextStyle.Label.Centred,
                width == 0 ? "no picture yet" : lab.Run.Fault.Length > 0 ? "not computed" : "compiling…");
            return;
        }
        var node = NodeAfter(graph, stages);
        var place = body.Fit(node.Shape[3], node.Shape[2]).Snapped(scale);
        LabLook.After(row, stages).Draw(scene.List, place, node);
        scene.List.Hot(place, _handle, s_tips[which], which);
        if (which == 0)
        {
            PlaceMark.OnInput(scene.List, place, lab, graph);
            if (scene.State.Frozen)
                Sheet.DrawFrozen(scene.List, place);
        }
        else
        {
            SlideVeil.Draw(scene.List, place, scale, lab, graph, node);
            PlaceMark.OnOutput(scene.List, place, lab, graph, node);
        }
    }

    private static Node NodeAfter(LabGraph graph, int stages) => stages == 0 ? graph.Picture : graph.Stages[stages - 1].Output;
}
