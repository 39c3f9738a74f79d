using Demo.Platform;
using Demo.Ui;

namespace Demo.Overlays;

/// <summary>The layers that take the most time.</summary>
internal sealed class TimingPanel : IOverlay
{
    private const int Most = 12;

    private readonly int[] _order = new int[Most];

    public string Name => "times";

    public Toggle? Toggle => Ui.Toggle.Timings;

    public void Draw(Scene scene, in View view)
    {
        var rect = view.Layout.Timings;
        if (rect.Height == 0)
            return;
        var body = Widgets.Panel(scene, rect, "Timing", out var head);
        scene.List.Hot(rect, HotKind.Tip, "Device time of the slowest layers, averaged over the last runs.");
        Widgets.KeyButton(scene, head, Key.T, named: true, scene.Open[Panel.Table]);
        if (double.IsNaN(scene.Times.Total))
        {
            scene.List.Text(body.Top(Theme.Row, out _), TextStyle.Quiet, "no times on a virtual clock");
            return;
        }
        int rows = Math.Clamp((int)(body.Height / Theme.Row), 1, Most);
        int count = Slowest(scene, rows);
        double most = scene.Times[_order[0]];
        for (int i = 0; i < count; i++)
        {
            double time = scene.Times[_order[i]];
            var line = body.Top(Theme.Row, out body);
            scene.List.Text(line.Left(Math.Min(86, line.Width * 0.36f), out var rest, 6), TextStyle.Value.Cut, scene.Network.Layers[_order[i]].Name);
            scene.List.Text(rest.RightSlice(62, out rest), TextStyle.Value.Right, $"{time:0.00} ms");
            Widgets.Meter(scene, new Rect(rest.X, rest.CentreY - 4, rest.Width - 4, 8), most > 0 ? time / most : 0, Theme.Time);
        }
    }

    private int Slowest(Scene scene, int rows)
    {
        int count = 0;
        for (int i = 0; i < scene.Network.Layers.Length; i++)
        {
            int place = count;
            while (place > 0 && scene.Times[i] > scene.Times[_order[place - 1]])
                place--;
            if (place == rows)
                continue;
            count = Math.Min(count + 1, rows);
            Array.Copy(_order, place, _order, place + 1, count - 1 - place);
            _order[place] = i;
        }
        return count;
    }
}
