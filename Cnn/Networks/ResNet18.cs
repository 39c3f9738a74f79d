namespace Cnn.Networks;

/// <summary>
/// ResNet-18: four stages of two basic blocks, each added to what it was given. After He et al. 2015, "Deep residual
/// learning for image recognition".
/// </summary>
public static class ResNet18
{
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
        var x = b.Relu(b.ConvNormalized(input, 64, 7, "conv1", stride: 2), "relu1");
        x = b.MaxPool(x, 3, stride: 2, pad: 1, name: "pool1");
        int[] maps = [64, 128, 256, 512];
        for (int stage = 0; stage < maps.Length; stage++)
        {
            x = Block(b, x, maps[stage], stride: stage == 0 ? 1 : 2, $"stage{stage + 1}.block1");
            x = Block(b, x, maps[stage], stride: 1, $"stage{stage + 1}.block2");
        }
        var logits = b.Gemm(b.Flatten(b.GlobalAveragePool(x, "pool"), "flatten"), classes, "fc");
        return new Network(input, logits, b.Softmax(logits, name: "probabilities"));
    }

    private static Node Block(GraphBuilder b, Node x, int maps, int stride, string name)
    {
        var y = b.Relu(b.ConvNormalized(x, maps, 3, $"{name}.conv1", stride), $"{name}.relu1");
        y = b.ConvNormalized(y, maps, 3, $"{name}.conv2");
        // Where the shape changes, a 1×1 convolution brings what is added to the same shape.
        var shortcut = y.Shape == x.Shape ? x : b.ConvNormalized(x, maps, 1, $"{name}.shortcut", stride);
        return b.Relu(b.Add(y, shortcut, $"{name}.add"), name);
    }
}
