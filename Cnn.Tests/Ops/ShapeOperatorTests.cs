using Cnn.Ops;
using NUnit.Framework;

namespace Cnn.Tests.Ops;

/// <summary>Operators that move elements and compute nothing.</summary>
public sealed class ShapeOperatorTests : OperatorTests<ShapeOperatorTests>, IOperatorCases
{
    private static readonly Shape X = [2, 3, 4, 5];

    public static IEnumerable<OperatorCase> Cases
    {
        get
        {
            yield return new("Reshape −1", new Reshape([6, -1]), X);
            yield return new("Reshape 0", new Reshape([0, -1, 0]), X) { };
            yield return new("Reshape int64", new Reshape([2, 2]), Tensor.Vector(1L, 2, 3, 4)) { HasGradient = false };
            yield return new("Reshape to a scalar", new Reshape([]), new Shape(1, 1));
            foreach (int axis in new[] { -4, -1, 0, 1, 2, 4 })
                yield return new($"Flatten {axis}", new Flatten(axis), X);
            yield return new("Identity", new Identity(), X);
            yield return new("Dropout", new Dropout(), X);
            yield return new("Transpose", new Transpose(), X);
            yield return new("Transpose to NHWC", new Transpose([0, 2, 3, 1]), X);
            yield return new("Transpose uint8", new Transpose([1, 0]),
                Tensor.From([2, 3], new byte[] { 1, 2, 3, 4, 5, 6 }))
            { HasGradient = false };
            yield return new("Expand", new Expand([3, 2, 1, 5]), new Shape(2, 4, 1));
            yield return new("Expand a scalar", new Expand([2, 3]), Shape.Scalar);
            yield return new("Slice", new Slice([1, 2], [2, 4], [1, -1]), X);
            yield return new("Slice from the end", new Slice([-3, 0], [int.MaxValue, -1], [3, 2]), X);
            yield return new("Slice backwards", new Slice([-1, int.MaxValue], [int.MinValue, 0], [2, 3], [-1, -2]),
                X)
            { HasGradient = false };
            yield return new("Slice to nothing", new Slice([3], [1], [2]), X) { HasGradient = false };
            yield return new("Pad", new Pad([0, 1, 2, 0, 1, 0, 0, 3]), X);
            yield return new("Pad with a value", new Pad([0, 1, 2, 1]), new Shape(3, 4), Tensor.Scalar(-2.5f));
            yield return new("Pad crops", new Pad([0, -1, 2, -1]), new Shape(3, 4));
            yield return new("Pad reflects", new Pad([2, 3, 1, 2], PadMode.Reflect), new Shape(3, 4)) { HasGradient = false };
            yield return new("Pad repeats the edge", new Pad([2, 3, 1, 6], PadMode.Edge), new Shape(3, 4)) { HasGradient = false };
            yield return new("Squeeze", new Squeeze([1, -1]), new Shape(2, 1, 3, 1));
            yield return new("Squeeze all", new Squeeze(), new Shape(2, 1, 3, 1));
            yield return new("Unsqueeze", new Unsqueeze([-1, 0, 2]), new Shape(2, 3));
            foreach (int part in new[] { 0, 1, 2 })
                yield return new($"Split part {part}", new Split(-2, [1, 2, 1], part), X);
            yield return new("Split to nothing", new Split(1, [0, 3], 0), X) { HasGradient = false };
            yield return new("DepthToSpace DCR", new DepthToSpace(2), new Shape(2, 8, 2, 3));
            yield return new("DepthToSpace CRD", new DepthToSpace(2, ColumnRowDepth: true), new Shape(2, 8, 2, 3)) { HasGradient = false };
            yield return new("SpaceToDepth", new SpaceToDepth(2), new Shape(2, 3, 4, 6));
            yield return new("Tile", new Tile([2, 1, 3]), new Shape(2, 3, 4));
            yield return new("Tile rank 4", new Tile([2, 3, 1, 2]), new Shape(1, 2, 3, 2)) { HasGradient = false };
            yield return new("Tile int64", new Tile([2]), Tensor.Vector(1L, 2)) { HasGradient = false };
            yield return new("Concat", new Concat(1), new Shape(2, 3, 4), new Shape(2, 1, 4), new Shape(2, 17, 4));
            yield return new("Concat the last", new Concat(-1), new Shape(2, 3, 4), new Shape(2, 3, 1));
            yield return new("Concat one", new Concat(0), new Shape(2, 3));
            yield return new("Concat int64", new Concat(0), Tensor.Vector(1L, 2), Tensor.Vector(3L)) { HasGradient = false };
        }
    }

    [TestCase("[7, -1]", "120 elements")]
    [TestCase("[-1, -1]", "only one length may be −1")]
    [TestCase("[2, 3, 4, 5, 0]", "copies axis 4")]
    public void Reshape_names_what_does_not_fit(string target, string message)
    {
        Ints lengths = [.. target.Trim('[', ']').Split(',').Select(int.Parse)];
        var error = Assert.Throws<NodeException>(() => _ = new Node(new Reshape(lengths), [new Node(new Input([2, 3, 4, 5]))]));
        Assert.That(error!.Message, Does.Contain(message));
    }

    private static IEnumerable<TestCaseData> TooLong =>
    [
        new TestCaseData(new Flatten(1), new Shape(1, 65536, 65536)).SetName("Flatten"),
        new TestCaseData(new SpaceToDepth(1024), new Shape(1, 65536, 1024, 1024)).SetName("SpaceToDepth"),
        new TestCaseData(new DepthToSpace(1024), new Shape(1, 1048576, 1, 1 << 22)).SetName("DepthToSpace"),
        new TestCaseData(new Tile([1 << 20, 1 << 20]), new Shape(1 << 20, 1)).SetName("Tile"),
        new TestCaseData(new Expand([int.MaxValue, int.MaxValue, int.MaxValue]), new Shape(1)).SetName("Expand"),
        new TestCaseData(new Pad([int.MaxValue, int.MaxValue]), new Shape(1)).SetName("Pad"),
    ];

    [TestCaseSource(nameof(TooLong))]
    public void Lengths_that_overflow_are_an_error_of_ours(Op op, Shape shape) =>
        Assert.Throws<NodeException>(() => _ = new Node(op, [new Node(new Input(shape))]));

    [Test]
    public void Concat_names_the_shape_that_does_not_fit()
    {
        var error = Assert.Throws<NodeException>(() =>
            _ = new Node(new Concat(1), [new Node(new Input([2, 3, 4])), new Node(new Input([2, 3, 5]))]));
        Assert.That(error!.Message, Does.Contain("2×3×5 does not join 2×3×4 along axis 1"));
    }
}
