using Cnn.Ops;
using Demo.Ui;

namespace Demo.Overlays;

/// <summary>Softmax: e to the score, as a share of the sum over all classes.</summary>
internal static class SoftmaxArithmetic
{
    /// <summary>False if the layer is no softmax over a list.</summary>
    public static bool Draw(Scene scene, Layer layer, in Rect body, float result)
    {
        if (layer.Node.Op is not Softmax || !layer.IsVector || scene.Read(layer.Node.Inputs[0]) is not { } input)
            return false;
        var scores = input.Floats[..layer.Channels];
        float largest = float.NegativeInfinity;
        foreach (float score in scores)
            largest = MathF.Max(largest, score);
        double sum = 0;
        foreach (float score in scores)
            sum += Math.Exp(score - largest);
        float own = scores[scene.State.Channel];
        var list = scene.List;
        list.Text(body.Top(Theme.Row, out var rest), TextStyle.Body.Cut, $"score {own:0.00}, the largest {largest:0.00}");
        list.Text(rest.Top(Theme.Row, out rest), TextStyle.Body.Cut, $"e^({own - largest:0.00}) = {Math.Exp(own - largest):0.0000}");
        list.Text(rest.Top(Theme.Row, out rest), TextStyle.Body.Cut, $"sum over {layer.Channels} classes {sum:0.0000}");
        list.Text(rest.Top(Theme.Row, out _), TextStyle.Body.In(Theme.Accent).Cut, $"share {result * 100:0.00} %");
        return true;
    }
}
