namespace Cnn.Surgery;

/// <summary>A change to numbers of a layer's kernels; its bias stays.</summary>
/// <param name="Layer">A layer with kernels (<see cref="KernelLayout"/>): a Conv, ConvTranspose, Gemm or MatMul.</param>
/// <param name="Map">The output channel m, 0 … M − 1.</param>
/// <param name="Channel">
/// The channel c that the kernel reads, 0 … C/group − 1 within m's group, of a matrix the number; null: all of them.
/// </param>
public abstract record KernelCut(Node Layer, int Map, int? Channel) : Cut(Layer)
{
    private protected sealed override (Graph Graph, IReadOnlyDictionary<Node, Node> Map) Apply(Graph graph, Weights weights)
    {
        var (layout, value) = LayerWeights.Kernels(Layer, weights);
        var kernels = value.Clone();
        Change(new Kernels(layout, kernels, Channel));
        var changed = LayerWeights.Changed(Layer, 1, kernels);
        return Replace(graph, inputs => new Node(Layer.Op, inputs.SetItem(1, changed).AsSpan(), Layer.Name));
    }

    private protected abstract void Change(Kernels kernels);

    /// <summary>The parts of a layer's kernels that a cut is about.</summary>
    private protected sealed class Kernels(KernelLayout layout, Tensor weights, int? channel)
    {
        public KernelLayout Layout => layout;

        /// <summary>One output channel's numbers: a copy, changed by setting it.</summary>
        public float[] this[int map]
        {
            get => layout.Read(weights, map, channel);
            set => layout.Write(weights, map, channel, value);
        }
    }
}
