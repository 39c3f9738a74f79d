using Cnn.Ops;
using NUnit.Framework;

namespace Cnn.Tests.Ops;

public sealed class UnaryTests : OperatorTests<UnaryTests>, IOperatorCases
{
    public static IEnumerable<OperatorCase> Cases
    {
        get
        {
            Unary[] everywhere =
            [
                new Relu(), new LeakyRelu(), new LeakyRelu(0.3f), new Sigmoid(), new Tanh(), new Exp(), new Abs(), new Neg(),
                new Erf(), new HardSigmoid(), new HardSigmoid(0.4f, 0.3f), new HardSwish(), new Elu(), new Elu(0.5f),
                new Selu(), new Celu(), new Celu(2), new ThresholdedRelu(), new ThresholdedRelu(0.505f), new Softplus(),
                new Softsign(), new Gelu(), new Gelu(Approximate: true), new Mish(),
            ];
            // Kinks at ±3, ±1.5, … lie between the steps: 210 elements from −4 to 4 are odd multiples of 4/210.
            foreach (var op in everywhere)
                yield return new($"{op}", op, TestInput.Floats([2, 3, 5, 7], -4, 4));
            Unary[] positive = [new Sqrt(), new Log(), new Reciprocal()];
            foreach (var op in positive)
                yield return new($"{op}", op, TestInput.Floats([2, 3, 5, 7], 0.2f, 3));
            Unary[] steps = [new Floor(), new Ceil(), new Round(), new Sign()];
            foreach (var op in steps)
            {
                yield return new($"{op}", op, TestInput.Floats([2, 3, 5, 7], -4.02f, 4.02f)) { HasGradient = false };
                yield return new($"{op} of halves", op,
                    Tensor.Vector(-2.5f, -2, -1.5f, -1, -0.5f, 0, 0.5f, 1, 1.5f, 2, 2.5f, 3.5f))
                { HasGradient = false };
            }
            Unary[] integers = [new Abs(), new Neg(), new Sign()];
            foreach (var op in integers)
                yield return new($"{op} int32", op, Tensor.Vector(-7, 0, 100000)) { HasGradient = false };
            yield return new("a scalar", new Sigmoid(), Shape.Scalar);
            yield return new("no elements", new Tanh(), new Shape(2, 0, 3)) { HasGradient = false };
            Unary[] bounded = [new Sigmoid(), new Tanh(), new Softplus(), new Softsign(), new Erf(), new Gelu(),
                new Gelu(true), new Mish(), new Elu(), new Selu(), new Celu()];
            foreach (var op in bounded)
                yield return new($"{op} of large numbers", op, Tensor.Vector(-200f, -90, -30, 30, 90, 200)) { HasGradient = false };
            yield return new("Not", new Not(), Tensor.Vector(true, false, true)) { HasGradient = false };
        }
    }

    [Test]
    public void Relu_keeps_NaN()
    {
        var y = new Tensor([3]);
        new Relu().Evaluate([Tensor.Vector(float.NaN, -1, 1)], y);
        Assert.That(y.Floats.ToArray(), Is.EqualTo(new[] { float.NaN, 0, 1 }));
    }

    // From tables of the error function.
    [TestCase(0, 0)]
    [TestCase(0.5, 0.5204998778130465)]
    [TestCase(1, 0.8427007929497149)]
    [TestCase(2.9, 0.9999589021219006)]
    [TestCase(3.1, 0.9999883513426328)]
    [TestCase(-2, -0.9953222650189527)]
    [TestCase(double.PositiveInfinity, 1)]
    public void Erf_is_exact(double x, double expected) => Assert.That(Erf.Value(x), Is.EqualTo(expected).Within(1e-13));

    [Test]
    public void Floats_only_is_said()
    {
        var error = Assert.Throws<NodeException>(() => _ = new Node(new Sigmoid(), [new Node(new Input([2], DataType.Int64))]));
        Assert.That(error!.Message, Is.EqualTo("node 'Sigmoid' (Sigmoid): input 0 must be Float32; it is Int64"));
    }
}
