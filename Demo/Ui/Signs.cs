using Cnn;
using Cnn.Ops;

namespace Demo.Ui;

/// <summary>
/// The one rule for colours: whether values can be below zero. Those that can are diverging, those that cannot are sequential, the
/// same in tile, patch and zoom.
/// </summary>
internal static class Signs
{
    // Operators are looked through so far; beyond, values count as signed.
    private const int Depth = 32;

    /// <summary>Whether a value can be below zero, as far as the operators say.</summary>
    public static bool CanBeNegative(Node node) => !NeverNegative(node, Depth);

    private static bool NeverNegative(Node node, int depth)
    {
        if (node.Type is DataType.Bool or DataType.UInt8)
            return true;
        if (depth == 0)
            return false;
        var inputs = node.Inputs;
        return node.Op switch
        {
            Relu or ThresholdedRelu or Sigmoid or HardSigmoid or Softplus or Softmax or Exp or Abs or Sqrt => true,
            ArgMax or Relation or Not or ReduceL1 or ReduceL2 or ReduceSumSquare => true,
            Clip { HasMin: true } when inputs[1].Op is Constant { Value: { Type: DataType.Float32, Count: 1 } low } => low.Floats[0] >= 0,
            // Of these no value is below the smallest that they read.
            MaxPool or AveragePool or GlobalAveragePool or GlobalMaxPool or Flatten or Reshape or Identity or Cast or Squeeze
                or Cnn.Ops.Transpose or Slice or Split or Gather or Expand or Tile or DepthToSpace or Clip or LRN
                or ReduceMean or ReduceMax or ReduceMin or ReduceSum or ReduceProd => NeverNegative(inputs[0], depth - 1),
            Add or Mul or Div or Concat or Sum or Mean or Min => inputs.All(input => NeverNegative(input, depth - 1)),
            Max => inputs.Any(input => NeverNegative(input, depth - 1)),
            Constant { Value: { Type: DataType.Float32, Count: <= 4096 } value } =>
                value.Floats.IndexOfAnyInRange(float.NegativeInfinity, -float.Epsilon) < 0,
            _ => false,
        };
    }
}
