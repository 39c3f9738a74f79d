using Cnn.Ops;
using Demo.Ui;

namespace Demo.Overlays;

/// <summary>A fully connected unit: the weighted sum of all inputs, and the inputs that count most.</summary>
internal sealed class GemmArithmetic
{
    private const int Shown = 5;

    private readonly (int Input, double Product)[] _largest = new (int, double)[Shown];

    /// <summary>False if the layer is not fully connected.</summary>
    public bool Draw(Scene scene, Layer layer, in Rect body, float result)
    {
        var node = layer.Node;
        if (node.Op is not Gemm gemm || gemm.TransA || scene.Read(node.Inputs[0]) is not { } input
            || scene.Network.WeightOf(node.Inputs[1]) is not { } weight)
            return false;
        int unit = scene.State.Channel, inputs = input.Shape[1], outputs = node.Shape[1];
        double sum = 0;
        Array.Clear(_largest);
        for (int i = 0; i < inputs; i++)
        {
            double product = (double)gemm.Alpha * input.Floats[i] * weight.Floats[gemm.TransB ? unit * inputs + i : i * outputs + unit];
            sum += product;
            Insert(i, product);
        }
        var rest = body;
        scene.List.Text(rest.Top(Theme.Row, out rest), TextStyle.Body.Cut, $"sum of {inputs} products {sum:0.000}");
        var total = rest.Top(Theme.Row, out rest, 2);
        scene.List.Text(total, TextStyle.Body.In(Theme.Accent).Cut, $"+ bias {result - sum:0.000} = {result:0.000}");
        if (rest.Height < 2 * Theme.Row)
            return true;
        scene.List.Text(rest.Top(18, out rest), TextStyle.Label, "what counts most");
        int rows = Math.Min(Shown, (int)(rest.Height / 18));
        for (int k = 0; k < rows && _largest[k].Product != 0; k++)
        {
            var (index, product) = _largest[k];
            var row = rest.Top(18, out rest);
            scene.List.Text(row.Left(68, out row), TextStyle.Label.Cut, $"input {index}");
            scene.List.Text(row.RightSlice(50, out row), TextStyle.Value.Right, $"{product:0.00}");
            float width = (float)(Math.Abs(product) / Math.Abs(_largest[0].Product)) * Math.Max(0, row.Width - 8);
            scene.List.Box(new Rect(row.X, row.CentreY - 4, width, 8), product < 0 ? Theme.Negative : Theme.Positive, 2);
        }
        return true;
    }

    private void Insert(int input, double product)
    {
        int place = Shown;
        while (place > 0 && Math.Abs(product) > Math.Abs(_largest[place - 1].Product))
            place--;
        if (place == Shown)
            return;
        Array.Copy(_largest, place, _largest, place + 1, Shown - 1 - place);
        _largest[place] = (input, product);
    }
}
