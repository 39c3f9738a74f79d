namespace Cnn.Surgery;

/// <summary>A change to numbers of a convolution's kernels; its bias stays.</summary>
/// <param name="Layer">A Conv with weights [M, C/group, …] over 1 to 3 spatial axes.</param>
/// <param name="Map">The output channel m, 0 … M − 1.</param>
/// <param name="Channel">The channel c that the kernel reads, 0 … C/group − 1 within m's group; null: all of them.</param>
public abstract record KernelCut(Node Layer, int Map, int? Channel) : Cut(Layer)
{
    private protected sealed override (Graph Graph, IReadOnlyDictionary<Node, Node> Map) Apply(Graph graph, Weights weights)
    {
        var kernels = LayerWeights.Kernels(Layer, weights).Clone();
        Change(kernels);
        var changed = LayerWeights.Changed(Layer, 1, kernels);
        return Replace(graph, inputs => new Node(Layer.Op, inputs.SetItem(1, changed).AsSpan(), Layer.Name));
    }

    private protected abstract void Change(Tensor kernels);

    /// <summary>The numbers of one output channel's kernel, row by row, channel after channel.</summary>
    private protected Span<float> Kernel(Tensor kernels, int map)
    {
        var shape = kernels.Shape;
        LayerWeights.Require(Layer, map, shape[0], "output");
        int taps = shape.Product(2, shape.Rank), all = shape[1] * taps;
        var kernel = kernels.Floats.Slice(map * all, all);
        if (Channel is not { } channel)
            return kernel;
        LayerWeights.Require(Layer, channel, shape[1], "input");
        return kernel.Slice(channel * taps, taps);
    }
}
