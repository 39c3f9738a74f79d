using Cnn.Ops;

namespace Cnn.Networks;

/// <summary>
/// EfficientNet-B0: inverted residuals with squeeze-and-excite and SiLU. After Tan and Le 2019, "EfficientNet: Rethinking
/// model scaling for convolutional neural networks".
/// </summary>
public static class EfficientNetB0
{
    // The paper's table 1: widening, kernel, stride of the first, output channels, how many blocks.
    private static readonly (int Widening, int Kernel, int Stride, int Maps, int Count)[] Stages =
    [
        (1, 3, 1, 16, 1), (6, 3, 2, 24, 2), (6, 5, 2, 40, 2), (6, 3, 2, 80, 3),
        (6, 5, 1, 112, 3), (6, 5, 2, 192, 4), (6, 3, 1, 320, 1),
    ];

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
        var x = b.Silu(b.ConvNormalized(input, 32, 3, "conv1", stride: 2), "silu1");
        int number = 0;
        foreach (var (widening, kernel, stride, maps, count) in Stages)
            for (int i = 0; i < count; i++)
                x = Block(b, x, widening, kernel, i == 0 ? stride : 1, maps, $"block{++number}");
        x = b.Silu(b.ConvNormalized(x, 1280, 1, "conv2"), "silu2");
        var logits = b.Gemm(b.Flatten(b.GlobalAveragePool(x, "pool"), "flatten"), classes, "fc");
        return new Network(input, logits, b.Softmax(logits, name: "probabilities"));
    }

    private static Node Block(GraphBuilder b, Node x, int widening, int kernel, int stride, int maps, string name)
    {
        int wide = x.Shape[1] * widening;
        var y = widening == 1 ? x : b.Silu(b.ConvNormalized(x, wide, 1, $"{name}.expand"), $"{name}.expand.silu");
        y = b.Silu(b.ConvNormalized(y, wide, kernel, $"{name}.depthwise", stride, wide), $"{name}.depthwise.silu");
        // What is squeezed is a quarter of what the block was given, not of what it widened that to.
        y = b.SqueezeExcite(y, x.Shape[1] / 4, z => b.Silu(z), new Sigmoid(), $"{name}.excite");
        y = b.ConvNormalized(y, maps, 1, $"{name}.project");
        return y.Shape == x.Shape ? b.Add(x, y, name) : y;
    }
}
