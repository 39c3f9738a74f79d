using Cnn.Ops;

namespace Cnn.Onnx.Operators;

/// <summary>Normalisations, Softmax among them.</summary>
internal static class NormalizationRows
{
    public static readonly OnnxOperator[] All =
    [
        OnnxOperator.Of<BatchNormalization>("BatchNormalization", 1, ReadBatchNormalization, (op, w) =>
        {
            w.Float("epsilon", op.Epsilon);
            w.Float("momentum", op.Momentum);
        }),
        OnnxOperator.Of<InstanceNormalization>("InstanceNormalization", 1,
            n => n.Make(new InstanceNormalization(n.Float("epsilon", 1e-5f)), n.Input(0), n.Weight(1), n.Weight(2)),
            (op, w) => w.Float("epsilon", op.Epsilon)),
        OnnxOperator.Of<GroupNormalization>("GroupNormalization", 18, ReadGroupNormalization, (op, w) =>
        {
            w.Int("num_groups", op.Groups);
            w.Float("epsilon", op.Epsilon);
        }) with
        {
            Lower = (node, inputs) => node.Op is GroupNormalization { ScalePerGroup: true } op
                ? new Node(op with { ScalePerGroup = false },
                    [inputs[0], PerChannel(inputs[1], node.Shape[1], Plain), PerChannel(inputs[2], node.Shape[1], Plain)], node.Name)
                : null,
        },
        new("LayerNormalization", 17, ReadLayerNormalization, (node, w) =>
        {
            w.Int("axis", ((LayerNormalization)node.Op).Axis);
            w.Float("epsilon", ((LayerNormalization)node.Op).Epsilon);
        }, Outputs: 3)
        {
            Split = op => op is LayerNormalization layer ? (layer with { Output = 0 }, layer.Output, 1) : (op, 0, 1),
        },
        OnnxOperator.Of<LRN>("LRN", 1,
            n => n.Make(new LRN(n.IntOrNull("size") ?? throw n.Error("attribute 'size' is missing"),
                n.Float("alpha", 1e-4f), n.Float("beta", 0.75f), n.Float("bias", 1)), n.Input(0)),
            (op, w) =>
            {
                w.Int("size", op.Size);
                w.Float("alpha", op.Alpha);
                w.Float("beta", op.Beta);
                w.Float("bias", op.Bias);
            }),
        OnnxOperator.Of<Softmax>("Softmax", 1,
            n => ReadSoftmax(n, axis => new Softmax(axis)),
            (op, w) => w.Int("axis", op.Axis)) with
        {
            Lower = (node, inputs) => node.Op is Softmax { ToEnd: true } op ? ToEnd(node, inputs[0], op.Axis, new Softmax(1)) : null,
        },
        OnnxOperator.Of<LogSoftmax>("LogSoftmax", 1,
            n => ReadSoftmax(n, axis => new LogSoftmax(axis)),
            (op, w) => w.Int("axis", op.Axis)) with
        {
            Lower = (node, inputs) => node.Op is LogSoftmax { ToEnd: true } op ? ToEnd(node, inputs[0], op.Axis, new LogSoftmax(1)) : null,
        },
    ];

    private static Node ReadBatchNormalization(NodeReader n)
    {
        // is_test and spatial were dropped in operator sets 7 and 9.
        n.Ignore("is_test");
        if (n.Flag("training_mode", false))
            throw n.Error("its training mode is not supported");
        if (!n.Flag("spatial", true))
            throw n.Error("statistics for each pixel (attribute 'spatial' 0) are not supported");
        return n.Make(new BatchNormalization(n.Float("epsilon", 1e-5f), n.Float("momentum", 0.9f)),
            n.Input(0), n.Weight(1), n.Weight(2), n.Weight(3), n.Weight(4));
    }

    // Until operator set 21 scale and bias had one value a group, since then one a channel.
    private static Node ReadGroupNormalization(NodeReader n)
    {
        n.Ignore("stash_type");
        int groups = n.IntOrNull("num_groups") ?? throw n.Error("attribute 'num_groups' is missing");
        var (x, scale, bias) = (n.Input(0), n.Weight(1), n.Weight(2));
        if (n.Opset < 21 && x.Shape.Rank > 1)
        {
            scale = PerChannel(scale, x.Shape[1], (op, input) => n.Helper("scale", op, input));
            bias = PerChannel(bias, x.Shape[1], (op, input) => n.Helper("bias", op, input));
        }
        return n.Make(new GroupNormalization(groups, n.Float("epsilon", 1e-5f)), x, scale, bias);
    }

    private static Node Plain(Op op, Node input) => new(op, [input]);

    // [groups] repeated to [channels]; what does not divide fails in the operator's own check.
    private static Node PerChannel(Node perGroup, int channels, Func<Op, Node, Node> make)
    {
        int groups = (int)perGroup.Shape.Count;
        if (groups == 0 || channels % groups != 0 || channels == groups)
            return perGroup;
        var column = make(new Reshape([groups, 1]), perGroup);
        return make(new Reshape([channels]), make(new Expand([groups, channels / groups]), column));
    }

    private static Node ReadLayerNormalization(NodeReader n, int output)
    {
        n.Ignore("stash_type");
        var op = new LayerNormalization(n.Int("axis", -1), n.Float("epsilon", 1e-5f), output);
        return n.Has(2) ? n.Make(op, n.Input(0), n.Weight(1), n.Weight(2)) : n.Make(op, n.Input(0), n.Weight(1));
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
