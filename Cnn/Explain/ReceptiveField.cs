using Cnn.Ops;

namespace Cnn.Explain;

/// <summary>
/// How much of the input one element of a node can see, in input pixels, before the input's border cuts it off.
/// Source: Araujo et al., "Computing Receptive Fields of Convolutional Neural Networks", Distill 2019.
/// </summary>
/// <param name="Height">Rows that it sees.</param>
/// <param name="Width">Columns that it sees.</param>
public readonly record struct ReceptiveField(int Height, int Width)
{
    // Along one axis: an element sees Size pixels, its neighbour the same Jump pixels further; there are Count of them.
    private readonly record struct Extent(double Size, double Jump, int Count)
    {
        public Extent Under(in WindowAxis axis) =>
            new(Size + (axis.Kernel - 1) * axis.Dilation * Jump, Jump * axis.Stride, axis.Output);

        // The gradient's way round: an element sees the inputs whose windows reach it, and lies 1/stride of a step from the next.
        public Extent Over(in WindowAxis axis) =>
            new(Size + ((axis.Kernel - 1) * axis.Dilation / axis.Stride) * Jump, Jump / axis.Stride, axis.Input);

        // Stretched by a factor; an element in between sees its neighbours.
        public Extent Scaled(double factor, int reach, int count) => new(Size + reach * Jump, Jump / factor, count);

        // What all elements together see.
        public Extent Whole => new(Size + Math.Max(0, Count - 1) * Jump, Jump, 1);

        public static Extent Larger(Extent a, Extent b) => a.Size >= b.Size ? a : b;
    }

    private readonly record struct Plane(Extent H, Extent W)
    {
        public Plane Whole => new(H.Whole, W.Whole);
    }

    /// <summary>The receptive field of each node that depends on an Input; an Input's own is one pixel.</summary>
    public static IReadOnlyDictionary<Node, ReceptiveField> Of(Graph graph)
    {
        var planes = new Dictionary<Node, Plane>();
        foreach (var node in graph.Nodes)
            if (Of(node, planes) is { } plane)
                planes[node] = plane;
        return planes.ToDictionary(p => p.Key, p => new ReceptiveField(Pixels(p.Value.H.Size), Pixels(p.Value.W.Size)));

        static int Pixels(double size) => (int)Math.Min(Math.Ceiling(size), int.MaxValue);
    }

    private static Plane? Of(Node node, Dictionary<Node, Plane> planes)
    {
        var shape = node.Shape;
        if (node.Op is Input)
            return shape.Rank < 3
                ? new(new(1, 1, 1), new(1, 1, shape.Rank == 0 ? 1 : shape[shape.Rank - 1]))
                : new(new(1, 1, shape.Rank == 3 ? 1 : shape[shape.Rank - 2]), new(1, 1, shape[shape.Rank - 1]));
        Plane? seen = null;
        foreach (var input in node.Inputs)
            if (planes.TryGetValue(input, out var plane))
                seen = seen is { } other ? new(Extent.Larger(other.H, plane.H), Extent.Larger(other.W, plane.W)) : plane;
        if (seen is not { } x)
            return null;
        var source = node.Inputs[0].Shape;
        return node.Op switch
        {
            Conv conv => Slide(x, conv.Window(source, node.Inputs[1].Shape)),
            MaxPool pool => Slide(x, pool.Window(source)),
            AveragePool pool => Slide(x, pool.Window(source)),
            ConvTranspose conv => Spread(x, conv.Window(source, node.Inputs[1].Shape)),
            Resize resize => Resized(x, source, shape, resize.Mode switch { ResizeMode.Nearest => 0, ResizeMode.Linear => 1, _ => 3 }),
            DepthToSpace => Resized(x, source, shape, 0),
            SpaceToDepth block => Resized(x, source, shape, block.BlockSize - 1),
            Gemm or MatMul or GlobalAveragePool or GlobalMaxPool or MomentNormalization => x.Whole,
            Reduce reduce when reduce.Reduced(source).Skip(2).Any(r => r) => x.Whole,
            _ => x,
        };
    }

    private static Plane Spread(in Plane x, in Window window) => new(x.H.Over(window.H), x.W.Over(window.W));

    private static Plane Resized(in Plane x, Shape from, Shape to, int reach)
    {
        if (from.Rank < 4 || from.Rank != to.Rank || from.Count == 0)
            return x.Whole;
        int h = from.Rank - 2, w = from.Rank - 1;
        return new(Axis(x.H, from[h], to[h]), Axis(x.W, from[w], to[w]));
        Extent Axis(in Extent extent, int before, int after) => before == after ? extent
            : extent.Scaled((double)after / before, reach, after);
    }

    private static Plane Slide(in Plane x, in Window window) => new(x.H.Under(window.H), x.W.Under(window.W));
}
