using Cnn.Ops;
using NUnit.Framework;

namespace Cnn.Tests.Ops;

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
                    yield return new($"{op.Name} int64", op, Tensor.Vector(1L, -2, 100_000),
                        Tensor.Vector(3L, -7, 5))
                    { HasGradient = false };
                yield return new($"{op.Name} int32", op, Tensor.Vector(7, -7, 100000), Tensor.Vector(2, 2, 3)) { HasGradient = false };
            }
            yield return new("PRelu per channel", new PRelu(), new Shape(2, 7, 3, 4), TestInput.Floats([7, 1, 1], 0.1f, 1));
            yield return new("PRelu per element", new PRelu(), new Shape(2, 3, 4), new Shape(3, 4));
            yield return new("Pow", new Pow(), TestInput.Floats([2, 3, 4], 0.3f, 2), TestInput.Floats([3, 1], -1.5f, 2.5f));
            yield return new("Pow of negative numbers", new Pow(), Tensor.Vector(-2f, -1.5f, 3),
                Tensor.Vector(3f, 2, -2))
            { HasGradient = false };
            yield return new("Pow float, int64", new Pow(), new Shape(2, 3), Tensor.Vector(2L, 3, 0)) { HasGradient = false };
            yield return new("Pow int32, float", new Pow(), Tensor.Vector(2, 3, 4), Tensor.Vector(3f, 2, 0.5f)) { HasGradient = false };
            yield return new("Pow int64", new Pow(), Tensor.Vector(2L, -3, 4), Tensor.Vector(10L, 3, 0)) { HasGradient = false };
            yield return new("Add, no elements", new Add(), new Shape(2, 0), new Shape(1, 1)) { HasGradient = false };
        }
    }

    [Test]
    public void Integers_of_64_bits_are_exact()
    {
        var sum = new Tensor([1], DataType.Int64);
        new Add().Evaluate([Tensor.Vector((1L << 60) + 1), Tensor.Vector(2L)], sum);
        Assert.That(sum.ToInt64()[0], Is.EqualTo((1L << 60) + 3));
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

public sealed class RelationTests : OperatorTests<RelationTests>, IOperatorCases
{
    public static IEnumerable<OperatorCase> Cases
    {
        get
        {
            Relation[] numbers = [new Equal(), new Greater(), new GreaterOrEqual(), new Less(), new LessOrEqual()];
            foreach (var op in numbers)
            {
                yield return Of($"{op.Name} floats", op, new Shape(2, 3, 4), new Shape(3, 1));
                yield return Of($"{op.Name} equal floats", op, Tensor.Vector(1f, 2, 3), Tensor.Vector(2f, 2, 2));
                yield return Of($"{op.Name} NaN", op, Tensor.Vector(float.NaN, 1), Tensor.Vector(float.NaN, float.NaN));
                yield return Of($"{op.Name} int64", op, Tensor.Vector(1L, 2, 3), Tensor.Scalar(2L));
                yield return Of($"{op.Name} int32", op, Tensor.Vector(1, 2, 3), Tensor.Vector(2));
            }
            Relation[] logic = [new And(), new Or(), new Equal()];
            foreach (var op in logic)
                yield return Of($"{op.Name} Bool", op, Tensor.From([2, 2], new[] { true, true, false, false }), Tensor.Vector(true, false));
        }
    }

    private static OperatorCase Of(string name, Op op, TestInput a, TestInput b) => new(name, op, a, b) { HasGradient = false };
    private static OperatorCase Of(string name, Op op, Shape a, Shape b) => Of(name, op, (TestInput)a, (TestInput)b);
    private static OperatorCase Of(string name, Op op, Tensor a, Tensor b) => Of(name, op, (TestInput)a, (TestInput)b);
}

public sealed class VariadicTests : OperatorTests<VariadicTests>, IOperatorCases
{
    public static IEnumerable<OperatorCase> Cases
    {
        get
        {
            Variadic[] operators = [new Sum(), new Mean(), new Max(), new Min()];
            foreach (var op in operators)
            {
                yield return new($"{op.Name} of one", op, new Shape(2, 3));
                yield return new($"{op.Name} of two", op, new Shape(2, 3), new Shape(3));
                yield return new($"{op.Name} of nine", op,
                    [.. Enumerable.Range(0, 9).Select(i => TestInput.Floats(i % 2 == 0 ? [2, 1, 5] : [3, 1], -1, 1 + 0.03f * i))]);
                if (op is Max or Min)
                    yield return new($"{op.Name} int64", op, Tensor.Vector(1L, -2), Tensor.Vector(0L, 5)) { HasGradient = false };
            }
        }
    }
}

public sealed class SelectionTests : OperatorTests<SelectionTests>, IOperatorCases
{
    private static readonly Tensor Choice = Tensor.From([3, 1], new[] { true, false, true });

    public static IEnumerable<OperatorCase> Cases
    {
        get
        {
            yield return new("Where", new Where(), Choice, new Shape(2, 3, 4), new Shape(4));
            yield return new("Where int64", new Where(), Choice, Tensor.Vector(1L, 2), Tensor.Scalar(-1L)) { HasGradient = false };
            yield return new("Clip", new Clip(), TestInput.Floats([2, 3, 4], -3, 3),
                Tensor.Scalar(-1.5f), Tensor.Scalar(1f))
            { HasGradient = false };
            yield return new("Clip below", new Clip(HasMax: false), TestInput.Floats([2, 3, 4], -3, 3),
                Tensor.Scalar(-1.4f))
            { HasGradient = false };
            yield return new("Clip above", new Clip(HasMin: false), TestInput.Floats([2, 3, 4], -3, 3),
                Tensor.Scalar(1.4f))
            { HasGradient = false };
            yield return new("Clip to nothing", new Clip(HasMin: false, HasMax: false), new Shape(2, 3)) { HasOracle = false };
            yield return new("Clip crossed bounds", new Clip(), new Shape(5),
                Tensor.Scalar(1f), Tensor.Scalar(-1f))
            { HasGradient = false };
            yield return new("Clip int64", new Clip(), Tensor.Vector(-5L, 0, 5),
                Tensor.Scalar(-1L), Tensor.Scalar(1L))
            { HasGradient = false };
            foreach (var to in Enum.GetValues<DataType>())
            {
                yield return new($"Cast Float32 to {to}", new Cast(to), Tensor.Vector(0f, 0.9f, 1.5f, 200.7f)) { HasGradient = false };
                yield return new($"Cast Int64 to {to}", new Cast(to), Tensor.Vector(0L, 1, 200)) { HasGradient = false };
                yield return new($"Cast Int32 to {to}", new Cast(to), Tensor.Vector(0, 1, 300)) { HasGradient = false };
                yield return new($"Cast UInt8 to {to}", new Cast(to), Tensor.Vector<byte>(0, 1, 255)) { HasGradient = false };
                yield return new($"Cast Bool to {to}", new Cast(to), Tensor.Vector(true, false)) { HasGradient = false };
            }
            yield return new("Cast negative floats", new Cast(DataType.Int32),
                Tensor.Vector(-0.9f, -1.5f, -200.7f))
            { HasGradient = false };
            foreach (int axis in new[] { 0, 1, -1 })
            {
                yield return new($"Gather {axis}", new Gather(axis), new Shape(2, 3, 5),
                    Tensor.From([2, 1], new long[] { 1, -2 }))
                { HasGradient = false };
                yield return new($"Gather {axis} with known indices", new Gather(axis), new Shape(2, 3, 5),
                    new TestInput(_ => Tensor.From([2, 2], new long[] { 1, -2, 1, 0 })) { IsConstant = true });
                foreach (bool last in new[] { false, true })
                {
                    yield return new($"ArgMax {axis} {last}", new ArgMax(axis, axis == 0, last), Ties()) { HasGradient = false };
                    yield return new($"ArgMin {axis} {last}", new ArgMin(axis, axis == 0, last), Ties()) { HasGradient = false };
                }
                foreach (int output in new[] { 0, 1 })
                {
                    yield return new($"TopK {axis} output {output}", new TopK(2, axis, Output: output),
                        new Shape(2, 3, 5))
                    { HasGradient = false };
                    yield return new($"TopK smallest {axis} output {output}", new TopK(2, axis, Largest: false, Output: output),
                        new Shape(2, 3, 5))
                    { HasGradient = false };
                }
            }
            foreach (bool center in new[] { false, true })
                foreach (float? least in new float?[] { null, 0.1f })
                    yield return new($"NonMaxSuppression {center} {least}", new NonMaxSuppression(3, 0.3f, least, center),
                        TestInput.Floats([2, 17, 4], 0.1f, 2), TestInput.Floats([2, 3, 17], 0, 1))
                    { HasGradient = false, HasOracle = false };
            foreach (int axis in new[] { 0, 1, -1 })
                yield return new($"GatherElements {axis}", new GatherElements(axis), new Shape(2, 3, 5),
                    Tensor.From([2, 2, 3], new long[] { 1, 0, -1, 0, 1, 0, -2, 1, 1, 0, 0, -1 }))
                { HasGradient = false };
            yield return new("GatherElements int32", new GatherElements(1), Tensor.From([1, 4], new[] { 7, -5, 3, 9 }),
                Tensor.From([1, 6], new[] { 3, -4, 2, 1, 0, -1 }))
            { HasGradient = false };
            yield return new("Gather a scalar", new Gather(1), new Shape(2, 3, 5), Tensor.Scalar(2)) { HasGradient = false };
            yield return new("TopK of equal elements", new TopK(3, Output: 1), Tensor.Vector(1f, 2, 2, 1, 2, 0)) { HasGradient = false };
        }
    }

    private static Tensor Ties() => Tensor.From([2, 3, 4], Enumerable.Range(0, 24).Select(i => (float)(i * 7 % 3)).ToArray());

    [Test]
    public void An_index_out_of_range_is_named()
    {
        var error = Assert.Throws<CnnException>(() => new Gather().Evaluate([Tensor.Vector(1f, 2), Tensor.Vector(2L)], new Tensor([1])));
        Assert.That(error!.Message, Is.EqualTo("index 2 is out of range for an axis of length 2"));
    }
}
