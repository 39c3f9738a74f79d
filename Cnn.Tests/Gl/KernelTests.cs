using Cnn.Gl;
using Cnn.Ops;
using NUnit.Framework;

namespace Cnn.Tests.Gl;

/// <summary>Every other kernel against the definition, row-major and behind a convolution, where maps are packed.</summary>
public class KernelTests
{
    private static readonly int[] Channels = [1, 2, 3, 4, 7, 8, 15, 16, 17];

    private static Node In(Shape shape, string name = "x", DataType type = DataType.Float32) => new(new Input(shape, type), name);

    // A map that lies packed: what comes out of a pointwise convolution.
    private static Node Packed(Shape shape, string name = "x") => new(new Conv(),
        [In(shape, name), new Node(new Variable([shape[1], shape[1], 1, 1]), name + ".w")], name + " packed");

    private static IEnumerable<Op> UnaryOps() =>
        [new Relu(), new LeakyRelu(0.1f), new Sigmoid(), new Tanh(), new Sqrt(), new Identity(),
            new Dropout(), new Softmax(1), new GlobalAveragePool()];

    [Test]
    public void OneInput([ValueSource(nameof(UnaryOps))] Op op, [ValueSource(nameof(Channels))] int channels)
    {
        Shape shape = [2, channels, 3, 5];
        string name = op is Sqrt ? "positive" : "x";
        var nodes = new List<Node> { new(op, [In(shape, name)]) };
        if (op is not Sqrt)
            nodes.Add(new(op, [Packed(shape, "y")]));
        Kernels.Agree(new Graph([.. nodes]));
    }

    [Test]
    public void TanhAndSigmoidOfLargeNumbers()
    {
        var x = new Node(new Constant(Tensor.Vector(-200f, -90f, -1e-4f, 0f, 1e-4f, 90f, 200f)));
        Kernels.Agree(new Graph(new Node(new Tanh(), [x]), new Node(new Sigmoid(), [x])));
    }

    private static IEnumerable<Op> BinaryOps() =>
    [
        new Add(), new Sub(), new Mul(), new Div(), new ReluGrad(), new LeakyReluGrad(0.2f), new SigmoidGrad(), new TanhGrad(),
        new AdamFirstMoment(), new AdamSecondMoment(),
    ];

    [Test]
    public void TwoInputs([ValueSource(nameof(BinaryOps))] Op op)
    {
        Shape shape = [2, 7, 3, 4];
        var positive = In(shape, "positive");
        var nodes = new List<Node> { new(op, [In(shape, "a"), positive]), new(op, [Packed(shape, "b"), positive]) };
        Shape[] others = [[1, 7, 1, 1], [], [4], [3, 1], [2, 1, 3, 4], [7, 1, 1], [1, 1, 1, 1]];
        foreach (var other in others)
        {
            var b = In(other, $"positive {other}");
            nodes.Add(new(op, [In(shape, $"a {other}"), b]));
            nodes.Add(new(op, [Packed(shape, $"packed {other}"), b]));
        }
        nodes.Add(new(op, [In([3, 1, 4], "wide"), In([2, 1, 5, 1], "positive tall")]));
        Kernels.Agree(new Graph([.. nodes]));
    }

    [Test]
    public void Integers([Values(DataType.Int32, DataType.Int64, DataType.UInt8)] DataType type)
    {
        var (a, b) = (In([2, 3, 4], "a", type), In([3, 1], "b", type));
        Kernels.Agree(new Graph(new Node(new Add(), [a, b]), new Node(new Mul(), [a, b]),
            new Node(new Transpose([2, 0, 1]), [a]), new Node(new Concat(-1), [a, a])));
    }

    [Test]
    public void Pools([ValueSource(nameof(Channels))] int channels)
    {
        var nodes = new List<Node>();
        foreach (var x in new[] { In([2, channels, 9, 7], "x"), Packed([2, channels, 9, 7], "y") })
        {
            Op[] pools =
            [
                new MaxPool([2, 2], [2, 2]), new MaxPool([3, 2], [2, 1], [1, 0, 1, 1], [1, 2]), new MaxPool([3, 3], [2, 2], CeilMode: true),
                new AveragePool([2, 3], [2, 1], [1, 0, 0, 1]),
                new AveragePool([3, 3], [2, 2], [1, 1, 1, 1], CountIncludePad: true, CeilMode: true),
                new MaxPool([2, 2], [2, 2], Output: 1), new MaxPool([2, 2], [2, 2], Output: 1, ColumnMajor: true),
            ];
            foreach (var pool in pools)
            {
                var y = new Node(pool, [x]);
                nodes.Add(y);
                var dy = In(y.Shape, $"dy{nodes.Count}");
                if (pool is MaxPool { Output: 0 } max)
                    nodes.Add(new(new MaxPoolGrad(max), [x, dy]));
                if (pool is AveragePool average)
                    nodes.Add(new(new AveragePoolGrad(average, x.Shape), [dy]));
            }
        }
        Kernels.Agree(new Graph([.. nodes]));
    }

    [Test]
    public void PoolsOverOneAndThreeAxes()
    {
        var (line, box) = (In([2, 3, 9], "line"), In([2, 3, 4, 5, 6], "box"));
        var max = new MaxPool([2, 3, 2], [1, 2, 2], [1, 0, 0, 0, 1, 1]);
        Kernels.Agree(new Graph(new Node(new MaxPool([3], [2], [1, 1]), [line]), new Node(new AveragePool([3], [2], [1, 1]), [line]),
            new Node(max, [box]), new Node(new AveragePool([2, 2, 3]), [box]), new Node(max with { Output = 1 }, [box])));
    }

    [Test]
    public void TiesInMaxPoolGoToTheFirst()
    {
        var x = new Node(new Constant(Tensor.From([1, 2, 2, 3], new float[] { 1, 1, 1, 1, 1, 1, 0, 2, 2, 2, 0, 2 })));
        Kernels.Agree(new Node(new MaxPoolGrad(new MaxPool([2, 2])), [x, In([1, 2, 1, 2], "dy")]));
    }

    private static IEnumerable<Gemm> Gemms() =>
        from a in new[] { false, true } from b in new[] { false, true } select new Gemm(0.5f, 2, a, b);

    [Test]
    public void MatrixProducts([ValueSource(nameof(Gemms))] Gemm op, [Values(6, 8)] int depth)
    {
        foreach (var (m, n) in new[] { (1, 10), (3, 7), (65, 130) })
        {
            var a = In(op.TransA ? [depth, m] : [m, depth], "a");
            var b = In(op.TransB ? [n, depth] : [depth, n], "b");
            Kernels.Agree(new Graph(new Node(op, [a, b]), new Node(op, [a, b, In([n], "row")]),
                new Node(op, [a, b, In([m, 1], "column")])));
        }
    }

    [Test]
    public void Normalizations([ValueSource(nameof(Channels))] int channels)
    {
        Shape c = [channels];
        Node[] statistics =
            [new(new Variable(c), "scale"), new(new Variable(c), "bias"), new(new Variable(c), "mean"), new(new Variable(c), "positive")];
        var nodes = new List<Node>();
        foreach (var x in new[] { In([2, channels, 3, 4]), Packed([2, channels, 3, 4], "y"), In([3, channels], "rows") })
            nodes.Add(new(new BatchNormalization(1e-3f), [x, .. statistics]));
        Kernels.Agree(new Graph([.. nodes]));
    }

    [Test]
    public void Normalizations_of_values_far_from_zero_are_as_exact_as_those_around_it()
    {
        var x = In([2, 6, 13, 11]) + 3000f;
        Node[] affine = [In([6], "scale"), In([6], "bias")];
        Kernels.Agree(new Graph(new Node(new InstanceNormalization(), [x, .. affine]), new Node(new GroupNormalization(2), [x, .. affine]),
            new Node(new LayerNormalization(1), [x, In([6, 13, 11], "positive scale")])));
    }

    [Test]
    public void SoftmaxFamily([Values(0, 1, 2)] int axis, [Values] bool toEnd)
    {
        var (x, dy) = (In([3, 4, 5]), In([3, 4, 5], "dy"));
        var (softmax, log) = (new Softmax(axis, toEnd), new LogSoftmax(axis, toEnd));
        Kernels.Agree(new Graph(new Node(softmax, [x]), new Node(log, [x]),
            new Node(new SoftmaxGrad(softmax), [new Node(softmax, [x]), dy]), new Node(new LogSoftmaxGrad(log), [new Node(log, [x]), dy])));
    }

    [Test]
    public void LossAndItsGradient([Values(DataType.Int32, DataType.Int64)] DataType type)
    {
        var (scores, labels) = (In([5, 4], "scores"), In([5], "labels", type));
        var (maps, mapLabels) = (In([2, 4, 3], "maps"), In([2, 3], "map labels", type));
        Kernels.Agree(new Graph(new Node(new SoftmaxCrossEntropyLoss(), [scores, labels]),
            new Node(new SoftmaxCrossEntropyLossGrad(), [scores, labels, In([], "dLoss")]),
            new Node(new SoftmaxCrossEntropyLoss(), [maps, mapLabels])));
    }

    [Test]
    public void Adam([Values(1f, 2f, 10f, 1000f, 50000f)] float step)
    {
        Node Scalar(float value) => new(new Constant(Tensor.Scalar(value)));
        Kernels.Agree(new Node(new AdamStep(), [In([3, 5], "w"), In([3, 5], "m"), In([3, 5], "positive v"), Scalar(1e-3f), Scalar(step)]));
    }

    private static IEnumerable<Ints> Axes() => [[], [0], [1], [3], [0, 2, 3], [1, 2], [0, 1, 2, 3], [-1, 0]];

    [Test]
    public void Reductions([ValueSource(nameof(Axes))] Ints axes, [Values] bool keepDims)
    {
        var nodes = new List<Node>();
        foreach (var x in new[] { In([3, 7, 4, 5]), Packed([3, 7, 4, 5], "y"), In([9, 3, 23, 24], "many") })
        {
            nodes.Add(new(new ReduceSum(axes, keepDims), [x]));
            nodes.Add(new(new ReduceMean(axes, keepDims), [x]));
        }
        nodes.Add(new(new ReduceSum(axes, keepDims), [Packed([5, 3, 31, 32], "many packed")]));
        Kernels.Agree(new Graph([.. nodes]));
    }

    [Test]
    public void Joins([Values(0, 1, 2, -1)] int axis, [Values(4, 6)] int channels)
    {
        Shape shape = [2, channels, 3, 5];
        Node[] rows = [In(shape, "a"), In(shape, "b"), In(shape, "c")];
        Node[] packed = [Packed(shape, "d"), Packed(shape, "e"), Packed(shape, "f")];
        Kernels.Agree(new Graph(new Node(new Concat(axis), rows), new Node(new Concat(axis), packed),
            new Node(new Concat(axis), [rows[0], packed[1]])));
    }

    [Test]
    public void Moves()
    {
        var x = In([2, 3, 4, 5]);
        var packed = Packed([2, 8, 3, 4], "y");
        var nodes = new List<Node>
        {
            new(new Transpose(), [x]), new(new Transpose([0, 2, 3, 1]), [packed]),
            new(new Reshape([4, -1]), [x]), new(new Flatten(2), [x]), new(new Flatten(), [packed]), new(new Reshape([0, 0, 12]), [packed]),
            new(new Expand([2, 1, 3]), [In([3, 1], "column")]), new(new Slice([1, -1], [3, -4], [2, 3], [1, -2]), [x]),
        };
        foreach (var mode in Enum.GetValues<PadMode>())
            nodes.Add(new(new Pad([0, 1, 2, 0, 0, 1, -1, 2], mode), [x]));
        nodes.Add(new(new Pad([1, 1], Axes: [1]), [x, In([], "constant")]));
        Kernels.Agree(new Graph([.. nodes]));
    }

    [Test]
    public void RunWithTheLeastThatOpenGlGuarantees()
    {
        using var backend =
            new GlBackend(GlSetup.Context.Gl, new GlOptions { Limits = GlLimits.Guaranteed with { TextureBufferTexels = 100 } });
        var x = In([2, 3, 9, 8]);
        var conv = new Node(new Conv(Pads: [1, 1, 1, 1]), [x, new Node(new Variable([6, 3, 3, 3]), "w"), new Node(new Variable([6]), "b")]);
        var joined = new Node(new Concat(1), [.. Enumerable.Repeat(conv, 20)]);
        Kernels.Agree(new Node(new Softmax(), [new Node(new Flatten(), [new Node(new MaxPool([2, 2]), [joined])])]), backend);
    }
}
