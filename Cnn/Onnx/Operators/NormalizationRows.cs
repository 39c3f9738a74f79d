using Cnn.Ops;

namespace Cnn.Onnx.Operators;

/// <summary>Normalisations, Softmax among them.</summary>
internal static class NormalizationRows
{
    public static readonly OnnxOperator[] All =
    [
        OnnxOperator.Of<BatchNormalization>("BatchNormalization", 1, ReadBatchNormalization, (op, w) => w.Float("epsilon", op.Epsilon)),
        OnnxOperator.Of<Softmax>("Softmax", 1,
            n => ReadSoftmax(n, axis => new Softmax(axis)),
            (op, w) => w.Int("axis", op.Axis)) with
        {
            Lower = (node, x) => node.Op is Softmax { ToEnd: true } op ? ToEnd(node, x, op.Axis, new Softmax(1)) : null,
        },
        OnnxOperator.Of<LogSoftmax>("LogSoftmax", 1,
            n => ReadSoftmax(n, axis => new LogSoftmax(axis)),
            (op, w) => w.Int("axis", op.Axis)) with
        {
            Lower = (node, x) => node.Op is LogSoftmax { ToEnd: true } op ? ToEnd(node, x, op.Axis, new LogSoftmax(1)) : null,
        },
    ];

    private static Node ReadBatchNormalization(NodeReader n)
    {
        // momentum is about training; is_test and spatial were dropped in operator sets 7 and 9.
        n.Ignore("momentum", "is_test");
        if (n.Flag("training_mode", false))
            throw n.Error("its training mode is not supported");
        if (!n.Flag("spatial", true))
            throw n.Error("statistics for each pixel (attribute 'spatial' 0) are not supported");
        return n.Make(new BatchNormalization(n.Float("epsilon", 1e-5f)),
            n.Input(0), n.Weight(1), n.Weight(2), n.Weight(3), n.Weight(4));
    }

    // Since operator set 13 along one axis; before over all axes from one on, which is the same when the others are 1.
    private static Node ReadSoftmax(NodeReader n, Func<int, Op> along)
    {
        var x = n.Input(0);
        if (n.Opset >= 13)
            return n.Make(along(n.Int("axis", -1)), x);
        int axis = n.Int("axis", 1);
        int first = axis == x.Shape.Rank ? axis : x.Shape.Axis(axis);
        var longer = Enumerable.Range(first, x.Shape.Rank - first).Where(a => x.Shape[a] != 1).ToList();
        if (longer.Count == 0 && first < x.Shape.Rank)
            return n.Make(along(first), x);
        if (longer.Count == 1)
            return n.Make(along(longer[0]), x);
        var rows = n.Helper("rows", new Flatten(axis), x);
        return n.Make(new Reshape([.. x.Shape], AllowZero: true), n.Helper("softmax", along(1), rows));
    }

    private static Node ToEnd(Node node, Node x, int axis, Op alongRows) => new(
        new Reshape([.. x.Shape], AllowZero: true),
        [new Node(alongRows, [new Node(new Flatten(axis), [x], $"{node.Name}/rows")], $"{node.Name}/softmax")],
        node.Name);
}
