using System.Collections.Immutable;
using Cnn.Backends;
using Cnn.Ops;
using NUnit.Framework;

namespace Cnn.Tests.Ops;

/// <summary>Negative controls: what is broken on purpose must be found, or the other tests of this folder prove nothing.</summary>
public class CheckerTests
{
    private static OperatorCase Case(Op op) => new("control", op, new Shape(2, 3, 5, 4));

    [Test]
    public void A_right_operator_passes()
    {
        Assert.That(BackendCheck.Difference(new ReferenceBackend(), Case(new Tanh())), Is.Null);
        Assert.That(GradientCheck.Difference(Case(new Tanh())), Is.Null);
    }

    [Test]
    public void A_wrong_gradient_is_found() =>
        Assert.That(GradientCheck.Difference(Case(new WrongGradient())), Does.StartWith("gradient of input 0"));

    [Test]
    public void A_backend_that_is_off_by_a_little_is_found() =>
        Assert.That(BackendCheck.Difference(new ReferenceBackend(), Case(new Unsteady())), Does.StartWith("element 7"));

    [TestCase(1f, 1.00012f, false)]
    [TestCase(1f, 1.0001f, true)]
    [TestCase(0f, 1.1e-5f, false)]
    [TestCase(float.NaN, float.NaN, true)]
    [TestCase(float.NaN, 0f, false)]
    [TestCase(0f, float.NaN, false)]
    [TestCase(float.PositiveInfinity, float.MaxValue, false)]
    [TestCase(float.NegativeInfinity, float.NegativeInfinity, true)]
    public void Values_are_close_or_not(float expected, float actual, bool close) => Assert.That(
        new Closeness().Difference(Tensor.Vector(expected), Tensor.Vector(actual)), close ? Is.Null : Is.Not.Null);

    [Test]
    public void Shapes_and_types_must_be_the_same()
    {
        Assert.That(new Closeness().Difference(Tensor.Vector(1f), Tensor.Scalar(1f)), Is.Not.Null);
        Assert.That(new Closeness().Difference(Tensor.Vector(1), Tensor.Vector(1L)), Is.Not.Null);
        Assert.That(new Closeness().Difference(Tensor.Vector(1L), Tensor.Vector(2L)), Is.Not.Null);
    }

    private sealed record WrongGradient : Op
    {
        public override TensorInfo Infer(ReadOnlySpan<TensorInfo> inputs) => inputs[0];
        public override void Evaluate(ReadOnlySpan<Tensor> inputs, Tensor output) => new Tanh().Evaluate(inputs, output);
        public override ImmutableArray<Node?> Gradient(Node node, Node dy) => [dy * 0.9f];
    }

    // Gives another value each time it is asked, as a broken kernel beside a right definition would.
    private sealed record Unsteady : Op
    {
        private int _calls;
        public override TensorInfo Infer(ReadOnlySpan<TensorInfo> inputs) => inputs[0];
        public override void Evaluate(ReadOnlySpan<Tensor> inputs, Tensor output)
        {
            output.CopyFrom(inputs[0]);
            output.Floats[7] += 0.001f * _calls++;
        }
        public override ImmutableArray<Node?> Gradient(Node node, Node dy) => [dy];
    }
}
