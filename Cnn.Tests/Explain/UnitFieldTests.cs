using Cnn.Backends;
using Cnn.Explain;
using Cnn.Networks;
using Cnn.Ops;
using NUnit.Framework;

namespace Cnn.Tests.Explain;

/// <summary>What an element can depend on is what changes it: each pixel of random networks is changed, each element looked at.</summary>
public class UnitFieldTests
{
    private static readonly string[] Kinds =
    [
        "strides", "dilation", "pads", "pools", "branches", "groups", "shuffle", "transposed", "resized", "space", "lists", "gates",
    ];

    [Test]
    public void Fields_are_what_brute_force_finds([ValueSource(nameof(Kinds))] string kind, [Values(1, 2, 3)] int seed)
    {
        var variables = new VariableSet();
        var b = new GraphBuilder(variables, seed);
        var input = b.Input("input", [1, 2, 9, 11]);
        var graph = new Graph(Build(b, input, kind, seed));
        var field = new UnitField(graph, input);
        var changes = new Changes(graph, variables, input, seed);
        int seen = 0;
        foreach (var node in graph.Nodes.Where(n => !n.IsLeaf))
            for (int index = 0; index < node.Shape.Count; index++)
            {
                bool any = field.Trace(node, index);
                var (rows, columns) = changes.Of(node, index);
                Assert.That(any, Is.EqualTo(!rows.IsEmpty), $"{node.Name} {index}");
                if (any)
                    Assert.That((field[input][2], field[input][3]), Is.EqualTo((rows, columns)), $"{node.Name} {node.Op} {index}");
                seen += any ? 1 : 0;
            }
        Assert.That(seen, Is.GreaterThan(50));
    }

    [Test]
    public void The_size_without_a_border_is_that_of_the_formula()
    {
        var variables = new VariableSet();
        var b = new GraphBuilder(variables);
        var input = b.Input("input", [1, 1, 61, 67]);
        var x = b.Relu(b.Conv(input, 3, 3, "a", stride: 2));
        x = b.MaxPool(x, 2, stride: 2);
        var last = new Node(new Conv(Dilations: [2, 3]), [x, b.Normal("w", [4, 3, 3, 2], 1)], "last");
        var graph = new Graph(last);
        var field = new UnitField(graph, input);
        Assert.That(field.Trace(last, last.Shape[3] + 1));
        var formula = ReceptiveField.Of(graph)[last];
        Assert.That((field[input][2].Length, field[input][3].Length), Is.EqualTo((formula.Height, formula.Width)));
    }

    [Test]
    public void An_element_that_is_not_there_is_an_error()
    {
        var b = new GraphBuilder(new VariableSet());
        var input = b.Input("input", [1, 1, 4, 5]);
        var graph = new Graph(b.Relu(input, "relu"));
        var field = new UnitField(graph, input);
        Assert.That(() => field.Trace(graph.Outputs[0], 20), Throws.TypeOf<CnnException>().With.Message.Contains("no element 20"));
        Assert.That(() => field.Trace(b.Relu(input, "other"), 0), Throws.TypeOf<CnnException>().With.Message.Contains("'other'"));
        Assert.That(field.Trace(graph.Outputs[0], 7) && field[input][3] == new AxisRange(2, 2) && field[b.Input("no", [1])].IsEmpty);
    }

    private static Node Build(GraphBuilder b, Node input, string kind, int seed)
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
