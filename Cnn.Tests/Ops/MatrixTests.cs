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
                    yield return new($"A{(a ? "ᵀ" : "")} B{(b ? "ᵀ" : "")}", op, a ? new Shape(7, 3) : new Shape(3, 7), TestInput.Weights(b ? [5, 7] : [7, 5]), new Shape(5));
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
            yield return new("Softmax of large numbers", new Softmax(), Tensor.From([2, 3], new[] { 1e4f, 1e4f + 1, -1e4f, -500, -501, -499 })) { HasGradient = false };
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
            Func<Ints, bool, Op>[] operators = [(a, k) => new ReduceSum(a, k), (a, k) => new ReduceMean(a, k)];
            foreach (var make in operators)
            {
                Ints[] lists = [[], [1], [-1], [0, 2], [2, 3], [0, 1, 2, 3]];
                foreach (var axes in lists)
                    yield return new($"{make([], true).Name} {axes}", make(axes, axes.Count % 2 == 0), new Shape(2, 3, 4, 5));
                yield return new($"{make([], true).Name} of one", make([1], false), new Shape(3, 1));
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
        new("pixels", new SoftmaxCrossEntropyLoss(), new Shape(1, 3, 2, 2), Tensor.From([1, 2, 2], new long[] { 0, 2, 1, 1 })) { HasOracle = false },
        new("confident and wrong", new SoftmaxCrossEntropyLoss(), Tensor.From([1, 3], new[] { 90f, 0, -60 }), Tensor.Vector(2)) { HasOracle = false },
    ];
}

public sealed class AdamStepTests : OperatorTests<AdamStepTests>, IOperatorCases
{
    private static readonly Shape X = [3, 5];

    public static IEnumerable<OperatorCase> Cases =>
    [
        new("first moment", new AdamFirstMoment(), X, X) { HasGradient = false, HasOracle = false },
        new("second moment", new AdamSecondMoment(), X, X) { HasGradient = false, HasOracle = false },
        new("step", new AdamStep(), X, X, TestInput.Floats(X, 0.01f, 1), Tensor.Scalar(0.01f), Tensor.Scalar(3f)) { HasGradient = false, HasOracle = false },
    ];
}
