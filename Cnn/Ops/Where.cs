using System.Collections.Immutable;

namespace Cnn.Ops;

/// <summary>
/// The second input where the first (Bool) holds, else the third; all three broadcast.
/// <see href="https://onnx.ai/onnx/operators/onnx__Where.html"/>
/// </summary>
public sealed record Where : Op
{
    /// <inheritdoc/>
    public override TensorInfo Infer(ReadOnlySpan<TensorInfo> inputs)
    {
        Require.Inputs(inputs, 3, 3);
        Require.Bool(inputs[..1]);
        Require.SameTypes(inputs[1..]);
        var values = Broadcast.Shapes(inputs[1].Shape, inputs[2].Shape);
        return new(Broadcast.Shapes(inputs[0].Shape, values), inputs[1].Type);
    }

    /// <inheritdoc/>
    public override void Evaluate(ReadOnlySpan<Tensor> inputs, Tensor output)
    {
        switch (Tensor.SizeOf(output.Type))
        {
            case 8: Choose<long>(inputs, output); break;
            case 4: Choose<int>(inputs, output); break;
            default: Choose<byte>(inputs, output); break;
        }
    }

    private static void Choose<T>(ReadOnlySpan<Tensor> inputs, Tensor output) where T : unmanaged
    {
        var condition = inputs[0].Span<bool>();
        var a = Elements.Of<T>(inputs[1]);
        var b = Elements.Of<T>(inputs[2]);
        var y = Elements.Of<T>(output);
        var shape = output.Shape;
        var walk = new Walk(shape, Broadcast.Strides(inputs[0].Shape, shape),
            Broadcast.Strides(inputs[1].Shape, shape), Broadcast.Strides(inputs[2].Shape, shape));
        int row = 0;
        while (walk.Next())
        {
            for (int i = 0; i < walk.Length; i++)
                y[row + i] = condition[walk.A + i * walk.StepA] ? a[walk.B + i * walk.StepB] : b[walk.C + i * walk.StepC];
            row += walk.Length;
        }
    }

    /// <inheritdoc/>
    public override ImmutableArray<Node?> Gradient(Node node, Node outputGradient)
    {
        var (condition, a, b) = (node.Inputs[0], node.Inputs[1], node.Inputs[2]);
        var zero = outputGradient * 0;
        return
        [
            null,
            Broadcast.SumTo(Nodes.Where(condition, outputGradient, zero), a.Shape),
            Broadcast.SumTo(Nodes.Where(condition, zero, outputGradient), b.Shape),
        ];
    }
}
