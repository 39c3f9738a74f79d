using System.Numerics;
using Cnn;
using Demo.Cutting;
using Demo.Overlays;
using Demo.Platform;
using Demo.Ui;

namespace Demo.Views.Cut;

/// <summary>
/// Maps of a layer, one a row: the original's, the changed one's in the same colours, and their difference. Of lists of numbers the
/// numbers themselves.
/// </summary>
internal sealed class MapsPanel : IOverlay
{
    private const float Caption = 15, Gap = 4, NumberRow = 18, LeastMap = 56;

    private readonly CutState _state;
    private readonly Scroll _scroll = new(1);
    private readonly Chooser _chooser;

    public MapsPanel(CutState state) => (_state, _chooser) = (state, new Chooser(_scroll));

    public string Name => "maps";

    public Toggle? Toggle => null;

    public void Draw(Scene scene, in View view)
    {
        var (list, layer) = (scene.List, _state.Pinned ?? scene.Chosen);
        var body = Widgets.Panel(scene, ((CutLayout)view.Layout).Maps, "", out var head);
        list.Text(head, TextStyle.Body.Cut, $"{layer.Name} {layer.Extent}{(_state.Pinned is null ? "" : " · stays")}");
        list.Hot(head, HotKind.Tip, layer.About);
        var captions = body.Top(Caption, out body, 2);
        var node = _state.Layers.ModelOf(layer);
        var both = _state.Live.Shown;
        var changed = node is null ? layer.Node : both?.Of(node);
        if (both is null || changed is null)
        {
            string why = both is null ? "the changed network is getting ready" : "this layer was taken out";
            list.Text(body.Top(Theme.Row, out _), TextStyle.Quiet.Cut, why);
            return;
        }
        var difference = node is null ? null : both.ChangeOf(node);
        list.Hot(body, _chooser, "");
        if (layer.IsVector)
            DrawNumbers(scene, captions, body, layer, changed);
        else
            DrawMaps(scene, captions, body, layer, changed, difference);
    }

    private void DrawMaps(Scene scene, in Rect captions, Rect body, Layer layer, Node changed, Node? difference)
    {
        var list = scene.List;
        // As many rows as there is room for maps that are still seen; the others are scrolled to.
        float width = (body.Width - 8 - 2 * Gap) / 3, height = Math.Min(width * layer.Rows / layer.Columns, body.Height);
        height = Math.Max(Math.Min(height, body.Height), Math.Min(LeastMap, body.Height));
        int shown = Math.Clamp((int)((body.Height + Gap) / (height + Gap)), 1, layer.Channels);
        _scroll.Fit(layer.Channels, shown);
        if (layer == scene.Chosen)
            _scroll.Follow((layer.Index, scene.State.Channel), scene.State.Channel, 1);
        if (_scroll.IsNeeded)
            Widgets.ScrollBar(scene, body.RightSlice(4, out body, 4) with { Height = shown * (height + Gap) - Gap }, _scroll);
        width = (body.Width - 2 * Gap) / 3;
        Captions(scene, captions, width);
        bool colour = layer.Index == 0 && layer.Channels == 3;
        var (range, colours) = (MapView.RangeFor(layer, scene.State.Range), layer.Colours(scene.State.Colours));
        for (int i = _scroll.Row; i < Math.Min(layer.Channels, _scroll.Row + shown); i++)
        {
            var row = body.Top(height, out body, Gap);
            int channel = colour ? -1 : i;
            var place = row.Left(width, out var rest, Gap).Fit(layer.Columns, layer.Rows);
            list.Map(place, place, layer.Node, layer.Node, channel, colours, range, MapShape.Cells);
            Mark(scene, place, layer, i);
            place = rest.Left(width, out rest, Gap).Fit(layer.Columns, layer.Rows);
            list.Map(place, place, changed, layer.Node, channel, colours, range, MapShape.Cells);
            Mark(scene, place, layer, i);
            place = rest.Left(width, out _).Fit(layer.Columns, layer.Rows);
            list.Box(place, Theme.Zero);
            if (difference is not null)
                list.Map(place, place, difference, difference, channel, ColourMap.Diverging, RangeOf.Map, MapShape.Cells);
            Mark(scene, place, layer, i);
        }
    }

    private static void Captions(Scene scene, Rect line, float width)
    {
        foreach (string word in (ReadOnlySpan<string>)["original", "changed", "difference"])
            scene.List.Text(line.Left(width, out line, Gap), TextStyle.Label.Centred.Cut, word);
    }

    private static void Mark(Scene scene, in Rect place, Layer layer, int channel)
    {
        if (layer == scene.Chosen && channel == scene.State.Channel)
            scene.List.Outline(place.Inset(-1), Theme.Accent, 1, 1.5f);
        scene.List.Hot(place, HotKind.Unit, "Chooses this map's kernel.", Key.Unknown, layer.Index, channel);
    }

    private void DrawNumbers(Scene scene, Rect captions, Rect body, Layer layer, Node changed)
    {
        var list = scene.List;
        int shown = Math.Max(1, (int)(body.Height / NumberRow));
        _scroll.Fit(layer.Channels, shown);
        if (layer == scene.Chosen)
            _scroll.Follow((layer.Index, scene.State.Channel), scene.State.Channel, 1);
        if (_scroll.IsNeeded)
            Widgets.ScrollBar(scene, body.RightSlice(4, out body, 4) with { Height = shown * NumberRow }, _scroll);
        if (scene.Numbers(layer.Node) is not { } before || scene.Numbers(changed) is not { } after)
            return;
        float number = Math.Min(78, body.Width * 0.24f);
        captions = captions with { Width = body.Width };
        list.Text(captions.RightSlice(number, out captions), TextStyle.Label.Right.Cut, "difference");
        list.Text(captions.RightSlice(number, out captions), TextStyle.Label.Right.Cut, "changed");
        list.Text(captions.RightSlice(number, out captions), TextStyle.Label.Right.Cut, "original");
        for (int i = _scroll.Row; i < Math.Min(layer.Channels, _scroll.Row + shown); i++)
        {
            var row = body.Top(NumberRow, out body);
            bool chosen = layer == scene.Chosen && i == scene.State.Channel;
            if (chosen || row.Contains(scene.State.Mouse.X, scene.State.Mouse.Y))
                list.Box(row, chosen ? Theme.AccentFill : Theme.ButtonHover, 4);
            var line = row;
            float change = after.Floats[i] - before.Floats[i];
            list.Text(
                line.RightSlice(number, out line), (change == 0 ? TextStyle.Label : TextStyle.Value).Right, $"{change:+0.000;−0.000;0}");
            list.Text(line.RightSlice(number, out line), TextStyle.Value.Right, $"{after.Floats[i]:0.000}");
            list.Text(line.RightSlice(number, out line), TextStyle.Value.Right, $"{before.Floats[i]:0.000}");
            if (scene.Network.IsOfClasses(layer))
                list.Text(line.Inset(4, 0), TextStyle.Label.Cut, scene.Network.Label(i));
            else
                list.Text(line.Inset(4, 0), TextStyle.Label.Cut, $"unit {i + 1}");
            list.Hot(row, HotKind.Unit, "Chooses this unit.", Key.Unknown, layer.Index, i);
        }
    }

    private sealed class Chooser(Scroll scroll) : Handle
    {
        public override void Turn(Scene scene, IAppActions app, in HotSpot spot, float notches) => scroll.Turn(notches);
    }
}
