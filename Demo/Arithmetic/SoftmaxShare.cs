using Cnn.Ops;

namespace Demo.Arithmetic;

/// <summary>Softmax: e to the score, less the largest so that nothing overflows, as a share of the sum over all classes.</summary>
internal sealed class SoftmaxShare : Terms
{
    private double[] _powers = [];
    private float[] _scores = [];
    private bool _logarithm;

    /// <summary>How many classes.</summary>
    public int Classes { get; private set; }

    /// <summary>The class that is looked at.</summary>
    public int Class { get; private set; }

    /// <summary>The score of each class.</summary>
    public ReadOnlySpan<float> Scores => _scores.AsSpan(0, Classes);

    /// <summary>e to each score less the largest.</summary>
    public ReadOnlySpan<double> Powers => _powers.AsSpan(0, Classes);

    public float Largest { get; private set; }

    /// <summary>The sum of all powers.</summary>
    public double Sum { get; private set; }

    /// <summary>The part of the sum that a class is.</summary>
    public double Share(int index) => _powers[index] / Sum;

    /// <summary>Whether the share's logarithm is handed on.</summary>
    public bool IsLogarithm => _logarithm;

    public override double Result => _logarithm ? Math.Log(Share(Class)) : Share(Class);

    public override bool Take(in Unit unit)
    {
        if (unit.Node.Op is not SoftmaxFamily softmax || unit.Values(unit.Node.Inputs[0]) is not { } input)
            return false;
        var group = softmax.Group(input.Shape);
        var (outer, rest) = Math.DivRem(unit.Index, group.Length * group.Inner);
        (Class, int inner) = Math.DivRem(rest, group.Inner);
        (Classes, _logarithm) = (group.Length, softmax is LogSoftmax);
        if (_scores.Length < Classes)
            (_scores, _powers) = (new float[Classes], new double[Classes]);
        (Largest, Sum) = (float.NegativeInfinity, 0);
        for (int i = 0; i < Classes; i++)
        {
            _scores[i] = input.Floats[(outer * Classes + i) * group.Inner + inner];
            Largest = MathF.Max(Largest, _scores[i]);
        }
        for (int i = 0; i < Classes; i++)
            Sum += _powers[i] = Math.Exp(_scores[i] - (double)Largest);
        return true;
    }
}
