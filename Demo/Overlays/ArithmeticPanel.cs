using Cnn.Ops;
using Demo.Arithmetic;
using Demo.Platform;
using Demo.Ui;

namespace Demo.Overlays;

/// <summary>How the value under the mouse is computed, with the real numbers.</summary>
internal sealed class ArithmeticPanel : IOverlay
{
    private readonly ConvArithmetic _conv = new();
    private readonly PoolArithmetic _pool = new();
    private readonly GemmArithmetic _gemm = new();
    private readonly SoftmaxArithmetic _softmax = new();

    public string Name => "arithmetic";

    public Toggle? Toggle => null;

    public void Draw(Scene scene, in View view)
    {
        var layer = scene.Chosen;
        var (x, y) = scene.Pixel;
        var body = Widgets.Panel(scene, view.Layout.Arithmetic, "", out var head);
        if (layer.IsVector)
            scene.List.Text(head, TextStyle.Quiet.Cut, $"{scene.Network.UnitText(layer, scene.State.Channel)} · {Verb(layer)}");
        else
            scene.List.Text(head, TextStyle.Quiet.Cut, $"pixel ({x}, {y}) · {Verb(layer)}");
        if (scene.Numbers(layer.Node) is not { } value || (layer.Index > 0 && scene.Read(layer.Node.Inputs[0]) is null))
        {
            scene.List.Text(body.Top(Theme.Row, out _), TextStyle.Quiet, "nothing has run yet");
            return;
        }
        float result = value.Floats[(scene.State.Channel * layer.Rows + y) * layer.Columns + x];
        var unit = scene.Unit;
        bool done = layer.Index > 0 && (_conv.Draw(scene, layer, body, result) || _pool.Draw(scene, unit, body, result)
            || _gemm.Draw(scene, unit, body, result) || _softmax.Draw(scene, unit, body, result));
        if (!done)
            ValueArithmetic.Draw(scene, layer, body, result);
    }

    private static string Verb(Layer layer) => layer.Node.Op switch
    {
        _ when layer.Index == 0 => layer.Kind,
        Conv => "patch × kernel",
        MaxPool => "the largest wins",
        AveragePool or GlobalAveragePool => "the mean",
        Gemm => "inputs × weights",
        Softmax => "share of the whole",
        var op => op.Name,
    };
}
