using Cnn.Ops;
using Demo.Ui;

namespace Demo.Overlays;

/// <summary>Operators that work value by value: the inputs at this place and what became of them.</summary>
internal static class ValueArithmetic
{
    public static void Draw(Scene scene, Layer layer, in Rect body, float result)
    {
        var rest = body;
        var (x, y) = scene.Pixel;
        for (int i = 0; i < layer.Node.Inputs.Length && layer.Index > 0; i++)
        {
            var node = layer.Node.Inputs[i];
            if (node.IsLeaf || scene.Numbers(node) is not { } input || input.Shape != layer.Node.Shape)
                continue;
            float value = input.Floats[(scene.State.Channel * layer.Rows + y) * layer.Columns + x];
            if (layer.Node.Op is Relu)
                scene.List.Text(rest.Top(Theme.Row, out rest), TextStyle.Body.Cut, $"max(0, {value:0.000})");
            else
                scene.List.Text(rest.Top(Theme.Row, out rest), TextStyle.Body.Cut, $"input {i + 1}: {value:0.000}");
        }
        scene.List.Text(rest.Top(Theme.Row, out _), TextStyle.Body.In(Theme.Accent).Cut, $"= {result:0.000}");
    }
}
