using Cnn;
using Demo.Platform;
using Demo.Ui;

namespace Demo.Overlays;

/// <summary>The chosen map enlarged, with the kernel that makes it, its range and how its values are spread.</summary>
internal sealed class InspectorPanel : IOverlay
{
    private readonly ConvSum _sum = new();
    private readonly int[] _bins = new int[24];

    public string Name => "inspector";

    public Toggle? Toggle => null;

    public void Draw(Scene scene, in View view)
    {
        var layer = scene.Chosen;
        var body = Widgets.Panel(scene, view.Layout.Inspector, "", out var head);
        head = KeyButtons.Draw(scene, head, Key.Z);
        scene.List.Text(head, TextStyle.Body.Cut, $"{layer.Name} · {scene.Network.UnitText(layer, scene.State.Channel)}");
        scene.List.Hot(head, HotKind.Tip, layer.About);
        var map = body.Left(Math.Min(body.Height, body.Width * 0.58f), out var side, 10).Fit(layer.Columns, layer.Rows) with { X = body.X, Y = body.Y };
        if (!layer.IsVector)
            MapView.Draw(scene, map);
        else
            MapView.Draw(scene, map.Inset(map.Width * 0.2f));
        var value = scene.Read(layer.Node);
        if (scene.IsOn(Ui.Toggle.Kernels))
            side = DrawKernel(scene, layer, side);
        if (value is not null)
            DrawValues(scene, layer, value, side);
    }

    private Rect DrawKernel(Scene scene, Layer layer, in Rect side)
    {
        var input = layer.Index > 0 ? scene.Read(layer.Node.Inputs[0]) : null;
        var (x, y) = scene.Pixel;
        if (!_sum.Compute(scene.Network, layer.Node, input, scene.State.Channel, x, y))
            return side;
        scene.List.Text(side.Top(16, out var rest, 4), TextStyle.Label, $"kernel {_sum.Rows} × {_sum.Columns}");
        float size = Math.Min(rest.Width, Math.Max(40, rest.Height - 60));
        var grid = rest.Top(size, out rest, 4).Fit(_sum.Columns, _sum.Rows) with { X = rest.X };
        var kernel = _sum.Kernel(scene.Network.WeightOf(layer.Node.Inputs[1])!, scene.State.Channel);
        CellGrid.Draw(scene.List, grid, kernel, _sum.Columns, 0);
        scene.List.Hot(grid, HotKind.Tip, _sum.Channels == 1
            ? "The weights that slide over the input."
            : "The weights for the input map that counts most at this pixel.");
        return rest;
    }

    private void DrawValues(Scene scene, Layer layer, Tensor value, in Rect side)
    {
        int size = layer.Rows * layer.Columns;
        var cells = value.Floats.Slice(scene.State.Channel * size, size);
        if (layer.IsVector)
        {
            scene.List.Text(side.Top(Theme.Row, out _), TextStyle.Body, $"{cells[0]:0.0000}");
            return;
        }
        var (low, high) = MapView.Range(cells);
        scene.List.Text(side.Top(16, out var rest, 4), TextStyle.Label, $"{low:0.00} … {high:0.00}");
        if (rest.Height < 24)
            return;
        _bins.AsSpan().Clear();
        float width = Math.Max(high - low, 1e-9f);
        foreach (float cell in cells)
            if (!float.IsNaN(cell))
                _bins[Math.Clamp((int)((cell - low) / width * _bins.Length), 0, _bins.Length - 1)]++;
        // Heights by root: most maps are mostly empty, and one tall bar would hide the rest.
        double most = Math.Sqrt(_bins.Max());
        var chart = rest.Top(Math.Min(rest.Height, 56), out _);
        float bar = chart.Width / _bins.Length;
        for (int i = 0; i < _bins.Length; i++)
        {
            float height = (float)(Math.Sqrt(_bins[i]) / most) * chart.Height;
            if (_bins[i] > 0)
                scene.List.Box(new Rect(chart.X + i * bar, chart.Bottom - height, bar - 1, height), 0xFF3A6EA8);
        }
        scene.List.Hot(chart, HotKind.Tip, "How many cells have which value, from the smallest to the largest.");
    }
}
