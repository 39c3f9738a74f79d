using Cnn.Planning;

namespace Cnn.Gl;

/// <summary>A tensor on the device: a shape and a layout over memory that several tensors may share.</summary>
/// <param name="Shape">The shape.</param>
/// <param name="Type">The element type; integers and Bool are stored as 32-bit signed.</param>
/// <param name="Layout">How the elements lie.</param>
/// <param name="Memory">Where they lie.</param>
internal sealed record GlTensor(Shape Shape, DataType Type, GlLayout Layout, GlMemory Memory)
    : IPlannedTensor<GlTensor, GlLayout, GlMemory>
{
    /// <summary>Where it begins in the memory, in texels.</summary>
    public int Offset { get; init; }

    /// <summary>
    /// Whether a row-major tensor of floats is moved four neighbours at a time. Memory holds whole texels (<see cref="GlMemory.Bytes"/>):
    /// what lies in the last one behind the last element means nothing, and nobody reads it as an element.
    /// </summary>
    public bool InFours { get; init; }

    /// <summary>Whether it, and others of its shape, can be moved four neighbours at a time.</summary>
    public bool CanBeInFours => Layout == GlLayout.Nchw && Type == DataType.Float32;

    /// <summary>A tensor in memory of its own.</summary>
    public static GlTensor New(Shape shape, DataType type = DataType.Float32, GlLayout layout = GlLayout.Nchw)
    {
        var map = MapShape.Of(shape);
        long elements = layout == GlLayout.Nchw ? shape.Count : 4L * map.N * map.Groups * map.Plane;
        return new(shape, type, layout, new GlMemory(elements));
    }

    /// <inheritdoc/>
    public GlTensor? Seen(GlLayout layout) => Layouts.SameBytes(this) ? this with { Layout = layout } : null;

    /// <inheritdoc/>
    public GlTensor Part(Node node, int packs) => new(node.Shape, node.Type, Layout, Memory) { Offset = packs * Map.Plane };

    /// <summary>What one load moves.</summary>
    public TexelFormat Format => Layout == GlLayout.C4 || InFours ? TexelFormat.Vec4
        : Type == DataType.Float32 ? TexelFormat.Float : TexelFormat.Int;

    /// <summary>The GLSL type of one texel.</summary>
    public string GlslType => Format switch
    {
        TexelFormat.Float => "float",
        TexelFormat.Int => "int",
        _ => "vec4",
    };

    /// <summary>The lengths as a feature map's.</summary>
    public MapShape Map => MapShape.Of(Shape);

    /// <summary>Channel groups: ⌈C/4⌉ where channels are packed by four, else C.</summary>
    public int Groups => Layout == GlLayout.C4 ? Map.Groups : Map.C;

    /// <summary>How many loads read the whole tensor.</summary>
    public int Texels => Layout == GlLayout.C4 ? Map.N * Map.Groups * Map.Plane : checked((int)((Shape.Count + Lanes - 1) / Lanes));

    /// <summary>How many elements one load moves.</summary>
    public int Lanes => Format == TexelFormat.Vec4 ? 4 : 1;

    /// <summary>Whether a buffer texture of its memory reaches to its end; else it is read as a storage buffer.</summary>
    public bool FitsTexture(GlLimits limits) => Offset + Texels <= limits.TextureBufferTexels;
}

/// <summary>A shape seen as a batch of feature maps; axes that are not there have length 1.</summary>
internal readonly record struct MapShape(int N, int C, int D, int H, int W)
{
    /// <summary>⌈C/4⌉.</summary>
    public int Groups => (C + 3) / 4;

    /// <summary>Elements of one channel.</summary>
    public int Plane => D * H * W;

    public static MapShape Of(Shape shape) => shape.Rank switch
    {
        0 => new(1, 1, 1, 1, 1),
        1 => new(1, shape[0], 1, 1, 1),
        2 => new(shape[0], shape[1], 1, 1, 1),
        3 => new(shape[0], shape[1], 1, 1, shape[2]),
        4 => new(shape[0], shape[1], 1, shape[2], shape[3]),
        _ => new(shape[0], shape[1], shape.Product(2, shape.Rank - 2), shape[shape.Rank - 2], shape[shape.Rank - 1]),
    };
}
