using Demo.Arithmetic;
using Demo.Ui;

namespace Demo.Overlays.LayerLessons;

/// <summary>Of a sum of single numbers times their weights those that count most, as tables of values, weights and products.</summary>
internal sealed class WeightedTerms
{
    private const int Most = 36;
    private const float Cell = 22;

    private readonly LargestTerms _largest = new(Most);
    private readonly float[] _values = new float[Most], _weights = new float[Most];
    private readonly double[] _products = new double[Most];

    /// <summary>How many are shown.</summary>
    public int Shown { get; private set; }

    /// <summary>Their sum.</summary>
    public double Part { get; private set; }

    public Span<float> Values => _values.AsSpan(0, Shown);

    public Span<float> Weights => _weights.AsSpan(0, Shown);

    public Span<double> Products => _products.AsSpan(0, Shown);

    /// <summary>Chooses as many as a picture of this width has cells for; who asks fills in values and weights.</summary>
    public ReadOnlySpan<int> Choose(ReadOnlySpan<double> products, float width)
    {
        int side = Math.Clamp((int)(width / Cell), 3, 6);
        var chosen = _largest.Of(products, side * side);
        (Shown, Part) = (chosen.Length, 0);
        for (int i = 0; i < Shown; i++)
            Part += _products[i] = products[chosen[i]];
        return chosen;
    }

    /// <summary>Draws the three tables.</summary>
    public void Draw(ref Board board, Scene scene, in Rect values, ColourMap colours)
    {
        int columns = (int)Math.Ceiling(Math.Sqrt(Shown));
        board.Table<float>(values, Values, columns, colours, "The values that count most, up or down.");
        var weights = board.Next("×", out var caption);
        scene.List.Text(caption, TextStyle.Label, "weights");
        board.Table<float>(weights, Weights, columns, ColourMap.Diverging, "The weight of each of them.");
        var products = board.Next("=", out caption);
        scene.List.Text(caption, TextStyle.Label, "products");
        board.Table<double>(products, Products, columns, ColourMap.Diverging, "Each value times its weight.");
    }
}
