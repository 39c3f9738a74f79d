using Cnn.Networks;
using Cnn.Ops;

namespace Cnn.Tests.Explain;

/// <summary>Small random networks on [1,2,9,11], of a kind each that receptive fields are to be right for.</summary>
internal static class FieldNetworks
{
    public static readonly string[] Kinds =
    [
        "strides", "dilation", "pads", "pools", "branches", "groups", "shuffle", "transposed", "resized", "space", "lists", "gates",
    ];

    public static Node Build(GraphBuilder b, Node input, string kind, int seed)
    {
        var random = new Random(seed);
        Node Weight(params int[] lengths) => b.Normal($"w{random.Next()}", new Shape(lengths), 0.7);
        Node Conv(Node x, int maps, int h, int w, Conv op) => new(op, [x, Weight(maps, x.Shape[1] / op.Group, h, w)]);
        var first = Conv(input, 4, 3, 2, new Conv(Pads: [1, 0, 1, 1]));
        return kind switch
        {
            "strides" => Conv(Conv(first, 3, 3, 3, new Conv(Strides: [2, 1])), 2, 2, 3, new Conv(Strides: [1, 2], Pads: [0, 2, 1, 0])),
            "dilation" => Conv(first, 3, 3, 2, new Conv(Dilations: [2, 3], Pads: [3, 1, 2, 4])),
            "pads" => Conv(new Node(new Pad([0, 0, 2, 1, 0, 0, 0, 3], (PadMode)(seed == 3 ? 3 : seed - 1)), [first]), 2, 3, 3,
                new Conv(Pads: [3, 3, 3, 3])),
            "pools" => new Node(new AveragePool([3, 2], [2, 1], [1, 1, 0, 0], CeilMode: true),
                [new Node(new MaxPool([2, 3], [1, 2], [1, 1, 1, 0], [2, 1]), [first])]),
            "branches" => Conv(Part(new Node(new Concat(1), [first, Conv(Conv(first, 2, 3, 3, new Conv(Pads: [1, 1, 1, 1])), 3, 3, 3,
                new Conv(Pads: [1, 1, 1, 1])), input]), seed), 2, 1, 1, new Conv()),
            "groups" => Conv(new Node(new Concat(1), [first, Conv(first, 4, 5, 3, new Conv(Pads: [2, 1, 2, 1]))]), 4, 1, 3,
                new Conv(Group: 4)),
            "shuffle" => Conv(Shuffled(new Node(new Concat(1), [first, Conv(first, 4, 3, 5, new Conv(Pads: [1, 2, 1, 2]))])), 8, 3, 1,
                new Conv(Group: 8)),
            "transposed" => new Node(new ConvTranspose([2, 3], [1, 0, 0, 2], [1, 2], OutputPadding: [1, 0]),
                [Conv(first, 2, 2, 2, new Conv(Strides: [2, 2])), Weight(2, 3, 3, 2)]),
            "resized" => Conv(new Node(new Resize([1, 1, 1.5f, 2], Mode: (ResizeMode)(seed - 1)), [new Node(new AveragePool([2, 2], [2, 2]),
                [first])]), 2, 2, 2, new Conv()),
            // Mixed in between: of pixels that were channels a box cannot say which go with which.
            "space" => Conv(new Node(new DepthToSpace(2), [Turned(Conv(new Node(new SpaceToDepth(3), [new Node(new Slice([0], [9], [3]),
                [first])]), 8, 1, 2, new Conv()), seed)]), 2, 2, 3, new Conv()),
            "lists" => new Node(new Gemm(), [b.Flatten(new Node(new ReduceMean([2]), [Conv(first, 2, 3, 3, new Conv(Strides: [3, 3]))])),
                Weight(2 * 3, 4)]),
            // Small enough that the sigmoid does not saturate.
            _ => new Node(new Mul(), [new Node(new Softmax(seed), [Conv(first, 3, 3, 3, new Conv())]),
                new Node(new Sigmoid(), [new Node(new ReduceMax([seed == 1 ? 1 : 3]), [Conv(first, 3, 3, 3, new Conv())]) * 0.1f])]),
        };
    }

    private static Node Part(Node x, int seed) => seed == 1 ? x : new Node(new Slice([3], [seed == 2 ? 5 : 7], [1]), [x]);

    private static Node Turned(Node x, int seed) => seed == 1 ? x : new Node(new Transpose([0, 1, 3, 2]), [x]);

    // As ShuffleNet has it.
    private static Node Shuffled(Node x)
    {
        var grouped = new Node(new Reshape([1, 2, x.Shape[1] / 2, x.Shape[2], x.Shape[3]]), [x]);
        return new Node(new Reshape([.. x.Shape]), [new Node(new Transpose([0, 2, 1, 3, 4]), [grouped])]);
    }
}
