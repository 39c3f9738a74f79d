using System.Collections.Immutable;
using Cnn;
using Cnn.Ops;

namespace Demo.Views.Filters;

/// <summary>A filter's numbers as nodes: Inputs that a person turns, or what a file keeps.</summary>
/// <param name="Weights">For each map [groups, channels, k, k], where each of several colours is a group.</param>
/// <param name="Bias">[groups]; of two maps [1].</param>
internal readonly record struct KernelNodes(ImmutableArray<Node> Weights, Node Bias);

/// <summary>A stage of a row as nodes of a graph.</summary>
/// <param name="Stage">The stage.</param>
/// <param name="Input">What enters, [1,C,H,W].</param>
/// <param name="Output">What leaves, [1,C,H,W]; the input itself where nothing happens.</param>
internal sealed record StageNodes(LabStage Stage, Node Input, Node Output)
{
    /// <summary>The stages one after the other.</summary>
    /// <param name="row">The row.</param>
    /// <param name="picture">What enters the first, [1,C,H,W].</param>
    /// <param name="kernels">The numbers of the filter at an index of the row.</param>
    /// <param name="count">How many stages, from the first.</param>
    public static ImmutableArray<StageNodes> Chain(LabRow row, Node picture, Func<int, KernelNodes> kernels, int count)
    {
        var chain = ImmutableArray.CreateBuilder<StageNodes>(count);
        var x = picture;
        for (int i = 0; i < count; i++)
        {
            var stage = row.Stages[i];
            var y = stage switch
            {
                FilterStage filter => Filtered(filter, x, kernels(i), $"filter {i + 1}"),
                ActivationStage activation => Activated(activation.Kind, x, $"activation {i + 1}"),
                _ => Pooled((PoolStage)stage, x, $"pool {i + 1}"),
            };
            chain.Add(new StageNodes(stage, x, y));
            x = y;
        }
        return chain.DrainToImmutable();
    }

    /// <summary>The window's largest value or mean.</summary>
    public static Node Pooled(PoolStage pool, Node x, string name)
    {
        var (kernel, strides) = (Ints.Repeat(pool.Size, 2), Ints.Repeat(pool.Stride, 2));
        return new Node(pool.Kind == PoolKind.Max ? new MaxPool(kernel, strides) : new AveragePool(kernel, strides), [x], name);
    }

    private static Node Activated(ActivationKind kind, Node x, string name) => kind switch
    {
        ActivationKind.None => x,
        ActivationKind.Relu => new Node(new Relu(), [x], name),
        ActivationKind.LeakyRelu => new Node(new LeakyRelu(ActivationStage.Slope), [x], name),
        ActivationKind.Sigmoid => new Node(new Sigmoid(), [x], name),
        _ => new Node(new Tanh(), [x], name),
    };

    private static Node Filtered(FilterStage stage, Node x, KernelNodes kernel, string name)
    {
        int pad = stage.Pad;
        if (stage.Padding is Padding.Edge or Padding.Mirror)
        {
            var mode = stage.Padding == Padding.Edge ? PadMode.Edge : PadMode.Reflect;
            x = new Node(new Pad([0, 0, pad, pad, 0, 0, pad, pad], mode), [x], $"{name} padded");
            pad = 0;
        }
        // Channels that leave one by one are groups that do not see each other.
        int groups = x.Shape[1] / kernel.Weights[0].Shape[1];
        var conv = new Conv(Ints.Repeat(stage.Stride, 2), Ints.Repeat(pad, 4), Ints.Repeat(stage.Dilation, 2), groups);
        if (kernel.Weights is [var weights])
            return new Node(conv, [x, weights, kernel.Bias], name);
        var a = new Node(conv, [x, kernel.Weights[0]], $"{name}, first map");
        var b = new Node(conv, [x, kernel.Weights[1]], $"{name}, second map");
        var magnitude = new Node(new Sqrt(), [a * a + b * b], $"{name}, magnitude");
        return new Node(new Add(), [magnitude, kernel.Bias], name);
    }
}
