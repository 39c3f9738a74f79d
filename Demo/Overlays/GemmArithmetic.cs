using Demo.Arithmetic;
using Demo.Ui;

namespace Demo.Overlays;

/// <summary>A fully connected unit: the weighted sum of all inputs, and the inputs that count most.</summary>
internal sealed class GemmArithmetic
{
    private const int Shown = 5;

    private readonly DenseSum _sum = new();
    private readonly LargestTerms _largest = new(Shown);

    /// <summary>False if the layer is not fully connected.</summary>
    public bool Draw(Scene scene, in Unit unit, in Rect body, float result)
    {
        if (!_sum.Take(unit))
            return false;
        var rest = body;
        scene.List.Text(rest.Top(Theme.Row, out rest), TextStyle.Body.Cut, $"sum of {_sum.All.Length} products {_sum.Sum:0.000}");
        var total = rest.Top(Theme.Row, out rest, 2);
        scene.List.Text(total, TextStyle.Body.In(Theme.Accent).Cut, $"+ bias {_sum.Bias:0.000} = {result:0.000}");
        if (rest.Height < 2 * Theme.Row)
            return true;
        scene.List.Text(rest.Top(18, out rest), TextStyle.Label, "what counts most");
        var largest = _largest.Of(_sum.All, Shown);
        int rows = Math.Min(largest.Length, (int)(rest.Height / 18));
        for (int k = 0; k < rows && _sum.All[largest[k]] != 0; k++)
        {
            double product = _sum.All[largest[k]];
            var row = rest.Top(18, out rest);
            scene.List.Text(row.Left(68, out row), TextStyle.Label.Cut, $"input {largest[k]}");
            scene.List.Text(row.RightSlice(50, out row), TextStyle.Value.Right, $"{product:0.00}");
            float width = (float)(Math.Abs(product) / Math.Abs(_sum.All[largest[0]])) * Math.Max(0, row.Width - 8);
            scene.List.Box(new Rect(row.X, row.CentreY - 4, width, 8), product < 0 ? Theme.Negative : Theme.Positive, 2);
        }
        return true;
    }
}
