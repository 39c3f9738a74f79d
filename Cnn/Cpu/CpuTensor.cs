using Cnn.Planning;

namespace Cnn.Cpu;

/// <summary>How elements lie in memory.</summary>
internal enum CpuLayout
{
    /// <summary>Row-major, of any type: as in a <see cref="Tensor"/>.</summary>
    Rows,

    /// <summary>A batch of float maps with channels in packs of a register's lanes: [N, ⌈C/lanes⌉, H, W, lanes]. Lanes past the last
    /// channel hold 0.</summary>
    Packed,
}

/// <summary>A value on the processor: a shape and a layout over memory that several tensors may share.</summary>
/// <param name="Shape">The shape.</param>
/// <param name="Type">The element type.</param>
/// <param name="Layout">How elements lie.</param>
/// <param name="Lanes">Channels of a pack.</param>
/// <param name="Memory">Where.</param>
internal sealed unsafe record CpuTensor(Shape Shape, DataType Type, CpuLayout Layout, int Lanes, CpuMemory Memory)
    : IPlannedTensor<CpuTensor, CpuLayout, CpuMemory>
{
    /// <summary>Where it begins in the memory, in elements.</summary>
    public long Offset { get; init; }

    /// <summary>A tensor in memory of its own.</summary>
    public static CpuTensor New(Shape shape, DataType type, CpuLayout layout, int lanes)
    {
        long elements = layout == CpuLayout.Rows ? shape.Count
            : (long)shape[0] * new Packing(lanes).Packs(shape[1]) * shape[2] * shape[3] * lanes;
        return new(shape, type, layout, lanes, new CpuMemory(elements * Tensor.SizeOf(type)));
    }

    public bool IsPacked => Layout == CpuLayout.Packed;

    /// <summary>Packs of channels of one image.</summary>
    public int Packs => new Packing(Lanes).Packs(Shape[1]);

    /// <summary>Places of one map.</summary>
    public int Plane => Shape[2] * Shape[3];

    /// <summary>Floats of one pack's map, and so from a pack to the next.</summary>
    public long PackStride => (long)Plane * Lanes;

    /// <summary>Floats from an image of the batch to the next.</summary>
    public long ImageStride => IsPacked ? Packs * PackStride : Shape.Product(1, Shape.Rank);

    /// <summary>Elements in memory, unused lanes included.</summary>
    public long Elements => IsPacked ? Shape[0] * ImageStride : Shape.Count;

    /// <inheritdoc/>
    public CpuTensor? Seen(CpuLayout layout) => Packing.Fits(Shape, Type) && Plane == 1 && new Packing(Lanes).Fills(Shape[1])
        ? this with { Layout = layout } : null;

    /// <inheritdoc/>
    public CpuTensor Part(Node node, int packs) =>
        new(node.Shape, node.Type, Layout, Lanes, Memory) { Offset = packs * PackStride };

    /// <summary>The first element.</summary>
    public float* Floats => (float*)Memory.Begin + Offset;

    /// <summary>The elements' bytes of a row-major tensor.</summary>
    public Span<byte> Bytes => new(
        Memory.Begin + Offset * Tensor.SizeOf(Type), checked((int)(Shape.Count * Tensor.SizeOf(Type))));

    /// <summary>A row-major tensor as operators' definitions take it: the same memory, once that is allocated.</summary>
    public Tensor AsTensor() => new(Shape, Type, Memory.Begin + Offset * Tensor.SizeOf(Type));
}
