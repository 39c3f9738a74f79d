using Cnn;
using Demo.Platform;
using Demo.Ui;

namespace Demo.Views.Filters;

/// <summary>Maximum, average and no pooling side by side, and what of each survives a shift of the picture.</summary>
internal sealed class PoolPanels(LabState lab) : IOverlay
{
    // The least room for the arithmetic, and for the buttons that stand under it.
    private const float Beside = 140, LeastHeight = 76;

    private static readonly string[] Long = ["Maximum pooling ", "Average pooling "], Short = ["Maximum ", "Average "];
    private static readonly string[] Sizes = ["2×2", "3×3"];

    private readonly PoolHead _head = new(lab);
    private readonly PoolPlace _place = new(lab);
    private readonly PoolWindow _window = new();
    private readonly ShiftSlider _slider = new(lab);

    public string Name => "pools";

    public Toggle? Toggle => null;

    public void Draw(Scene scene, in View view)
    {
        var panels = ((LabLayout)view.Layout).Pools;
        for (int i = 0; i < 3; i++)
        {
            var body = Widgets.Panel(scene, panels[i], "", out var head);
            if (lab.Run.Graph is { } graph)
                Draw(scene, panels[i], head, body, graph, i);
        }
    }

    private void Draw(Scene scene, in Rect panel, in Rect head, in Rect body, LabGraph graph, int index)
    {
        var (list, pools, way) = (scene.List, graph.Pools, graph.Pools.Ways[index]);
        Head(scene, panel, head, graph, way, index);
        var shape = way.Value.Shape;
        int channel = shape[1] == 3 ? lab.Channel : 0, stride = way.Kind is null ? 1 : pools.Window.Stride;
        float scale = Math.Min((body.Width - Beside - Theme.Gap) / shape[3], body.Height / shape[2]);
        // In the middle of what a wide picture leaves, with its arithmetic beside it.
        float above = Math.Max(0, body.Height - Math.Max(shape[2] * scale, LeastHeight)) / 2;
        var content = body with { Y = body.Y + above, Height = body.Height - above };
        var map = new Rect(content.X, content.Y, shape[3] * scale, shape[2] * scale);
        var look = LabLook.After(graph.Row, PoolComparison.In(graph.Row).Before);
        if (lab.ShowsChange)
            list.Map(map, way.Change, channel, ColourMap.Viridis, RangeOf.Map);
        else
            look.Draw(list, map, way.Value);
        list.Hot(map, _place, lab.ShowsChange
            ? "How much the shift changes each value; a click chooses a place."
            : "A click chooses the place whose window is shown.", index);
        var (x, y) = PoolChange.Place(lab, graph, stride, shape[3], shape[2]);
        float mark = Math.Max(6, scale);
        var place = new Rect(map.X + (x + 0.5f) * scale - mark / 2, map.Y + (y + 0.5f) * scale - mark / 2, mark, mark);
        list.Outline(place, Theme.Accent, 1, 1.5f);
        content.Left(map.Width, out var beside, Theme.Gap);
        if (way.Kind is null)
            Controls(scene, beside.BottomSlice(2 * Theme.Row + 4, out beside, 2));
        if (scene.Read(pools.Input) is { } input)
            _window.Draw(scene, beside, pools.Window, way.Kind, input, channel, x, y, look);
    }

    private void Head(Scene scene, in Rect panel, in Rect head, LabGraph graph, PooledNodes way, int index)
    {
        var list = scene.List;
        bool pools = PoolComparison.In(graph.Row).Before < graph.Row.Stages.Length;
        bool own = way.Kind == (pools ? graph.Pools.Window.Kind : null);
        if (own)
            list.Outline(panel, Theme.Accent, Theme.Radius);
        bool wide = head.Width > 310;
        var rest = head;
        if (scene.Read(way.Share) is { } share)
        {
            var place = head.RightSlice(wide ? 174 : 128, out rest);
            float percent = share.Floats[0] * 100;
            if (wide)
                list.Text(place, TextStyle.Label.Right, $"shift by {lab.Run.Shift} px changes {percent:0} %");
            else
                list.Text(place, TextStyle.Label.Right, $"shift changes {percent:0} %");
            list.Hot(place, HotKind.Tip, "How much of the values' size a shift of the picture changes on average; less is steadier.");
        }
        var style = own ? TextStyle.Body : TextStyle.Quiet;
        if (way.Kind is { } kind)
            list.Text(rest, style, $"{(wide ? Long : Short)[(int)kind]}{Sizes[graph.Pools.Window.Size - 2]}");
        else
            list.Text(rest, style, "No pooling");
        list.Hot(rest, _head, way.Kind is null
            ? "Every value is kept; a click takes the pool out of the row." : "A click puts this pool into the row.", index);
    }

    private void Controls(Scene scene, Rect room)
    {
        var line = room.Top(Theme.Row, out room, 4);
        scene.List.Text(line.Left(scene.Fonts.Measure("shift", Theme.Label) + 6, out line), TextStyle.Label, "shift");
        Chord less = new(Key.Left, Modifiers.Shift), more = new(Key.Right, Modifiers.Shift);
        line = KeyButtons.Draw(scene, line with { Width = Math.Min(line.Width, 200) }, [more], signs: true);
        KeyButtons.Draw(scene, line.Left(20, out line, 10), [less], signs: true);
        _slider.Draw(scene, line with { Width = line.Width - 6 });
        KeyButtons.Draw(scene, room.Top(18, out _) with { Width = Math.Min(room.Width, 200) }, [Key.Y, Key.U, Key.I]);
    }
}
