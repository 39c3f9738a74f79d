using Cnn;
using Cnn.Ops;

namespace Demo.Arithmetic;

/// <summary>
/// A function of one number: an activation, a clip, scale and shift of BatchNormalization, a sum or product with a fixed number. It is
/// the operator itself, run on single values.
/// </summary>
internal sealed class CurvePoint : Terms
{
    /// <summary>How many points of its curve are computed.</summary>
    public const int Samples = 97;

    private readonly Tensor _one = new([1, 1]), _of = new([1, 1]), _many = new([Samples, 1]), _curve = new([Samples, 1]);
    private readonly Tensor[] _fixed = [new([1]), new([1]), new([1]), new([1]), new([1])];
    private Tensor[] _inputs = [];
    private int _entering;
    private Op? _op;

    /// <summary>The value that enters.</summary>
    public float X { get; private set; }

    public override double Result => Of(X);

    /// <summary>What becomes of 0, and how much more of 1: of a line all there is to say.</summary>
    public (double Shift, double Slope) Line => (Of(0), Of(1) - Of(0));

    /// <summary>The node that enters.</summary>
    public Node Entering { get; private set; } = null!;

    public override bool Take(in Unit unit)
    {
        var node = unit.Node;
        if (node.Type != DataType.Float32 || node.Op is not (Unary or Clip or Binary or BatchNormalization { Training: false }))
            return false;
        _entering = node.Op is Binary && unit.Network.WeightOf(node.Inputs[0]) is not null ? 1 : 0;
        Entering = node.Inputs[_entering];
        if (Entering.Shape != node.Shape || unit.Values(Entering) is not { } values)
            return false;
        if (_inputs.Length != node.Inputs.Length)
            _inputs = new Tensor[node.Inputs.Length];
        for (int i = 0; i < _inputs.Length; i++)
        {
            if (i == _entering)
                continue;
            if (unit.Network.WeightOf(node.Inputs[i]) is not { Type: DataType.Float32 } number)
                return false;
            _inputs[i] = _fixed[i];
            _inputs[i].Floats[0] = number.Floats[node.Op is BatchNormalization ? unit.Channel : unit.Met(number.Shape)];
        }
        (_op, X) = (node.Op, values.Floats[unit.Index]);
        return true;
    }

    /// <summary>What becomes of a value.</summary>
    public double Of(double x)
    {
        _one.Floats[0] = (float)x;
        _inputs[_entering] = _one;
        _op!.Evaluate(_inputs, _of);
        return _of.Floats[0];
    }

    /// <summary>What becomes of <see cref="Samples"/> values from low to high.</summary>
    public ReadOnlySpan<float> Curve(double low, double high)
    {
        for (int i = 0; i < Samples; i++)
            _many.Floats[i] = (float)(low + (high - low) * i / (Samples - 1));
        _inputs[_entering] = _many;
        _op!.Evaluate(_inputs, _curve);
        return _curve.Floats;
    }
}
