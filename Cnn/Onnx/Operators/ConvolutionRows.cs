using Cnn.Ops;

namespace Cnn.Onnx.Operators;

/// <summary>Convolutions and pools: what slides a window.</summary>
internal static class ConvolutionRows
{
    public static readonly OnnxOperator[] All =
    [
    ];
}
