using Cnn.Ops;

namespace Cnn.Networks;

/// <summary>
/// ShuffleNet V2 1.0×: a unit lets half of the channels pass, filters the other half and shuffles both. After Ma et al.
/// 2018, "ShuffleNet V2: Practical guidelines for efficient CNN architecture design".
/// </summary>
public static class ShuffleNetV2
{
    // The paper's table 5: output channels and units of each stage.
    private static readonly (int Maps, int Count)[] Stages = [(116, 4), (232, 8), (464, 4)];

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
        var x = b.Relu(b.ConvNormalized(input, 24, 3, "conv1", stride: 2), "relu1");
        x = b.MaxPool(x, 3, stride: 2, pad: 1, name: "pool1");
        for (int stage = 0; stage < Stages.Length; stage++)
            for (int i = 0; i < Stages[stage].Count; i++)
            {
                string name = $"stage{stage + 2}.unit{i + 1}";
                x = i == 0 ? Halving(b, x, Stages[stage].Maps, name) : Unit(b, x, name);
            }
        x = b.Relu(b.ConvNormalized(x, 1024, 1, "conv5"), "relu5");
        var logits = b.Gemm(b.Flatten(b.GlobalAveragePool(x, "pool"), "flatten"), classes, "fc");
        return new Network(input, logits, b.Softmax(logits, name: "probabilities"));
    }

    private static Node Unit(GraphBuilder b, Node x, string name)
    {
        var halves = Split.EqualSizes(x.Shape[1], 2);
        var kept = new Node(new Split(1, halves, 0), [x], $"{name}.kept");
        var changed = new Node(new Split(1, halves, 1), [x], $"{name}.changed");
        return Shuffle(b.Concat([kept, Branch(b, changed, halves[1], 1, name)], $"{name}.concat"), name);
    }

    // Halves height and width: both branches see all channels.
    private static Node Halving(GraphBuilder b, Node x, int maps, string name)
    {
        var shortcut = b.ConvNormalized(x, x.Shape[1], 3, $"{name}.shortcut.depthwise", 2, group: x.Shape[1]);
        shortcut = b.Relu(b.ConvNormalized(shortcut, maps / 2, 1, $"{name}.shortcut"), $"{name}.shortcut.relu");
        return Shuffle(b.Concat([shortcut, Branch(b, x, maps / 2, 2, name)], $"{name}.concat"), name);
    }

    private static Node Branch(GraphBuilder b, Node x, int maps, int stride, string name)
    {
        var y = b.Relu(b.ConvNormalized(x, maps, 1, $"{name}.conv1"), $"{name}.relu1");
        y = b.ConvNormalized(y, maps, 3, $"{name}.depthwise", stride, group: maps);
        return b.Relu(b.ConvNormalized(y, maps, 1, $"{name}.conv2"), $"{name}.relu2");
    }

    // Channels 0 1 2 3 4 5 become 0 3 1 4 2 5.
    private static Node Shuffle(Node x, string name)
    {
        var (maps, height, width) = (x.Shape[1], x.Shape[2], x.Shape[3]);
        var y = new Node(new Reshape([0, 2, maps / 2, height, width]), [x], $"{name}.apart");
        y = new Node(new Transpose([0, 2, 1, 3, 4]), [y], $"{name}.shuffle");
        return new Node(new Reshape([0, maps, height, width]), [y], name);
    }
}
