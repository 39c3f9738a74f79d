using Cnn;
using Demo.Ui;

namespace Demo.Views.Filters;

/// <summary>The sum of the products in words: by colour and map, plus the bias, through the activation.</summary>
internal sealed class SumLines(LabState lab)
{
    private const float Highest = 22;

    private readonly float[] _patch = new float[49];
    private readonly double[] _others = new double[2 * 49];
    private FilterKernel? _scaled;
    private string _scale = "";

    /// <summary>The kernel's scale, also where it is 1.</summary>
    public string ScaleText(FilterKernel kernel)
    {
        if (!ReferenceEquals(_scaled, kernel))
            (_scaled, _scale) = (kernel, kernel.ScaleText is { Length: > 0 } text ? text : "× 1");
        return _scale;
    }

    /// <summary>Draws the lines one below the other.</summary>
    public void Draw(
        Scene scene, in Rect room, Explained filter, Tensor input, in FilterSum sum, ReadOnlySpan<double> products, KernelEditor editor,
        bool wide)
    {
        var (list, kernel) = (scene.List, filter.Kernel);
        bool two = kernel.Maps == 2, follows = filter.CurveFollows;
        int lines = (filter.HasColours ? 1 : 0) + (two ? 1 : 0) + (wide ? 1 : 2) + (follows ? 1 : 0);
        float height = Math.Min(Highest, room.Height / lines);
        var rest = room;
        if (filter.HasColours)
            ByColour(scene, rest.Top(height, out rest), filter, input, products);
        if (two)
            list.Text(rest.Top(height, out rest), TextStyle.Value.Cut, $"a {sum.Sum:0.000}, b {sum.Second:0.000}");
        var line = rest.Top(height, out rest);
        double total = two ? sum.Result - sum.Bias : sum.Sum;
        string name = two ? "√(a² + b²) " : "sum ";
        var style = TextStyle.Value;
        list.Text(Word(scene, ref line, name), TextStyle.Label, name);
        list.Text(wide ? Number(scene, ref line, total) : line, style.Strong, $"{total:0.000}");
        if (!wide)
            line = rest.Top(height, out rest);
        list.Text(Word(scene, ref line, "+ bias "), TextStyle.Label, "+ bias ");
        Span<char> digits = stackalloc char[32];
        var bias = digits[..Digits(digits, kernel.Bias)];
        var place = line.Left(Math.Max(22, scene.Fonts.Measure(bias, Theme.Label) + 8), out line, 6);
        NumberBox.Draw(scene, place with { Y = place.CentreY - 8, Height = Math.Min(16, place.Height) }, KernelEditor.Bias, bias, editor,
            "What is added at the end: drag it up or down, or click and type.");
        list.Text(Word(scene, ref line, "= "), TextStyle.Label, "= ");
        list.Text(line, style.Strong.Cut, $"{sum.Result:0.000}");
        if (follows)
            list.Text(rest.Top(height, out _), TextStyle.Value.In(Theme.Accent).Cut,
                $"{filter.Curve!.Title} → {filter.Curve.Of(sum.Result):0.000}");
    }

    private void ByColour(Scene scene, in Rect line, Explained filter, Tensor input, ReadOnlySpan<double> products)
    {
        Span<double> sums = stackalloc double[3];
        var (x, y) = lab.Slide.In(filter.Columns, filter.Rows);
        int plane = filter.Kernel.Plane;
        for (int c = 0; c < 3; c++)
            if (!filter.SumsColours)
                sums[c] = LabArithmetic.Of(filter.Stage, filter.Kernel, input, c, x, y, _patch, _others).Result;
            else
                foreach (double product in products.Slice(c * plane, plane))
                    sums[c] += product;
        if (filter.SumsColours)
            scene.List.Text(line, TextStyle.Label.Cut, $"R {sums[0]:0.00} + G {sums[1]:0.00} + B {sums[2]:0.00}");
        else
            scene.List.Text(line, TextStyle.Label.Cut, $"R {sums[0]:0.00} · G {sums[1]:0.00} · B {sums[2]:0.00}");
        scene.List.Hot(line, HotKind.Tip, filter.SumsColours
            ? "What each colour adds to the sum." : "What the kernel finds in each colour; the three stay apart.");
    }

    private static Rect Word(Scene scene, ref Rect line, string word) =>
        line.Left(scene.Fonts.Measure(word, Theme.Label) + 2, out line);

    private static Rect Number(Scene scene, ref Rect line, double value)
    {
        Span<char> digits = stackalloc char[32];
        value.TryFormat(digits, out int length, "0.000");
        return line.Left(scene.Fonts.Measure(digits[..length], Theme.Label, bold: true) + 8, out line);
    }

    private static int Digits(Span<char> digits, float value)
    {
        value.TryFormat(digits, out int length, "0.###");
        if (digits[0] == '-')
            digits[0] = '−';
        return length;
    }
}
