using Cnn.Ops;

namespace Cnn.Onnx.Operators;

/// <summary>Operators that compute each element from the same element of their inputs.</summary>
internal static class ElementwiseRows
{
    public static readonly OnnxOperator[] All =
    [
        OnnxOperator.Plain("Relu", 1, new Relu(), 1),
    ];
}
