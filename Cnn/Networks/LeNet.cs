namespace Cnn.Networks;

/// <summary>
/// The small digit network: two 5×5 convolutions of 8 and 16 maps, each with ReLU and max pooling, and one fully
/// connected layer. After LeCun et al. 1998, "Gradient-based learning applied to document recognition".
/// </summary>
public static class LeNet
{
    /// <summary>Builds it for pictures [batch, 1, 28, 28].</summary>
    /// <param name="variables">Where the weights are kept; those it already has are used.</param>
    /// <param name="batch">The batch size.</param>
    /// <param name="classes">The number of classes.</param>
    /// <param name="seed">Seeds new weights.</param>
    public static Network Build(VariableSet variables, int batch = 1, int classes = 10, int seed = 1)
    {
        var b = new GraphBuilder(variables, seed);
        var input = b.Input("input", [batch, 1, 28, 28]);
        var x = b.Conv(input, maps: 8, kernel: 5, "conv1", pad: 2);
        x = b.Relu(x, "relu1");
        x = b.MaxPool(x, 2, name: "pool1");
        x = b.Conv(x, maps: 16, kernel: 5, "conv2", pad: 2);
        x = b.Relu(x, "relu2");
        x = b.MaxPool(x, 3, name: "pool2");
        var logits = b.Gemm(b.Flatten(x, "flatten"), classes, "fc");
        return new Network(input, logits, b.Softmax(logits, name: "probabilities"));
    }
}
