using Demo.Platform;
using Demo.Ui;

namespace Demo.Overlays;

/// <summary>The layers that take the most time, the preparing of the picture among them, and what all others take together.</summary>
internal sealed class TimingPanel : IOverlay
{
    private const int Most = 12;

    private static readonly Chord[] s_keys = [new(Key.L, Modifiers.Ctrl), Key.T];

    private readonly SlowOrder _order = new();

    public string Name => "times";

    public Toggle? Toggle => Ui.Toggle.Timings;

    public void Draw(Scene scene, in View view)
    {
        var rect = view.Layout.Timings;
        if (rect.Height == 0)
            return;
        var body = Widgets.Panel(scene, rect, "Timing", out var head);
        scene.List.Hot(rect, HotKind.Tip, "Where the network's time goes: device time of the slowest layers, averaged over the last runs.");
        KeyButtons.Draw(scene, head, s_keys);
        if (double.IsNaN(scene.Times.Total))
        {
            scene.List.Text(body.Top(Theme.Row, out _), TextStyle.Quiet, scene.NoTimes);
            return;
        }
        int rows = Math.Clamp((int)(body.Height / Theme.Row), 1, Most);
        var layers = scene.Network.Layers;
        int count = layers.Length <= rows ? layers.Length : rows - 1;
        var order = _order.Of(scene, LayerColumn.Milliseconds);
        double rest = scene.Times.Total, most = Math.Max(scene.Times[order[0]], 1e-9);
        for (int i = 0; i < count; i++)
        {
            var layer = layers[order[i]];
            double time = scene.Times[layer.Index];
            rest -= time;
            var line = body.Top(Theme.Row, out body);
            DrawRow(scene, line, layer.Index == 0 ? "preparing the picture" : layer.Name, time, time / most);
            scene.List.Hot(line, HotKind.Unit, layer.About, Key.Unknown, layer.Index, 0);
        }
        if (count < layers.Length)
            DrawRow(scene, body.Top(Theme.Row, out _), "all others", Math.Max(0, rest), rest / most);
    }

    private static void DrawRow(Scene scene, in Rect line, string name, double time, double share)
    {
        scene.List.Text(line.Left(Math.Min(132, line.Width * 0.48f), out var rest, 6), TextStyle.Value.Cut, name);
        scene.List.Text(rest.RightSlice(62, out rest), TextStyle.Value.Right, $"{time:0.00} ms");
        Widgets.Meter(scene, new Rect(rest.X, rest.CentreY - 4, rest.Width - 4, 8), share, Theme.Time);
    }
}
