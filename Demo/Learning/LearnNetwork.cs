using Cnn;
using Cnn.Networks;
using Cnn.Ops;

namespace Demo.Learning;

/// <summary>The network that learns in the window: two convolutions of few maps, so that all of it can be watched.</summary>
internal static class LearnNetwork
{
    /// <summary>Builds it for pictures [batch, channels, height, width], values 0…1; rows and columns at least 4.</summary>
    public static Network Build(
        VariableSet variables, RunSettings settings, int batch, (int Channels, int Height, int Width) size, int classes)
    {
        var b = new GraphBuilder(variables, 1);
        var input = b.Input("input", [batch, size.Channels, size.Height, size.Width]);
        var x = b.Conv(input, 8, 5, "conv1", pad: 2);
        x = Pool(Act(x, "act1"), "pool1");
        x = b.Conv(x, 16, 5, "conv2", pad: 2);
        x = Pool(Act(x, "act2"), "pool2");
        var logits = b.Gemm(b.Flatten(x, "flatten"), classes, "fc");
        return new Network(input, logits, b.Softmax(logits, name: "probabilities"));

        Node Act(Node y, string name) => new(settings.Activation switch
        {
            Curve.Relu => new Relu(),
            Curve.LeakyRelu => new LeakyRelu(0.1f),
            Curve.Sigmoid => new Sigmoid(),
            _ => new Tanh(),
        }, [y], name);

        Node Pool(Node y, string name) => settings.Pool == Pooling.Max ? b.MaxPool(y, 2, name: name) : b.AveragePool(y, 2, name: name);
    }
}
