using System.Collections.Immutable;
using Cnn.Ops;

namespace Cnn.Surgery;

/// <summary>
/// Silences an output channel: its values are 0, those of its BatchNormalization, activations and pools too. All shapes stay, so nothing
/// becomes faster: kernel, bias, and what normalisation adds become 0. Where an activation makes something else of 0, as Sigmoid does, a
/// product with 0 and 1 follows it. A layer that then reads the channel together with others, or convolves it, still adds its own bias.
/// </summary>
/// <param name="Layer">A layer with kernels (<see cref="KernelLayout"/>).</param>
/// <param name="Channel">The output channel, 0 … M − 1.</param>
public sealed record PruneChannel(Node Layer, int Channel) : Cut(Layer)
{
    private protected override (Graph Graph, IReadOnlyDictionary<Node, Node> Map) Apply(Graph graph, Weights weights)
    {
        var (layout, _) = LayerWeights.Kernels(Layer, weights);
        layout.RequireMap(Channel);
        int axis = layout.OutputAxis;
        var silent = new HashSet<Node> { Layer };
        return GraphRewriter.Rewrite(graph, (node, inputs) =>
        {
            if (node == Layer)
                return Silenced(node, inputs, axis, Enumerable.Range(1, inputs.Length - 1), weights);
            if (node.Inputs.IsEmpty || !Follows(node, axis, silent))
                return null;
            silent.Add(node);
            if (node.Op is BatchNormalization { Training: false })
                return Silenced(node, inputs, axis, [1, 2], weights);
            return KeepsZero(node, weights) ? null : Masked(new Node(node.Op, inputs.AsSpan(), node.Name), axis);
        });
    }

    // Kernels of the channel, or its numbers in vectors [M] and rows of such, set to 0; what depends on an input of the network, or is
    // added to all channels alike, is masked behind.
    private Node Silenced(Node node, ImmutableArray<Node> inputs, int axis, IEnumerable<int> changed, Weights weights)
    {
        bool known = true;
        foreach (int input in changed)
        {
            if (LayerWeights.Value(node, input, weights)?.Clone() is not { } value)
            {
                known = false;
                continue;
            }
            if (node == Layer && input == 1)
            {
                var layout = KernelLayout.Of(node)!;
                layout.Write(value, Channel, null, new float[layout.Channels * layout.TapCount]);
            }
            else if (value.Shape.Rank == 0 || value.Shape.AsSpan()[^1] != node.Shape[axis])
            {
                known = false;
                continue;
            }
            else
                for (int at = Channel; at < value.Count; at += node.Shape[axis])
                    value.Floats[at] = 0;
            inputs = inputs.SetItem(input, LayerWeights.Changed(node, input, value));
        }
        var silenced = new Node(node.Op, inputs.AsSpan(), node.Name);
        return known ? silenced : Masked(silenced, axis);
    }

    private Node Masked(Node node, int axis)
    {
        var mask = new Tensor([.. node.Shape.Select((length, i) => i == axis ? length : 1)]);
        mask.Floats.Fill(1);
        mask.Floats[Channel] = 0;
        return new Node(new Mul(), [node, new Node(new Constant(mask), $"{node.Name} mask")], node.Name);
    }

    // What changes each value, or each channel's values, by itself.
    private static bool Follows(Node node, int axis, HashSet<Node> silent) => silent.Contains(node.Inputs[0]) && node.Op switch
    {
        Unary or Clip or Identity or Dropout => true,
        BatchNormalization or AveragePool or GlobalAveragePool or GlobalMaxPool => axis == 1,
        MaxPool pool => axis == 1 && pool.Output == 0,
        Add or Sub or Mul or Div or PRelu => node.Shape == node.Inputs[0].Shape && new Graph(node.Inputs[1]).Inputs.IsEmpty,
        _ => false,
    };

    private static bool KeepsZero(Node node, Weights weights) => node.Op switch
    {
        Unary unary => unary.Apply(0) == 0,
        Clip => Enumerable.Range(1, node.Inputs.Length - 1).All(i => LayerWeights.Value(node, i, weights) is not null)
            && Clipped(node, weights) == 0,
        Identity or Dropout or MaxPool or AveragePool or GlobalAveragePool or GlobalMaxPool or Mul or PRelu => true,
        _ => false,
    };

    private static float Clipped(Node node, Weights weights)
    {
        var bounds = Enumerable.Range(1, node.Inputs.Length - 1).Select(i => LayerWeights.Value(node, i, weights)!);
        Tensor[] inputs = [Tensor.Vector(0f), .. bounds];
        var clipped = Tensor.Vector(0f);
        node.Op.Evaluate(inputs, clipped);
        return clipped.Floats[0];
    }
}
