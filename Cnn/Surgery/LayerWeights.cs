using Cnn.Ops;

namespace Cnn.Surgery;

/// <summary>What the weights of a layer are, be they Variables, Constants or computed from such, and the nodes of changed ones.</summary>
internal static class LayerWeights
{
    /// <summary>The weights of a layer with kernels, and how they lie.</summary>
    /// <exception cref="CnnException">The layer has no kernels, or its weights depend on an input.</exception>
    public static (KernelLayout Layout, Tensor Value) Kernels(Node layer, Weights weights)
    {
        var layout = KernelLayout.Of(layer) ?? throw new CnnException($"'{layer.Name}' is a {layer.Op.Name}; only Conv, ConvTranspose, "
            + "Gemm and the MatMul by a matrix have kernels and channels that can be changed");
        return (layout,
            Value(layer, 1, weights) ?? throw new CnnException($"the kernels of '{layer.Name}' depend on an input of the network"));
    }

    /// <summary>The value of one input of a layer; null where it depends on an input of the network. Do not write to it.</summary>
    public static Tensor? Value(Node layer, int input, Weights weights)
    {
        var from = new Graph(layer.Inputs[input]);
        if (!from.Inputs.IsEmpty)
            return null;
        var values = new Dictionary<Node, Tensor>();
        foreach (var node in from.Nodes)
            values[node] = node.Op switch
            {
                Variable => weights[node.Name],
                Constant constant => constant.Value,
                _ => Evaluated(node, [.. node.Inputs.Select(i => values[i])]),
            };
        return values[from.Outputs[0]];
    }

    /// <summary>A changed weight, named as the one that it stands for.</summary>
    public static Node Changed(Node layer, int input, Tensor value) => new(new Constant(value), layer.Inputs[input].Name);

    private static Tensor Evaluated(Node node, Tensor[] inputs)
    {
        var value = new Tensor(node.Shape, node.Type);
        node.Op.Evaluate(inputs, value);
        return value;
    }
}
