using Cnn.Ops;

namespace Cnn.Networks;

/// <summary>
/// MobileNetV3-Small 1.0: inverted residuals, most of them with squeeze-and-excite and hard swish. After Howard et al.
/// 2019, "Searching for MobileNetV3".
/// </summary>
public static class MobileNetV3Small
{
    // The paper's table 2: kernel, widened channels, output channels, squeeze-and-excite, hard swish, stride.
    private static readonly (int Kernel, int Wide, int Maps, bool Squeezes, bool Swish, int Stride)[] Blocks =
    [
        (3, 16, 16, true, false, 2), (3, 72, 24, false, false, 2), (3, 88, 24, false, false, 1),
        (5, 96, 40, true, true, 2), (5, 240, 40, true, true, 1), (5, 240, 40, true, true, 1),
        (5, 120, 48, true, true, 1), (5, 144, 48, true, true, 1),
        (5, 288, 96, true, true, 2), (5, 576, 96, true, true, 1), (5, 576, 96, true, true, 1),
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
        var x = b.HardSwish(b.ConvNormalized(input, 16, 3, "conv1", stride: 2, epsilon: 1e-3f), "swish1");
        for (int i = 0; i < Blocks.Length; i++)
        {
            var (kernel, wide, maps, squeezes, swish, stride) = Blocks[i];
            string name = $"block{i + 1}";
            var y = wide == x.Shape[1] ? x : Activated(b, x, wide, 1, swish, 1, 1, $"{name}.expand");
            y = Activated(b, y, wide, kernel, swish, stride, wide, $"{name}.depthwise");
            if (squeezes)
                y = b.SqueezeExcite(y, Eighths(wide / 4), z => b.Relu(z), new HardSigmoid(1 / 6f), $"{name}.excite");
            y = b.ConvNormalized(y, maps, 1, $"{name}.project", epsilon: 1e-3f);
            x = y.Shape == x.Shape ? b.Add(x, y, name) : y;
        }
        x = Activated(b, x, 576, 1, true, 1, 1, "conv2");
        x = b.HardSwish(b.Gemm(b.Flatten(b.GlobalAveragePool(x, "pool"), "flatten"), 1024, "fc1"), "swish2");
        var logits = b.Gemm(x, classes, "fc2");
        return new Network(input, logits, b.Softmax(logits, name: "probabilities"));
    }

    private static Node Activated(
        GraphBuilder b, Node x, int maps, int kernel, bool swish, int stride, int group, string name)
    {
        var y = b.ConvNormalized(x, maps, kernel, name, stride, group, epsilon: 1e-3f);
        return swish ? b.HardSwish(y, $"{name}.swish") : b.Relu(y, $"{name}.relu");
    }

    // The nearest multiple of 8, but never less than 90 % of what was asked.
    private static int Eighths(int maps)
    {
        int rounded = Math.Max(8, (maps + 4) / 8 * 8);
        return rounded * 10 < maps * 9 ? rounded + 8 : rounded;
    }
}
