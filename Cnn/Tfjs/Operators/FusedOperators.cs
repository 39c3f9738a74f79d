using Cnn.Ops;

namespace Cnn.Tfjs.Operators;

/// <summary>What TensorFlow's optimiser fused into a convolution or a product: a bias or a normalisation, then an activation.</summary>
internal sealed class FusedOperators
{
    private readonly TfReader _n;
    private readonly string[] _names;
    private readonly float _epsilon;
    private readonly float _slope;
    private int _input;

    public FusedOperators(TfReader n, int firstInput)
    {
        (_n, _input) = (n, firstInput);
        _names = n.Texts("fused_ops");
        // Both stand there even where nothing uses them.
        _epsilon = n.Float("epsilon", 1e-4f);
        _slope = n.Float("leakyrelu_alpha", 0.2f);
    }

    /// <summary>The bias [maps], or null.</summary>
    public Node? Bias(int maps)
    {
        if (_names is not ["BiasAdd", ..])
            return null;
        var bias = _n.Value(_input++);
        return bias.Shape.Count == maps
            ? _n.Plain(_n.Reshaped(bias, [maps]))
            : throw _n.Error($"the bias must have {maps} elements; it has shape {bias.Shape}");
    }

    /// <summary>The value after all that is no bias.</summary>
    public Value Apply(Value value)
    {
        foreach (string name in _names)
            value = name switch
            {
                "BiasAdd" => value,
                "FusedBatchNorm" => Normalised(value),
                "Relu" => Unary("Relu", new Relu(), value),
                "Relu6" => ElementwiseRows.Clipped(_n, "Relu6", value, 0, 6),
                "Elu" => Unary("Elu", new Elu(), value),
                "Sigmoid" => Unary("Sigmoid", new Sigmoid(), value),
                "Tanh" => Unary("Tanh", new Tanh(), value),
                "LeakyRelu" => Unary("LeakyRelu", new LeakyRelu(_slope), value),
                "Prelu" => Prelu(value),
                _ => throw _n.Error($"the fused operator '{Printable.Of(name)}' is not supported"),
            };
        return value;
    }

    private Value Unary(string suffix, Op op, Value value) => new(_n.Helper(suffix, op, value.Node), value.Order);

    private Value Prelu(Value value)
    {
        var (nodes, order) = Broadcasting.Of(_n, value, _n.Value(_input++));
        return new Value(_n.Helper("Prelu", new PRelu(), nodes), order);
    }

    private Value Normalised(Value value)
    {
        Node Next() => _n.Plain(_n.Value(_input++));
        return new Value(_n.Helper("FusedBatchNorm", new BatchNormalization(_epsilon), value.Node, Next(), Next(), Next(), Next()),
            value.Order);
    }
}
