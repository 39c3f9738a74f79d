namespace Cnn.Networks;

/// <summary>
/// MobileNetV2 1.0: inverted residuals widen the channels by a 1×1 convolution, filter each by a depthwise 3×3 one and
/// narrow them again. After Sandler et al. 2018, "MobileNetV2: Inverted residuals and linear bottlenecks".
/// </summary>
public static class MobileNetV2
{
    // The paper's table 2: widening, output channels, how many blocks, stride of the first.
    private static readonly (int Widening, int Maps, int Count, int Stride)[] Stages =
        [(1, 16, 1, 1), (6, 24, 2, 2), (6, 32, 3, 2), (6, 64, 4, 2), (6, 96, 3, 1), (6, 160, 3, 2), (6, 320, 1, 1)];

    /// <summary>Builds it for pictures [batch, 3, height, width].</summary>
    /// <param name="variables">Where the weights are kept; those it already has are used.</param>
    /// <param name="height">Rows of a picture.</param>
    /// <param name="width">Columns of a picture.</param>
    /// <param name="batch">The batch size.</param>
    /// <param name="classes">The number of classes.</param>
    /// <param name="seed">Seeds new weights.</param>
    public static Network Build(
        VariableSet variables, int height = 224, int width = 224, int batch = 1, int classes = 1000, int seed = 1)
    {
        var b = new GraphBuilder(variables, seed);
        var input = b.Input("input", [batch, 3, height, width]);
        var x = Activated(b, input, 32, 3, "conv1", stride: 2);
        int number = 0;
        foreach (var (widening, maps, count, stride) in Stages)
            for (int i = 0; i < count; i++)
                x = Block(b, x, widening, maps, i == 0 ? stride : 1, $"block{++number}");
        x = Activated(b, x, 1280, 1, "conv2");
        var logits = b.Gemm(b.Flatten(b.GlobalAveragePool(x, "pool"), "flatten"), classes, "fc");
        return new Network(input, logits, b.Softmax(logits, name: "probabilities"));
    }

    private static Node Block(GraphBuilder b, Node x, int widening, int maps, int stride, string name)
    {
        int wide = x.Shape[1] * widening;
        var y = widening == 1 ? x : Activated(b, x, wide, 1, $"{name}.expand");
        y = Activated(b, y, wide, 3, $"{name}.depthwise", stride, group: wide);
        y = b.ConvNormalized(y, maps, 1, $"{name}.project");
        return y.Shape == x.Shape ? b.Add(x, y, name) : y;
    }

    private static Node Activated(GraphBuilder b, Node x, int maps, int kernel, string name, int stride = 1, int group = 1) =>
        b.Relu6(b.ConvNormalized(x, maps, kernel, name, stride, group), $"{name}.relu6");
}
