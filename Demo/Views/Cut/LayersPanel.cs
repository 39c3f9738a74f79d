using System.Numerics;
using Cnn;
using Demo.Cutting;
using Demo.Platform;
using Demo.Ui;

namespace Demo.Views.Cut;

/// <summary>All layers from the input to the output: where cuts are, and how far each layer's values are from the original's.</summary>
/// <param name="state">The cuts.</param>
internal sealed class LayersPanel : IOverlay
{
    private const float Row = 18;

    private readonly CutState _state;
    private readonly Scroll _scroll = new(3);
    private readonly Mover _mover;

    public LayersPanel(CutState state) => (_state, _mover) = (state, new Mover(_scroll));

    public string Name => "layers";

    public Toggle? Toggle => null;

    public void Draw(Scene scene, in View view)
    {
        var (list, layers) = (scene.List, scene.Network.Layers);
        var body = Widgets.Panel(scene, ((CutLayout)view.Layout).Layers, "Layers", out var head);
        list.Text(head, TextStyle.Label.Right.Cut, "changed by");
        list.Hot(head, HotKind.Tip,
            "How far a layer's values are from the original's, relative to those: √(Σ(changed − original)² / Σ original²).");
        int shown = Math.Max(1, (int)(body.Height / Row));
        _scroll.Fit(layers.Length, shown);
        _scroll.Follow((scene.State.Layer, layers.Length), scene.State.Layer, 1);
        if (_scroll.IsNeeded)
            Widgets.ScrollBar(scene, body.RightSlice(4, out body, 4) with { Height = shown * Row }, _scroll);
        list.Hot(body, _mover, "");
        var distances = _state.Live.Shown is { } both ? scene.Read(both.Distances) : null;
        for (int i = _scroll.Row; i < Math.Min(layers.Length, _scroll.Row + shown); i++)
            DrawRow(scene, body.Top(Row, out body), layers[i], distances);
    }

    private void DrawRow(Scene scene, in Rect row, Layer layer, Tensor? distances)
    {
        var (list, node) = (scene.List, _state.Layers.ModelOf(layer));
        bool chosen = layer.Index == scene.State.Layer, hover = row.Contains(scene.State.Mouse.X, scene.State.Mouse.Y);
        if (chosen || hover)
            list.Box(row, chosen ? Theme.AccentFill : Theme.ButtonHover, 4);
        var line = row.Inset(4, 0);
        var mark = line.Left(8, out line, 4);
        if (node is not null && _state.IsCut(node))
            list.Disc(mark.CentreX, mark.CentreY, 3.5f, Theme.Warning);
        if (_state.Pinned == layer)
            list.Outline(new Rect(mark.X, mark.CentreY - 4, 8, 8), Theme.Accent, 4, 1.5f);
        var text = line.RightSlice(48, out line, 4);
        double distance = node is null || distances is null ? 0 : _state.Live.Shown!.Distance(node, distances);
        if (double.IsNaN(distance))
            list.Text(text, TextStyle.Label.Right, "out");
        else if (distance is > 0 and < 0.0005)
            list.Text(text, TextStyle.Label.Right, "< 0.1 %");
        else if (distance > 0)
            list.Text(text, TextStyle.Value.Right, $"{Math.Min(distance, 99.99) * 100:0.#} %");
        var meter = line.RightSlice(Math.Min(46, line.Width * 0.34f), out line, 4);
        if (distance > 0)
            Widgets.Meter(scene, meter with { Y = meter.CentreY - 3, Height = 6 }, distance, Theme.Accent);
        list.Text(line, (chosen ? TextStyle.Body : TextStyle.Quiet).Cut, layer.Name);
        list.Hot(row, HotKind.Unit, layer.About, Key.Unknown, layer.Index, chosen ? scene.State.Channel : 0);
    }

    private sealed class Mover(Scroll scroll) : Handle
    {
        public override void Turn(Scene scene, IAppActions app, in HotSpot spot, float notches) => scroll.Turn(notches);
    }
}
