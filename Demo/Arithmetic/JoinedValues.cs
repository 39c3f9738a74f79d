using Cnn;
using Cnn.Ops;

namespace Demo.Arithmetic;

/// <summary>Values of several maps at one place put together: a residual sum, a gate's product, a maximum.</summary>
internal sealed class JoinedValues : Terms
{
    private readonly Tensor _joined = new([1]);
    private Tensor[] _values = [];
    private int[] _met = [];
    private Op? _op;

    /// <summary>How many.</summary>
    public int Count => _values.Length;

    /// <summary>The value that an input has there.</summary>
    public float this[int input] => _values[input].Floats[0];

    /// <summary>Which of the input's values that is.</summary>
    public int Met(int input) => _met[input];

    public override double Result
    {
        get
        {
            _op!.Evaluate(_values, _joined);
            return _joined.Floats[0];
        }
    }

    /// <summary>What stands between them in a formula.</summary>
    public string Sign => _op switch
    {
        Add or Sum => "+",
        Sub => "−",
        Mul => "×",
        Div => "÷",
        _ => ",",
    };

    public override bool Take(in Unit unit)
    {
        var node = unit.Node;
        if (node.Type != DataType.Float32 || node.Op is not (Binary or Variadic))
            return false;
        if (_values.Length != node.Inputs.Length)
        {
            _values = new Tensor[node.Inputs.Length];
            for (int i = 0; i < _values.Length; i++)
                _values[i] = new Tensor([1]);
            _met = new int[_values.Length];
        }
        for (int i = 0; i < _values.Length; i++)
        {
            if (unit.Input(i) is not { Type: DataType.Float32 } input)
                return false;
            _met[i] = unit.Met(input.Shape);
            _values[i].Floats[0] = input.Floats[_met[i]];
        }
        _op = node.Op;
        return true;
    }
}
