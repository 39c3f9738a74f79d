using Cnn.Networks;
using Cnn.Ops;

namespace Cnn.Tests.Demo.LayerLessons;

/// <summary>A network with a layer of every kind that is explained: strides, asymmetric pads, dilation, groups, odd channels.</summary>
internal static class AllKinds
{
    /// <summary>Under which keys they are explained.</summary>
    public static readonly string[] Keys =
    [
        "layer.conv", "layer.conv.pointwise", "layer.conv.depthwise", "layer.convtranspose", "layer.relu", "layer.clip", "layer.leakyrelu",
        "layer.sigmoid", "layer.tanh", "layer.hardsigmoid", "layer.hardswish", "layer.elu", "layer.curve", "layer.batchnorm", "layer.fixed",
        "layer.maxpool", "layer.averagepool", "layer.globalaverage", "layer.globalmax", "layer.dense", "layer.dense.list", "layer.softmax",
        "layer.logsoftmax", "layer.add", "layer.mul", "layer.joined", "layer.concat", "layer.moved", "layer.resize",
        "layer.resize.nearest",
    ];

    public static OpenedNetwork Open()
    {
        var variables = new VariableSet();
        var b = new GraphBuilder(variables);
        var random = new Random(3);
        var input = b.Input("input", [1, 3, 19, 23]);
        var x = Conv(input, [7, 3, 3, 2], new Conv(Strides: [2, 1], Pads: [1, 0, 2, 1], Dilations: [1, 2]));
        var maps = new List<Node> { x };
        foreach (var op in (Op[])[new Relu(), new LeakyRelu(0.2f), new Sigmoid(), new Tanh(), new HardSigmoid(), new HardSwish(),
            new Elu(), new Softplus()])
            maps.Add(new Node(op, [x]));
        maps.Add(new Node(new Clip(), [x, Fixed([], 0), Fixed([], 6)]));
        maps.Add(new Node(new PRelu(), [x, Weight([7, 1, 1])]));
        maps.Add(new Node(new BatchNormalization(), [x, Weight([7]), Weight([7]), Weight([7]), Weight([7], positive: true)]));
        maps.Add(x * 1.5f + 0.25f);
        maps.Add(1 - x);
        maps.Add(Conv(x, [7, 1, 3, 3], new Conv(Pads: [1, 1, 1, 1], Group: 7)));
        maps.Add(Conv(x, [7, 7, 1, 1], new Conv()));
        maps.Add(new Node(new Add(), [maps[1], x]));
        maps.Add(new Node(new Max(), [maps[2], maps[3], x]));
        maps.Add(new Node(new Mul(), [x, new Node(new GlobalAveragePool(), [x])]));
        maps.Add(new Node(new Mul(), [new Node(new GlobalMaxPool(), [x]), x]));
        maps.Add(new Node(new Mul(), [new Node(new ReduceMean([2, 3]), [x]), x]));
        var all = new Node(new Concat(1), [.. maps]);
        var mixed = Conv(all, [8, maps.Count, 1, 1], new Conv(Group: 7, Pads: default), groups: 7, outputs: 7);
        var large = new Node(new MaxPool([3, 2], Strides: [2, 2], Pads: [1, 0, 1, 1], CeilMode: true), [mixed]);
        large = new Node(new AveragePool([2, 3], Strides: [1, 2], Pads: [0, 1, 1, 1], CountIncludePad: true), [large]);
        large = new Node(new AveragePool([2, 2], Pads: [1, 1, 0, 0]), [large]);
        large = Conv(large, [7, 2, 3, 2], new ConvTranspose(Strides: [2, 3], Pads: [1, 0, 0, 1], OutputPadding: [1, 0]));
        large = new Node(new Resize([1, 1, 2, 1.5f], Mode: ResizeMode.Linear), [large]);
        large = new Node(new Resize([1, 1, 0.5f, 2]), [large]);
        large = new Node(new Slice([1, 1], [1000, 1000], [2, 3], [1, 2]), [large]);
        var soft = new Node(new Softmax(1), [large]);
        var hidden = new Node(new Gemm(Alpha: 0.5f, Beta: 2, TransB: true),
            [b.Flatten(soft), Weight([9, soft.Shape.Product(1, 4)]), Weight([9])]);
        var scores = new Node(new MatMul(), [new Node(new Relu(), [hidden]), Weight([9, 5])]);
        return OpenedNetwork.Of(new Graph(new Node(new LogSoftmax(1), [scores], "scores")), variables);

        Node Conv(Node from, Shape shape, Op op, int groups = 1, int outputs = 0)
        {
            if (groups > 1)
                shape = [outputs, from.Shape[1] / groups, shape[2], shape[3]];
            int biases = op is ConvTranspose ? shape[1] : shape[0];
            return new Node(op, [from, Weight(shape), Weight([biases])]);
        }

        Node Weight(Shape shape, bool positive = false)
        {
            float scale = 1 / MathF.Sqrt(Math.Max(1, shape.Rank < 2 ? 1 : shape.Product(1, shape.Rank)));
            var value = new Tensor(shape);
            foreach (ref float number in value.Floats)
                number = positive ? random.NextSingle() + 0.5f : (2 * random.NextSingle() - 1) * 1.7f * scale;
            string name = $"w{variables.Names.Count}";
            variables.Write(name, value);
            return new Node(new Variable(shape), name);
        }

        static Node Fixed(Shape shape, float value) => new(new Constant(Tensor.From(shape, [value])));
    }
}
