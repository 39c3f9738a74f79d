using System.Collections.Immutable;

namespace Cnn.Ops;

/// <summary>
/// Moves channels into blocks of pixels: [N, C·b², H, W] to [N, C, H·b, W·b].
/// <see href="https://onnx.ai/onnx/operators/onnx__DepthToSpace.html"/>
/// </summary>
/// <param name="BlockSize">b.</param>
/// <param name="ColumnRowDepth">The place in the block is the faster part of the channel (CRD) instead of the slower (DCR).</param>
public sealed record DepthToSpace(int BlockSize, bool ColumnRowDepth = false) : StridedCopy
{
    internal override Shape ShapeFor(Shape input)
    {
        Blocks.Check(input, BlockSize);
        if (input[1] % (BlockSize * BlockSize) != 0)
            throw new CnnException($"{input[1]} channels do not divide into blocks of {BlockSize}×{BlockSize}");
        return
        [
            input[0], input[1] / (BlockSize * BlockSize),
            Require.Length((long)input[2] * BlockSize), Require.Length((long)input[3] * BlockSize),
        ];
    }

    /// <inheritdoc/>
    public override StridedView View(Shape input)
    {
        int b = BlockSize, width = input[3], plane = input[2] * width;
        int channels = input[1] / (b * b);
        var (channel, place) = ColumnRowDepth ? (b * b * plane, plane) : (plane, channels * plane);
        return new([input[0], channels, input[2], b, width, b], [input[1] * plane, channel, width, b * place, 1, place]);
    }

    /// <inheritdoc/>
    public override ImmutableArray<Node?> Gradient(Node node, Node outputGradient) => ColumnRowDepth
        ? throw new CnnException($"DepthToSpace (node '{node.Name}') has no gradient in mode CRD")
        : [new Node(new SpaceToDepth(BlockSize), [outputGradient])];

    /// <inheritdoc/>
    public override IEnumerable<(string Name, double Value)> Parameters() => [("blocksize", BlockSize), ("crd", ColumnRowDepth ? 1 : 0)];
}

/// <summary>
/// Moves blocks of pixels into channels: [N, C, H·b, W·b] to [N, b²·C, H, W].
/// <see href="https://onnx.ai/onnx/operators/onnx__SpaceToDepth.html"/>
/// </summary>
/// <param name="BlockSize">b.</param>
public sealed record SpaceToDepth(int BlockSize) : StridedCopy
{
    internal override Shape ShapeFor(Shape input)
    {
        Blocks.Check(input, BlockSize);
        if (input[2] % BlockSize != 0 || input[3] % BlockSize != 0)
            throw new CnnException($"{input[2]}×{input[3]} does not divide into blocks of {BlockSize}×{BlockSize}");
        return [input[0], Require.Length((long)input[1] * BlockSize * BlockSize), input[2] / BlockSize, input[3] / BlockSize];
    }

    /// <inheritdoc/>
    public override StridedView View(Shape input)
    {
        int b = BlockSize, width = input[3], plane = input[2] * width;
        return new([input[0], b, b, input[1], input[2] / b, width / b], [input[1] * plane, width, 1, plane, b * width, b]);
    }

    /// <inheritdoc/>
    public override ImmutableArray<Node?> Gradient(Node node, Node outputGradient) =>
        [new Node(new DepthToSpace(BlockSize), [outputGradient])];

    /// <inheritdoc/>
    public override IEnumerable<(string Name, double Value)> Parameters() => [("blocksize", BlockSize)];
}

// What the two check alike.
internal static class Blocks
{
    public static void Check(Shape input, int size)
    {
        if (input.Rank != 4)
            throw new CnnException($"the input must have rank 4; it has shape {input}");
        if (size is < 1 or > 1024)
            throw new CnnException($"the block size must be 1 to 1024; it is {size}");
    }
}
