using Demo.Platform;
using Demo.Ui;

namespace Demo.Overlays;

/// <summary>The chosen map enlarged with the scale of its colours, the kernels that make it, and how its values are spread.</summary>
internal sealed class InspectorPanel : IOverlay
{
    // A lower panel has no room for the scale; the zoomed map has it too.
    private const float LowestWithBar = 110;

    private static readonly Chord[] s_keys = [new(Key.M, Modifiers.Ctrl), Key.Z];

    private readonly KernelPanel _kernels = new();
    private readonly int[] _bins = new int[24];

    public string Name => "inspector";

    public Toggle? Toggle => null;

    public void Draw(Scene scene, in View view)
    {
        var layer = scene.Chosen;
        var body = Widgets.Panel(scene, view.Layout.Inspector, "", out var head);
        // The layer's name needs the rest.
        KeyButtons.Draw(scene, head.RightSlice(Math.Min(head.Width * 0.45f, 180), out head, 6), s_keys);
        scene.List.Text(head, TextStyle.Body.Cut, $"{layer.Name} · {scene.Network.UnitText(layer, scene.State.Channel)}");
        scene.List.Hot(head, HotKind.Tip, layer.About);
        var shown = scene.Shown;
        bool scaled = body.Height >= LowestWithBar;
        var block = body.Left(Math.Min(body.Width * 0.54f, scaled ? 300 : body.Height), out var side, 10);
        var map = new Rect(block.X, block.Y, block.Width, block.Height - (scaled ? ColourBar.Height + 6 : 0));
        map = map.Fit(layer.Columns, layer.Rows) with { Y = block.Y };
        MapView.Draw(scene, layer.IsVector ? map.Inset(map.Width * 0.2f) : map);
        if (shown is not null && scaled)
            ColourBar.Draw(scene, new Rect(block.X, map.Bottom + 6, block.Width, ColourBar.Height), shown.Floats);
        if (scene.IsOn(Ui.Toggle.Kernels))
            side = _kernels.Draw(scene, layer, side);
        if (shown is not null)
            DrawValues(scene, layer, MapView.Cells(layer, scene.State.Channel, shown.Floats), side);
    }

    private void DrawValues(Scene scene, Layer layer, ReadOnlySpan<float> cells, in Rect side)
    {
        if (layer.IsVector)
        {
            scene.List.Text(side.Top(Theme.Row, out _), TextStyle.Body, $"{cells[0]:0.0000}");
            return;
        }
        var (low, high) = MapView.Range(cells);
        var rest = side;
        if (side.Height >= 60)
            scene.List.Text(side.Top(16, out rest, 4), TextStyle.Label.Cut, $"map {low:0.00} … {high:0.00}");
        if (rest.Height < 16)
            return;
        _bins.AsSpan().Clear();
        float width = Math.Max(high - low, 1e-9f);
        foreach (float cell in cells)
            if (!float.IsNaN(cell))
                _bins[Math.Clamp((int)((cell - low) / width * _bins.Length), 0, _bins.Length - 1)]++;
        // Heights by root: most maps are mostly empty, and one tall bar would hide the rest.
        double most = Math.Sqrt(Math.Max(1, _bins.Max()));
        var chart = rest.Top(Math.Min(rest.Height, 56), out _);
        float bar = chart.Width / _bins.Length;
        for (int i = 0; i < _bins.Length; i++)
        {
            float height = (float)(Math.Sqrt(_bins[i]) / most) * chart.Height;
            if (_bins[i] > 0)
                scene.List.Box(new Rect(chart.X + i * bar, chart.Bottom - height, bar - 1, height), Theme.AccentQuiet);
        }
        scene.List.Hot(chart, HotKind.Tip, scene.Open[Panel.Difference]
            ? "How many cells are how far from the reference, from the smallest difference to the largest."
            : "How many cells have which value, from the smallest to the largest.");
    }
}
