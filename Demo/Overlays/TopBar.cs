using Demo.Platform;
using Demo.Ui;

namespace Demo.Overlays;

/// <summary>What is open, and the buttons that choose source and backend.</summary>
internal sealed class TopBar : IOverlay
{
    public string Name => "top bar";

    public Key Toggle => Key.Unknown;

    public void Draw(Scene scene, in View view)
    {
        var (list, bar) = (scene.List, view.Layout.TopBar);
        list.Box(bar, Theme.Bar);
        list.Box(bar with { Y = bar.Bottom - 1, Height = 1 }, Theme.Border);
        list.Begin(bar);
        float right = bar.Right - 12;
        bool open = scene.State.Help || scene.State.Table || scene.State.Zoomed || scene.State.Difference;
        right -= Widgets.Pill(scene, right, bar.CentreY, open ? "Esc Back" : "Esc Quit", false,
            new HotSpot(default, HotKind.Button, Key.Escape, 0, 0, KeyTable.Row(Key.Escape).Help));
        var help = KeyTable.Row(Key.F1);
        right -= Widgets.Pill(scene, right, bar.CentreY, "F1 Help", scene.State.Help, new HotSpot(default, HotKind.Button, Key.F1, 0, 0, help.Help));
        right -= 10;
        for (int i = scene.Backends.Count - 1; i >= 0; i--)
        {
            string backend = scene.Backends[i];
            right -= Widgets.Pill(scene, right, bar.CentreY, backend == "gl" ? "GL" : "Reference", backend == scene.Figures.Backend,
                new HotSpot(default, HotKind.Backend, Key.B, i, 0, backend == "gl"
                    ? "Runs the network as compute shaders on the graphics device (B)."
                    : "Runs the network as plain loops on the processor: slow, and the truth the others are held to (B)."));
        }
        right -= 10;
        for (int i = scene.Sources.Count - 1; i >= 0; i--)
        {
            var source = scene.Sources[i];
            right -= Widgets.Pill(scene, right, bar.CentreY, source.Name, source.Chosen, new HotSpot(default, HotKind.Source, Key.C, i, 0, source.Help));
        }
        var text = new Rect(12, bar.Y, right - 20, bar.Height);
        list.Text(text.Left(scene.Fonts.Measure("RealtimeCnn", Theme.Body + 1, true) + 2, out text, 9), new TextStyle(Theme.Body + 1, Theme.Text, Bold: true), "RealtimeCnn");
        list.Text(text, TextStyle.Quiet.Cut, $"{scene.Network.Title} · {scene.Network.Layers.Length - 1} layers · {scene.Network.Weights:N0} parameters");
    }
}
