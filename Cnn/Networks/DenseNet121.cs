namespace Cnn.Networks;

/// <summary>
/// DenseNet-121: every layer sees the maps of all layers before it in its block. After Huang et al. 2016, "Densely
/// connected convolutional networks".
/// </summary>
public static class DenseNet121
{
    private const int Growth = 32;

    /// <summary>Builds it for pictures [batch, 3, height, width], both at least 29.</summary>
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
        var x = b.Relu(b.ConvNormalized(input, 2 * Growth, 7, "conv1", stride: 2), "relu1");
        x = b.MaxPool(x, 3, stride: 2, pad: 1, name: "pool1");
        int[] layers = [6, 12, 24, 16];
        for (int block = 0; block < layers.Length; block++)
        {
            if (block > 0)
                x = b.AveragePool(Layer(b, x, x.Shape[1] / 2, 1, $"transition{block}"), 2, name: $"transition{block}.pool");
            for (int i = 0; i < layers[block]; i++)
            {
                string name = $"block{block + 1}.layer{i + 1}";
                var y = Layer(b, x, 4 * Growth, 1, $"{name}.bottleneck");
                x = b.Concat([x, Layer(b, y, Growth, 3, $"{name}.grow")], name);
            }
        }
        x = b.Relu(b.BatchNormalization(x, "norm5"), "relu5");
        var logits = b.Gemm(b.Flatten(b.GlobalAveragePool(x, "pool"), "flatten"), classes, "fc");
        return new Network(input, logits, b.Softmax(logits, name: "probabilities"));
    }

    // Normalisation and activation come before the convolution here.
    private static Node Layer(GraphBuilder b, Node x, int maps, int kernel, string name) => b.Conv(
        b.Relu(b.BatchNormalization(x, $"{name}.norm"), $"{name}.relu"), maps, kernel, name, pad: kernel / 2, bias: false);
}
