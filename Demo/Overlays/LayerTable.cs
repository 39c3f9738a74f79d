using Demo.Platform;
using Demo.Ui;

namespace Demo.Overlays;

/// <summary>Every layer with its time and its error against the reference, sorted by the column that was clicked.</summary>
internal sealed class LayerTable
{
    private static readonly (string Title, float Share)[] Columns =
        [("layer", 0.2f), ("maps", 0.2f), ("weights", 0.15f), ("ms", 0.13f), ("reference ms", 0.16f), ("own error", 0.16f)];

    private readonly SlowOrder _order = new();

    public void Draw(Scene scene, in Rect body)
    {
        var (list, state, layers) = (scene.List, scene.State, scene.Network.Layers);
        var head = body.Top(Theme.Row, out var rows, 4);
        DrawHead(scene, head);
        list.Box(new Rect(body.X, head.Bottom + 1, body.Width, 1), Theme.Border);
        var foot = rows.BottomSlice(Theme.Row + 2, out rows);
        int visible = Math.Max(1, (int)(rows.Height / Theme.Row));
        var order = _order.Of(scene, state.SortedBy ?? LayerColumn.Name);
        var scroll = state.ScrollOf(Scrolled.Table);
        scroll.Fit(layers.Length, visible);
        scroll.Follow((state.Layer, 0), order.IndexOf(state.Layer), 1);
        list.Hot(rows, HotKind.Scroll, "", a: (int)Scrolled.Table);
        if (scroll.IsNeeded)
            Widgets.ScrollBar(scene, rows.RightSlice(4, out rows), scroll);
        int last = Math.Min(layers.Length, scroll.Row + visible);
        for (int i = scroll.Row; i < last; i++)
        {
            var row = rows.Top(Theme.Row, out rows);
            if (order[i] == state.Layer)
                list.Box(row, Theme.AccentFill, 3);
            DrawRow(scene, layers[order[i]], row.Inset(4, 0));
            list.Hot(row, HotKind.Unit, "One layer; click to choose it.", Key.Unknown, order[i], 0);
        }
        DrawFoot(scene, foot, scroll, last);
    }

    private static void DrawHead(Scene scene, in Rect head)
    {
        var list = scene.List;
        for (int c = 0; c < Columns.Length; c++)
        {
            var cell = Cell(head, c);
            bool sorted = scene.State.SortedBy == (LayerColumn)c;
            var style = (c == 0 ? TextStyle.Label : TextStyle.Label.Right).In(sorted ? Theme.Text : Theme.Secondary);
            if (sorted)
                list.Text(cell, style, $"▾ {Columns[c].Title}");
            else
                list.Text(cell, style, Columns[c].Title);
            list.Hot(cell, HotKind.Sort, c == 0 || sorted ? "Click to list the layers from input to output."
                : "Click to see the largest first; again for the order of the layers.", a: c);
        }
    }

    private static void DrawRow(Scene scene, Layer layer, in Rect row)
    {
        var list = scene.List;
        // On the chosen row's fill only the brightest ink is read.
        bool chosen = layer.Index == scene.State.Layer;
        var label = chosen ? TextStyle.Value.Right : TextStyle.Label.Right;
        list.Text(Cell(row, 0), TextStyle.Value.Cut, layer.Name);
        list.Text(Cell(row, 1), label, layer.Extent);
        list.Text(Cell(row, 2), label, $"{scene.Network.WeightsOf(layer):#,0;;–}");
        Number(list, Cell(row, 3), label, chosen ? label : label.In(Theme.Time), scene.Times[layer.Index]);
        if (scene.Errors is not { } errors || !errors.TryGet(layer.Node, out var error))
            return;
        Number(list, Cell(row, 4), label, TextStyle.Value.Right, error.ReferenceMilliseconds);
        if (error.Own == 0)
            list.Text(Cell(row, 5), label, "exact");
        else
            list.Text(Cell(row, 5), TextStyle.Value.Right, $"{error.Own:0.0e-0}");
    }

    private static void DrawFoot(Scene scene, in Rect foot, Scroll scroll, int last)
    {
        if (scene.Errors is not { } errors)
            scene.List.Text(foot, TextStyle.Label,
                scene.Backend.IsReference ? "what the others are compared with" : "comparing with the reference …");
        else
            scene.List.Text(foot, TextStyle.Label, $"largest end-to-end difference {errors.Largest:0.0e-0}");
        if (scroll.IsNeeded)
            scene.List.Text(foot, TextStyle.Label.Right, $"rows {scroll.Row + 1}–{last} of {(int)scroll.Length}");
        else if (double.IsNaN(scene.Times.Total))
            scene.List.Text(foot, TextStyle.Label.Right, scene.NoTimes);
        else
            scene.List.Text(foot, TextStyle.Label.Right, $"run {scene.Times.Total:0.00} ms");
    }

    private static void Number(DrawList list, in Rect cell, in TextStyle unknown, in TextStyle style, double value)
    {
        if (double.IsNaN(value))
            list.Text(cell, unknown, "–");
        else
            list.Text(cell, style, $"{value:0.00}");
    }

    private static Rect Cell(in Rect row, int column)
    {
        float x = row.X;
        for (int c = 0; c < column; c++)
            x += Columns[c].Share * row.Width;
        return new Rect(x, row.Y, Columns[column].Share * row.Width - 6, row.Height);
    }
}
