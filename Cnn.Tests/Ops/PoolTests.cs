using Cnn.Ops;

namespace Cnn.Tests.Ops;

public sealed class MaxPoolTests : OperatorTests<MaxPoolTests>, IOperatorCases
{
    public static IEnumerable<OperatorCase> Cases
    {
        get
        {
            foreach (int channels in new[] { 1, 2, 3, 4, 7, 8, 15, 16, 17 })
                yield return Of($"{channels} channels", new MaxPool([2, 3], [2, 1]), [1, channels, 4, 3]);
            yield return Of("overlapping, asymmetric pads", new MaxPool([3, 2], [2, 1], [1, 0, 0, 1]), [2, 3, 5, 6]);
            yield return Of("all negative beside padding", new MaxPool([2, 2], [1, 1], [1, 1, 1, 1]),
                TestInput.Floats([2, 2, 3, 4], -2, -1));
            yield return Of("ceil", new MaxPool([3, 3], [2, 2], CeilMode: true), [2, 2, 6, 8]);
            yield return Of("ceil, last window would begin in the padding",
                new MaxPool([2, 2], [3, 3], [0, 0, 1, 1], CeilMode: true), [1, 2, 3, 4]);
            yield return Of("ceil with pads", new MaxPool([3, 3], [2, 3], [1, 1, 0, 1], CeilMode: true), [2, 2, 6, 5]);
            yield return Of("dilation", new MaxPool([2, 3], [1, 2], [1, 0, 0, 1], [2, 2]), [2, 2, 5, 7]);
            yield return Of("same upper", new MaxPool([3, 2], [2, 2], AutoPad: AutoPad.SameUpper), [2, 2, 5, 6]);
            yield return Of("same lower", new MaxPool([2, 2], [1, 1], AutoPad: AutoPad.SameLower), [2, 2, 5, 6]);
            yield return Of("1-D", new MaxPool([3], [2], [1, 0]), [2, 3, 9]);
            yield return Of("3-D", new MaxPool([2, 2, 3], [2, 1, 1], [0, 1, 1, 1, 0, 1]), [1, 2, 4, 3, 5]);
            yield return Indices("indices", new MaxPool([2, 2], [2, 1], [1, 0, 0, 1], Output: 1), [2, 3, 5, 4]);
            yield return Indices("indices 3-D", new MaxPool([2, 2, 2], [1, 1, 2], Output: 1), [2, 1, 3, 4, 5]);
            yield return Indices("indices column-major", new MaxPool([2, 2], [2, 1], Output: 1, ColumnMajor: true), [2, 3, 5, 4]);
            yield return Indices("ties", new MaxPool([2, 2], [1, 1], Output: 1), new Tensor([1, 2, 3, 4]));
        }
    }

    private static OperatorCase Of(string name, MaxPool op, TestInput input) => new(name, op, input);
    private static OperatorCase Of(string name, MaxPool op, Shape input) => new(name, op, input);
    private static OperatorCase Indices(string name, MaxPool op, TestInput input) => new(name, op, input) { HasGradient = false };
    private static OperatorCase Indices(string name, MaxPool op, Shape input) => Indices(name, op, (TestInput)input);
}

public sealed class AveragePoolTests : OperatorTests<AveragePoolTests>, IOperatorCases
{
    public static IEnumerable<OperatorCase> Cases
    {
        get
        {
            foreach (int channels in new[] { 1, 2, 3, 4, 7, 8, 15, 16, 17 })
                yield return Of($"{channels} channels", new AveragePool([2, 3], [2, 1]), [2, channels, 4, 5]);
            foreach (bool count in new[] { false, true })
                foreach (bool ceil in new[] { false, true })
                {
                    string name = $"{(count ? "pads counted" : "pads not counted")}{(ceil ? ", ceil" : "")}";
                    yield return Of(name, new AveragePool([3, 2], [2, 2], [1, 0, 0, 1], CeilMode: ceil, CountIncludePad: count),
                        [2, 3, 6, 7]);
                    yield return Of($"{name}, wide",
                        new AveragePool([3, 3], [2, 3], [1, 1, 1, 1], CeilMode: ceil, CountIncludePad: count), [2, 2, 6, 8]);
                    yield return Of($"{name}, same lower",
                        new AveragePool([3, 2], [2, 2], CeilMode: ceil, CountIncludePad: count, AutoPad: AutoPad.SameLower), [2, 2, 5, 6]);
                }
            yield return Of("dilation", new AveragePool([2, 3], [1, 2], [1, 0, 0, 1], [2, 2]), [2, 2, 5, 7]);
            yield return Of("1-D", new AveragePool([3], [2], [1, 0]), [2, 3, 9]);
            yield return Of("3-D", new AveragePool([2, 2, 3], [2, 1, 1], [0, 1, 1, 1, 0, 1]), [1, 2, 4, 3, 5]);
        }
    }

    private static OperatorCase Of(string name, AveragePool op, Shape input) => new(name, op, input);
}

public sealed class GlobalAveragePoolTests : OperatorTests<GlobalAveragePoolTests>, IOperatorCases
{
    public static IEnumerable<OperatorCase> Cases =>
    [
        new("2-D", new GlobalAveragePool(), new Shape(2, 7, 3, 5)),
        new("1-D", new GlobalAveragePool(), new Shape(2, 3, 5)),
        new("3-D", new GlobalAveragePool(), new Shape(1, 3, 2, 3, 4)),
        new("one element", new GlobalAveragePool(), new Shape(2, 17, 1, 1)),
    ];
}
