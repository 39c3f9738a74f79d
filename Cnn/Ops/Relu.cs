using System.Collections.Immutable;

namespace Cnn.Ops;

/// <summary>max(0, x) for each element. <see href="https://onnx.ai/onnx/operators/onnx__Relu.html"/></summary>
public sealed record Relu : Op
{
    /// <inheritdoc/>
    public override TensorInfo Infer(ReadOnlySpan<TensorInfo> inputs) => inputs[0] with { Value = null };

    /// <inheritdoc/>
    public override void Evaluate(ReadOnlySpan<Tensor> inputs, Tensor output)
    {
        var x = inputs[0].Floats;
        var y = output.Floats;
        for (int i = 0; i < y.Length; i++)
            y[i] = x[i] > 0 || float.IsNaN(x[i]) ? x[i] : 0;
    }
}
