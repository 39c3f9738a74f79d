namespace Cnn.Networks;

/// <summary>
/// SqueezeNet 1.1: fire modules squeeze the channels with 1×1 kernels before 3×3 ones see them. After Iandola et al. 2016,
/// "SqueezeNet: AlexNet-level accuracy with 50x fewer parameters", version 1.1 of its authors.
/// </summary>
public static class SqueezeNet
{
    /// <summary>Builds it for pictures [batch, 3, height, width].</summary>
    /// <param name="variables">Where the weights are kept; those it already has are used.</param>
    /// <param name="height">Rows of a picture, at least 17.</param>
    /// <param name="width">Columns of a picture, at least 17.</param>
    /// <param name="batch">The batch size.</param>
    /// <param name="classes">The number of classes.</param>
    /// <param name="seed">Seeds new weights.</param>
    public static Network Build(
        VariableSet variables, int height = 224, int width = 224, int batch = 1, int classes = 1000, int seed = 1)
    {
        var b = new GraphBuilder(variables, seed);
        var input = b.Input("input", [batch, 3, height, width]);
        var x = b.Relu(b.Conv(input, maps: 64, kernel: 3, "conv1", stride: 2), "relu1");
        x = b.MaxPool(x, 3, stride: 2, ceil: true, name: "pool1");
        x = Fire(b, x, 16, 64, "fire2");
        x = Fire(b, x, 16, 64, "fire3");
        x = b.MaxPool(x, 3, stride: 2, ceil: true, name: "pool3");
        x = Fire(b, x, 32, 128, "fire4");
        x = Fire(b, x, 32, 128, "fire5");
        x = b.MaxPool(x, 3, stride: 2, ceil: true, name: "pool5");
        x = Fire(b, x, 48, 192, "fire6");
        x = Fire(b, x, 48, 192, "fire7");
        x = Fire(b, x, 64, 256, "fire8");
        x = Fire(b, x, 64, 256, "fire9");
        x = b.Relu(b.Conv(x, classes, kernel: 1, "conv10"), "relu10");
        var logits = b.Flatten(b.GlobalAveragePool(x, "pool10"), "logits");
        return new Network(input, logits, b.Softmax(logits, name: "probabilities"));
    }

    private static Node Fire(GraphBuilder b, Node x, int squeezed, int expanded, string name)
    {
        x = b.Relu(b.Conv(x, squeezed, kernel: 1, $"{name}.squeeze"), $"{name}.squeeze.relu");
        var narrow = b.Relu(b.Conv(x, expanded, kernel: 1, $"{name}.expand1"), $"{name}.expand1.relu");
        var wide = b.Relu(b.Conv(x, expanded, kernel: 3, $"{name}.expand3", pad: 1), $"{name}.expand3.relu");
        return b.Concat([narrow, wide], name);
    }
}
