using Demo.Learning;
using Demo.Ui;

namespace Demo.Views.Learn;

/// <summary>Beside a layer: how its weights and their gradients lie, and how much of it sleeps.</summary>
internal static class LayerSide
{
    /// <summary>How wide it is.</summary>
    public const float Width = 118;

    /// <summary>How high it is at least.</summary>
    public const float Least = 34;

    private const float Line = 15, MostBars = 44, Between = 3;

    /// <summary>Draws it.</summary>
    public static void Draw(Scene scene, Rect room, LayerNews layer)
    {
        float lines = layer.Maps > 0 ? 2 * Line : 0, height = Math.Min(MostBars, (room.Height - lines) / 2 - Between);
        // One beside the other where it is low.
        bool low = height < Line + 16;
        var first = low ? room.Left((room.Width - Theme.Gap) / 2, out var second, Theme.Gap) : room.Top(height, out second, Between);
        Bars(scene, first, "weights", layer.Weights, "Where the layer's weights lie: left below 0, right above.");
        var third = second;
        if (!low)
            second = second.Top(height, out third, Between);
        Bars(scene, second, "gradients", layer.Gradients,
            "Where the loss's gradients for the weights lie: near 0 nothing is learnt any more.");
        if (layer.Maps == 0 || low)
            return;
        var line = third.Top(Line, out third);
        scene.List.Text(line, TextStyle.Label, $"{layer.Dead} of {layer.Maps} dead");
        scene.List.Hot(line, HotKind.Tip, "Maps that are 0 for every picture: such a ReLU learns no more.");
        line = third.Top(Line, out _);
        scene.List.Text(line, TextStyle.Label, $"{layer.Zeros * 100:0} % zeros");
        scene.List.Hot(line, HotKind.Tip, "The share of the values that are 0 after the activation.");
    }

    private static void Bars(Scene scene, in Rect room, string word, Histogram histogram, string tip)
    {
        scene.List.Text(room.Top(Line, out var bars), TextStyle.Label, word);
        histogram.Draw(scene.List, bars);
        scene.List.Hot(room, HotKind.Tip, tip);
    }
}
