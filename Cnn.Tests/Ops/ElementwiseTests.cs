using Cnn.Ops;
using NUnit.Framework;

namespace Cnn.Tests.Ops;

public sealed class UnaryTests : OperatorTests<UnaryTests>, IOperatorCases
{
    public static IEnumerable<OperatorCase> Cases
    {
        get
        {
            Unary[] operators = [new Relu(), new LeakyRelu(), new LeakyRelu(0.3f), new Sigmoid(), new Tanh(), new Sqrt()];
            foreach (var op in operators)
            {
                bool positive = op is Sqrt;
                yield return new($"{op}", op, TestInput.Floats([2, 3, 5, 7], positive ? 0.1f : -3, 3));
            }
            yield return new("a scalar", new Sigmoid(), Shape.Scalar);
            yield return new("no elements", new Tanh(), new Shape(2, 0, 3)) { HasGradient = false };
            yield return new("saturated", new Sigmoid(), Tensor.Vector(-200f, -90, 90, 200, float.NegativeInfinity, float.PositiveInfinity)) { HasGradient = false };
        }
    }

    [Test]
    public void Relu_keeps_NaN()
    {
        var y = new Tensor([3]);
        new Relu().Evaluate([Tensor.Vector(float.NaN, -1, 1)], y);
        Assert.That(y.Floats.ToArray(), Is.EqualTo(new[] { float.NaN, 0, 1 }));
    }
}

public sealed class BinaryTests : OperatorTests<BinaryTests>, IOperatorCases
{
    public static IEnumerable<OperatorCase> Cases
    {
        get
        {
            (Shape A, Shape B)[] shapes =
            [
                ([2, 3, 4, 5], [2, 3, 4, 5]),
                ([2, 3, 4, 5], [3, 1, 1]),
                ([3, 1, 5], [2, 1, 4, 1]),
                ([4], [2, 3, 4]),
                (Shape.Scalar, [3, 2]),
                ([1, 1], [7]),
                ([2, 1, 2, 1, 2, 1], [2, 1, 2, 1, 3]),
            ];
            Binary[] operators = [new Add(), new Sub(), new Mul(), new Div()];
            foreach (var op in operators)
            {
                foreach (var (a, b) in shapes)
                    yield return new($"{op.Name} {a}, {b}", op, a, TestInput.Floats(b, 0.5f, 2));
                if (op is not Div)
                    yield return new($"{op.Name} int64", op, Tensor.Vector(1L, -2, 1L << 60), Tensor.Vector(3L, -7, 5)) { HasGradient = false };
                yield return new($"{op.Name} int32", op, Tensor.Vector(7, -7, 100000), Tensor.Vector(2, 2, 3)) { HasGradient = false };
            }
            yield return new("Add, no elements", new Add(), new Shape(2, 0), new Shape(1, 1)) { HasGradient = false };
        }
    }

    [Test]
    public void Shapes_that_do_not_broadcast_are_named()
    {
        var error = Assert.Throws<NodeException>(() => _ = new Node(new Input([2, 3])) + new Node(new Input([2, 4])));
        Assert.That(error!.Message, Is.EqualTo("node 'Add' (Add): shapes 2×3 and 2×4 do not broadcast: 3 against 4"));
    }

    [Test]
    public void Types_must_be_the_same()
    {
        var error = Assert.Throws<NodeException>(() => _ = new Node(new Input([2])) + new Node(new Input([2], DataType.Int32)));
        Assert.That(error!.Message, Does.Contain("input 0 is Float32, input 1 is Int32"));
    }
}
