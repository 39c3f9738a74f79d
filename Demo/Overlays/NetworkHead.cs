using Demo.Ui;

namespace Demo.Overlays;

/// <summary>What stands over the network wherever it is shown: the chosen unit with its layer, or how far the network is.</summary>
internal static class NetworkHead
{
    /// <summary>What is chosen, and what its layer is.</summary>
    public static void Draw(Scene scene, in Rect head)
    {
        var layer = scene.Chosen;
        var rest = head;
        Part(layer.Name, TextStyle.Body.Strong);
        if (layer.Channels > 1)
            Part(scene.Network.UnitText(layer, scene.State.Channel, counted: true), TextStyle.Quiet);
        scene.List.Text(rest, TextStyle.Label.Cut, layer.Kind);
        scene.List.Hot(head, HotKind.Tip, layer.About);

        void Part(string text, in TextStyle style)
        {
            float width = Math.Min(rest.Width, scene.Fonts.Measure(text, style.Size, style.Bold) + 2);
            scene.List.Text(rest.Left(width, out rest, 10), style.Cut, text);
        }
    }

    /// <summary>In place of a network that is not there yet.</summary>
    public static void DrawProgress(Scene scene, in Rect body)
    {
        var bar = new Rect(body.CentreX - 120, body.CentreY + 8, 240, 8);
        var line = bar with { Y = bar.Y - 28, Height = 20 };
        scene.List.Text(line, TextStyle.Quiet.Centred, $"{scene.Figures.Preparing} · {scene.Figures.Progress * 100:0} %");
        Widgets.Meter(scene, bar, scene.Figures.Progress, Theme.Accent);
    }
}
