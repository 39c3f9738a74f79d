using Demo.Platform;
using Demo.Ui;

namespace Demo.Overlays;

/// <summary>Every layer with its time and its error against the reference.</summary>
internal sealed class LayerTable
{
    private static readonly (string Title, float Share)[] Columns =
        [("layer", 0.2f), ("maps", 0.2f), ("weights", 0.15f), ("ms", 0.13f), ("reference ms", 0.16f), ("own error", 0.16f)];

    public void Draw(Scene scene, in Rect body)
    {
        var layers = scene.Network.Layers;
        var list = scene.List;
        var head = body.Top(Theme.Row, out var rows, 4);
        for (int c = 0; c < Columns.Length; c++)
            list.Text(Cell(head, c), c == 0 ? TextStyle.Label : TextStyle.Label.Right, Columns[c].Title);
        list.Box(new Rect(body.X, head.Bottom + 1, body.Width, 1), Theme.Border);
        var foot = rows.BottomSlice(Theme.Row + 2, out rows);
        int visible = Math.Max(1, (int)(rows.Height / Theme.Row));
        int first = Math.Clamp(scene.State.Scroll, 0, Math.Max(0, layers.Length - visible));
        var errors = scene.Errors;
        for (int i = first; i < Math.Min(layers.Length, first + visible); i++)
        {
            var row = rows.Top(Theme.Row, out rows);
            if (i == scene.State.Layer)
                list.Box(row, Theme.AccentFill, 3);
            DrawRow(scene, layers[i], row.Inset(4, 0), errors);
            list.Hot(row, HotKind.Unit, "One layer; click to choose it.", Key.Unknown, i, 0);
        }
        DrawFoot(scene, foot, errors, layers.Length > visible);
    }

    private static void DrawRow(Scene scene, Layer layer, in Rect row, LayerErrors? errors)
    {
        var list = scene.List;
        list.Text(Cell(row, 0), TextStyle.Value.Cut, layer.Name);
        list.Text(Cell(row, 1), TextStyle.Label.Right, layer.Extent);
        long weights = 0;
        foreach (var input in layer.Node.Inputs)
            if (layer.Index > 0 && scene.Network.WeightOf(input) is { } weight)
                weights += weight.Count;
        list.Text(Cell(row, 2), TextStyle.Label.Right, $"{weights:#,0;;–}");
        Number(list, Cell(row, 3), TextStyle.Value.Right.In(Theme.Time), scene.Times[layer.Index]);
        if (errors is null || !errors.TryGet(layer.Node, out var error))
            return;
        Number(list, Cell(row, 4), TextStyle.Value.Right, error.ReferenceMilliseconds);
        if (error.Own == 0)
            list.Text(Cell(row, 5), TextStyle.Label.Right, "exact");
        else
            list.Text(Cell(row, 5), TextStyle.Value.Right, $"{error.Own:0.0e-0}");
    }

    private static void DrawFoot(Scene scene, in Rect foot, LayerErrors? errors, bool scrolls)
    {
        if (errors is null)
            scene.List.Text(foot, TextStyle.Label, "comparing with the reference …");
        else
            scene.List.Text(foot, TextStyle.Label, $"largest end-to-end difference {errors.Largest:0.0e-0}");
        if (scrolls)
            scene.List.Text(foot, TextStyle.Label.Right, "wheel scrolls");
        else if (double.IsNaN(scene.Times.Total))
            scene.List.Text(foot, TextStyle.Label.Right, "virtual clock: no times");
        else
            scene.List.Text(foot, TextStyle.Label.Right, $"run {scene.Times.Total:0.00} ms");
    }

    private static void Number(DrawList list, in Rect cell, in TextStyle style, double value)
    {
        if (double.IsNaN(value))
            list.Text(cell, TextStyle.Label.Right, "–");
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
