using Cnn.Ops;

namespace Cnn.Tfjs.Operators;

/// <summary>
/// Blocks of pixels that become pictures of a batch, and back: how TensorFlow 1 dilates convolutions.
/// <see href="https://www.tensorflow.org/api_docs/python/tf/space_to_batch_nd"/>
/// </summary>
internal static class BlockRows
{
    public static readonly TfOperator[] All =
    [
        TfOperator.Of("SpaceToBatchND", ReadSpaceToBatch),
        TfOperator.Of("BatchToSpaceND", ReadBatchToSpace),
    ];

    private static Value ReadSpaceToBatch(TfReader n)
    {
        var (x, height, width) = Read(n, out int[] pads);
        var padded = pads.All(p => p == 0) ? n.In(x, Value.Nchw)
            : n.Helper("Pad", new Pad([0, 0, pads[0], pads[2], 0, 0, pads[1], pads[3]]), n.In(x, Value.Nchw));
        var shape = padded.Shape;
        if (shape[2] % height != 0 || shape[3] % width != 0)
            throw n.Error($"{shape[2]}×{shape[3]} does not divide into blocks of {height}×{width}");
        var split = n.Helper("split", new Reshape([shape[0], shape[1], shape[2] / height, height, shape[3] / width, width]), padded);
        // The place in the block is the slower part of the batch.
        var turned = n.Helper("Transpose", new Transpose([3, 5, 0, 1, 2, 4]), split);
        Ints lengths = [Require.Length((long)shape[0] * height * width), shape[1], shape[2] / height, shape[3] / width];
        return new Value(n.Make(new Reshape(lengths), turned), Value.Nchw);
    }

    private static Value ReadBatchToSpace(TfReader n)
    {
        var (x, height, width) = Read(n, out int[] crops);
        var node = n.In(x, Value.Nchw);
        var shape = node.Shape;
        if (shape[0] % (height * width) != 0)
            throw n.Error($"{shape[0]} pictures are no blocks of {height}×{width}");
        var split = n.Helper("split", new Reshape([height, width, shape[0] / (height * width), shape[1], shape[2], shape[3]]), node);
        var turned = n.Helper("Transpose", new Transpose([2, 3, 4, 0, 5, 1]), split);
        int rows = Require.Length((long)shape[2] * height), columns = Require.Length((long)shape[3] * width);
        if (crops[0] + (long)crops[1] > rows || crops[2] + (long)crops[3] > columns)
            throw n.Error($"{rows}×{columns} cannot be cropped by [{string.Join(", ", crops)}]");
        var joined = n.Helper("join", new Reshape([shape[0] / (height * width), shape[1], rows, columns]), turned);
        var op = new Slice([crops[0], crops[2]], [rows - crops[1], columns - crops[3]], [2, 3]);
        return new Value(n.Make(op, joined), Value.Nchw);
    }

    // The map, the block's size, and what is added or cut off at the top, bottom, left and right.
    private static (Value Map, int Height, int Width) Read(TfReader n, out int[] edges)
    {
        var x = n.Value(0);
        int[] block = n.KnownInts(1, "block shape");
        edges = n.KnownInts(2, "pads or crops");
        if (x.Shape.Rank != 4 || block is not [>= 1 and <= 1024, >= 1 and <= 1024] || edges.Length != 4 || edges.Any(e => e < 0))
            throw n.Error($"a map of 4 axes, 2 lengths and 4 pads are needed, not {x.Shape}, [{string.Join(", ", block)}] "
                + $"and [{string.Join(", ", edges)}]");
        return (x, block[0], block[1]);
    }
}
