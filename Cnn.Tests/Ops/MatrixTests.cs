using Cnn.Ops;

namespace Cnn.Tests.Ops;

public sealed class GemmTests : OperatorTests<GemmTests>, IOperatorCases
{
    public static IEnumerable<OperatorCase> Cases
    {
        get
        {
            foreach (bool a in new[] { false, true })
                foreach (bool b in new[] { false, true })
                {
                    var op = new Gemm(0.7f, 1.3f, a, b);
                    yield return new($"A{(a ? "ᵀ" : "")} B{(b ? "ᵀ" : "")}", op,
                        a ? new Shape(7, 3) : new Shape(3, 7), TestInput.Weights(b ? [5, 7] : [7, 5]), new Shape(5));
                }
            yield return new("no C", new Gemm(TransB: true), new Shape(2, 17), TestInput.Weights([3, 17]));
            yield return new("C a column", new Gemm(), new Shape(4, 3), new Shape(3, 5), new Shape(4, 1));
            yield return new("C a scalar", new Gemm(Beta: 0.5f), new Shape(4, 3), new Shape(3, 5), Shape.Scalar);
            yield return new("C whole", new Gemm(), new Shape(1, 16), new Shape(16, 15), new Shape(1, 15));
        }
    }
}

public sealed class SoftmaxTests : OperatorTests<SoftmaxTests>, IOperatorCases
{
    public static IEnumerable<OperatorCase> Cases
    {
        get
        {
            foreach (int axis in new[] { -1, 0, 1, 2 })
            {
                yield return new($"Softmax {axis}", new Softmax(axis), TestInput.Floats([2, 3, 4, 5], -3, 3));
                yield return new($"LogSoftmax {axis}", new LogSoftmax(axis), TestInput.Floats([2, 3, 4, 5], -3, 3));
            }
            yield return new("Softmax from an axis on", new Softmax(1, ToEnd: true), new Shape(2, 3, 4)) { HasOracle = false };
            yield return new("LogSoftmax from an axis on", new LogSoftmax(2, ToEnd: true), new Shape(2, 3, 4, 1)) { HasOracle = false };
            yield return new("Softmax of large numbers", new Softmax(),
                Tensor.From([2, 3], new[] { 1e4f, 1e4f + 1, -1e4f, -500, -501, -499 }))
            { HasGradient = false };
        }
    }
}

public sealed class BatchNormalizationTests : OperatorTests<BatchNormalizationTests>, IOperatorCases
{
    public static IEnumerable<OperatorCase> Cases
    {
        get
        {
            foreach (Shape x in new Shape[] { [2, 7, 3, 4], [2, 17, 2, 1], [3, 4], [2, 3, 5], [1, 2, 2, 3, 4] })
            {
                Shape c = [x[1]];
                yield return new($"{x}", new BatchNormalization(1e-3f), x, c, c, c, TestInput.Floats(c, 0.5f, 2));
            }
        }
    }
}

public sealed class ReduceTests : OperatorTests<ReduceTests>, IOperatorCases
{
    public static IEnumerable<OperatorCase> Cases
    {
        get
        {
            Func<Ints, bool, Op>[] operators =
            [
                (a, k) => new ReduceSum(a, k), (a, k) => new ReduceMean(a, k), (a, k) => new ReduceProd(a, k),
                (a, k) => new ReduceMax(a, k), (a, k) => new ReduceMin(a, k), (a, k) => new ReduceL1(a, k),
                (a, k) => new ReduceL2(a, k), (a, k) => new ReduceSumSquare(a, k),
            ];
            foreach (var make in operators)
            {
                Ints[] lists = [[], [1], [-1], [0, 2], [2, 3], [0, 1, 2, 3]];
                string name = make([], true).Name;
                foreach (var axes in lists)
                    yield return new($"{name} {axes}", make(axes, axes.Count % 2 == 0),
                        new Shape(2, 3, 4, 5))
                    { HasGradient = name != "ReduceProd" };
                yield return new($"{name} of one", make([1], false), new Shape(3, 1)) { HasGradient = name != "ReduceProd" };
                yield return new($"{name} int32", make([1], true), Tensor.From([2, 3], new[] { 1, -2, 3, 4, 5, -6 }))
                {
                    HasGradient = false,
                    HasOracle = name is "ReduceSum" or "ReduceMax" or "ReduceMin" or "ReduceProd",
                };
            }
            yield return new("ReduceSum of nothing", new ReduceSum([1]), new Shape(2, 0)) { HasGradient = false };
        }
    }
}

public sealed class SoftmaxCrossEntropyLossTests : OperatorTests<SoftmaxCrossEntropyLossTests>, IOperatorCases
{
    public static IEnumerable<OperatorCase> Cases =>
    [
        new("batch", new SoftmaxCrossEntropyLoss(), TestInput.Floats([3, 7], -3, 3), Tensor.Vector(2, 0, 6)) { HasOracle = false },
        new("pixels", new SoftmaxCrossEntropyLoss(), new Shape(1, 3, 2, 2),
            Tensor.From([1, 2, 2], new long[] { 0, 2, 1, 1 })) { HasOracle = false },
        new("many classes", new SoftmaxCrossEntropyLoss(), TestInput.Floats([5, 39], -3, 3), Tensor.Vector(2L, 0, 6, 38, 37))
        { HasOracle = false },
        new("confident and wrong", new SoftmaxCrossEntropyLoss(), Tensor.From([1, 3], new[] { 90f, 0, -60 }),
            Tensor.Vector(2)) { HasOracle = false },
    ];
}

public sealed class OptimizerOperatorTests : OperatorTests<OptimizerOperatorTests>, IOperatorCases
{
    private static readonly Shape X = [3, 5];

    public static IEnumerable<OperatorCase> Cases =>
    [
        new("first moment", new AdamFirstMoment(), X, X) { HasGradient = false, HasOracle = false },
        new("second moment", new AdamSecondMoment(), X, X) { HasGradient = false, HasOracle = false },
        new("step", new AdamStep(), X, X, TestInput.Floats(X, 0.01f, 1), Tensor.Scalar(0.01f),
            Tensor.Scalar(3f)) { HasGradient = false, HasOracle = false },
        new("step with decay", new AdamStep(Decay: 0.5f), X, X, TestInput.Floats(X, 0.01f, 1), Tensor.Scalar(0.1f),
            Tensor.Scalar(1f)) { HasGradient = false, HasOracle = false },
        new("step without corrections", new AdamStep(0.8f), X, X, TestInput.Floats(X, 0.01f, 1), Tensor.Scalar(0.1f),
            Tensor.Scalar(0f)) { HasGradient = false, HasOracle = false },
        Mask([2, 5, 3, 7], 0.3f, 9, 1), Mask([3, 131], 0.5f, -3, 16_777_215), Mask([4, 5], 0, 1, 2),
        new("descent", new SgdStep(), X, X, Tensor.Scalar(0.3f)) { HasGradient = false, HasOracle = false },
        new("axpy", new Axpy(-0.7f), X, X) { HasOracle = false },
        new("axpy with a number for each channel", new Axpy(0.3f), new Shape(2, 5, 3, 2), new Shape(1, 5, 1, 1)) { HasOracle = false },
    ];

    // To the bit, on every backend.
    private static OperatorCase Mask(Shape shape, float ratio, int seed, float step) =>
        new($"mask {shape} {ratio}", new DropoutMask(shape, ratio, seed), Tensor.Scalar(step))
        { HasGradient = false, HasOracle = false, Closeness = new(0, 0) };
}

public sealed class MatMulTests : OperatorTests<MatMulTests>, IOperatorCases
{
    public static IEnumerable<OperatorCase> Cases =>
    [
        new("matrices", new MatMul(), new Shape(3, 7), TestInput.Weights([7, 5])),
        new("batches", new MatMul(), new Shape(2, 3, 4, 5), new Shape(2, 3, 5, 2)),
        new("broadcast batches", new MatMul(), new Shape(2, 1, 4, 5), new Shape(3, 5, 2)),
        new("a matrix for all", new MatMul(), new Shape(2, 4, 5), new Shape(5, 3)),
        new("a row", new MatMul(), new Shape(4), new Shape(2, 4, 3)),
        new("a column", new MatMul(), new Shape(2, 3, 4), new Shape(4)),
        new("two vectors", new MatMul(), new Shape(16), new Shape(16)),
    ];
}

public sealed class ConvTransposeTests : OperatorTests<ConvTransposeTests>, IOperatorCases
{
    public static IEnumerable<OperatorCase> Cases
    {
        get
        {
            foreach (int channels in new[] { 1, 3, 4, 8, 17 })
                yield return Of($"{channels} channels to {18 - channels}", new ConvTranspose([2, 1], [1, 0, 0, 1]),
                    [2, channels, 4, 3], [channels, 18 - channels, 3, 2]);
            yield return Of("1×1", new ConvTranspose(), [2, 3, 4, 5], [3, 4, 1, 1]);
            yield return Of("stride per axis", new ConvTranspose([3, 2]), [2, 3, 4, 5], [3, 2, 2, 3]);
            yield return Of("output padding", new ConvTranspose([3, 2], [1, 0, 1, 0], OutputPadding: [2, 1]), [2, 3, 4, 5], [3, 2, 3, 3]);
            yield return Of("dilation", new ConvTranspose([2, 1], [1, 2, 0, 1], [2, 3]), [2, 3, 4, 5], [3, 2, 3, 2]);
            yield return Of("2 groups", new ConvTranspose([2, 2], Group: 2), [2, 4, 3, 4], [4, 3, 2, 2]);
            yield return Of("depthwise", new ConvTranspose([2, 2], [1, 1, 1, 1], Group: 3), [2, 3, 3, 4], [3, 1, 4, 4]);
            yield return Of("output shape", new ConvTranspose([3, 2], OutputShape: [10, 8]), [1, 2, 3, 3], [2, 2, 3, 3]);
            yield return Of("output shape, same upper", new ConvTranspose([3, 2], AutoPad: AutoPad.SameUpper, OutputShape: [8, 6]),
                [1, 2, 3, 3], [2, 2, 3, 3]);
            yield return Of("same upper", new ConvTranspose([2, 3], AutoPad: AutoPad.SameUpper), [1, 2, 3, 4], [2, 2, 3, 4]);
            yield return Of("same lower", new ConvTranspose([2, 3], AutoPad: AutoPad.SameLower), [1, 2, 3, 4], [2, 2, 3, 4]);
            yield return Of("1-D", new ConvTranspose([2], [1, 0]), [2, 3, 5], [3, 2, 3]);
            yield return Of("3-D", new ConvTranspose([2, 1, 2], [1, 0, 0, 0, 1, 1]), [1, 2, 2, 3, 3], [2, 3, 2, 3, 2]);
        }
    }

    private static OperatorCase Of(string name, ConvTranspose op, Shape input, Shape weight) =>
        new(name, op, input, TestInput.Weights(weight), new Shape(weight[1] * op.Group));
}

public sealed class MomentNormalizationTests : OperatorTests<MomentNormalizationTests>, IOperatorCases
{
    public static IEnumerable<OperatorCase> Cases
    {
        get
        {
            foreach (int channels in new[] { 1, 2, 3, 4, 7, 8, 15, 16, 17 })
                yield return Of($"instance, {channels} channels", new InstanceNormalization(1e-3f), [2, channels, 3, 5], [channels]);
            yield return Of("instance 1-D", new InstanceNormalization(), [2, 3, 5], [3]);
            yield return Of("instance of a plane far from 0", new InstanceNormalization(),
                TestInput.Floats([1, 2, 7, 9], 99, 101), [2], new Closeness(1e-3, 1e-3));
            yield return Of("instance of a large plane", new InstanceNormalization(), [1, 3, 61, 97], [3]);
            yield return Of("3 groups", new GroupNormalization(3), [2, 6, 3, 5], [6]);
            yield return Of("1 group", new GroupNormalization(1), [2, 6, 3, 5], [6]);
            yield return Of("scale per group", new GroupNormalization(3, ScalePerGroup: true), [2, 6, 3, 5], [3]);
            foreach (int axis in new[] { -1, 1, -3, 0 })
            {
                Shape x = [2, 3, 4, 5];
                Shape scale = new(x.AsSpan()[x.Axis(axis)..]);
                yield return Of($"layer {axis}", new LayerNormalization(axis), x, scale);
                yield return Of($"layer {axis}, means", new LayerNormalization(axis, Output: 1), x, scale);
                yield return Of($"layer {axis}, deviations", new LayerNormalization(axis, Output: 2), x, scale);
            }
            yield return new("layer without bias", new LayerNormalization(), new Shape(2, 3, 4), new Shape(4)) { HasGradient = false };
            yield return new("LRN", new LRN(3), TestInput.Floats([2, 7, 3, 4], -20, 20)) { HasGradient = false };
            yield return new("LRN even", new LRN(4, 0.1f, 0.6f, 2), new Shape(2, 5, 3, 4)) { HasGradient = false, HasOracle = false };
            yield return new("GlobalMaxPool", new GlobalMaxPool(), new Shape(2, 7, 3, 5));
            yield return new("GlobalMaxPool 3-D", new GlobalMaxPool(), new Shape(1, 3, 2, 3, 4));
        }
    }

    private static OperatorCase Of(string name, Op op, TestInput x, Shape scale, Closeness? closeness = null) =>
        new(name, op, x, scale, scale) { HasGradient = false, Closeness = closeness ?? new() };

    private static OperatorCase Of(string name, Op op, Shape x, Shape scale) => Of(name, op, (TestInput)x, scale);
}
