using System.Collections.Immutable;
using Cnn;
using Cnn.Networks;
using Cnn.Ops;

namespace Demo.Learning;

/// <summary>A layer that learns, with what follows it up to the next one.</summary>
/// <param name="Name">What people call it: <c>conv1</c>.</param>
/// <param name="Weighted">The convolution or the fully connected layer.</param>
/// <param name="Activation">What its values go through; null for nothing.</param>
/// <param name="Pool">What is kept of them; null for all.</param>
internal sealed record WeightLayer(string Name, Node Weighted, Node? Activation, Node? Pool)
{
    /// <summary>The weights, [maps, channels, height, width] or [units, inputs].</summary>
    public Node Weight => Weighted.Inputs[1];

    public bool IsConvolution => Weighted.Op is Conv;

    /// <summary>What it yields, before pooling.</summary>
    public Node Maps => Activation ?? Weighted;

    /// <summary>The layers of a network that is a chain, from the picture on.</summary>
    public static ImmutableArray<WeightLayer> Of(Network network)
    {
        var layers = ImmutableArray.CreateBuilder<WeightLayer>();
        foreach (var node in network.Graph.Nodes)
            if (node is { Op: Conv or Gemm, Inputs: [_, { Op: Variable }, ..] })
                layers.Add(new WeightLayer(node.Name, node, null, null));
            else if (layers.Count > 0 && node.Op is MaxPool or AveragePool)
                layers[^1] = layers[^1] with { Pool = node };
            else if (layers.Count > 0 && node.Op is Relu or LeakyRelu or Sigmoid or Tanh)
                layers[^1] = layers[^1] with { Activation = node };
        return layers.ToImmutable();
    }
}
