using Cnn.Backends;
using Cnn.Networks;
using Cnn.Ops;
using NUnit.Framework;

namespace Cnn.Tests.Graphs;

/// <summary>A value of an output is followed back to the cell that it is.</summary>
public class ValuePlaceTests
{
    private static readonly Node Map = new(new Input([2, 3, 4, 5]), "map"), Other = new(new Input([2, 3, 4, 2]), "other");

    private static IEnumerable<TestCaseData> Orders()
    {
        yield return Order("reshape", new Node(new Reshape([6, 20]), [Map]));
        yield return Order("transpose", new Node(new Transpose([0, 2, 3, 1]), [Map]));
        yield return Order("slice", new Node(new Slice([1, 4], [3, 0], [1, 3], [1, -2]), [Map]));
        yield return Order("split", new Node(new Split(3, [2, 3], 1), [Map]));
        yield return Order("join", new Node(new Concat(-1), [Other, Map]));
        yield return Order("join in front", new Node(new Concat(0), [Map, Map]));
        var last = new Node(new Reshape([2, 20, 3]), [new Node(new Transpose([0, 2, 3, 1]), [Map])]);
        var small = new Node(new Reshape([2, 8, 3]), [new Node(new Transpose([0, 2, 3, 1]), [Other])]);
        yield return Order("a detector's list", new Node(new Transpose([0, 2, 1]), [new Node(new Concat(1), [last, small])]));
    }

    [TestCaseSource(nameof(Orders))]
    public void Values_in_another_order_are_found_again(Node output)
    {
        // Every value has a number of its own.
        var (map, other) = (new Tensor(Map.Shape), new Tensor(Other.Shape));
        for (int i = 0; i < 120; i++)
            map.Floats[i] = i;
        for (int i = 0; i < 48; i++)
            other.Floats[i] = 1000 + i;
        using var session = new ReferenceBackend().CompileNow(new Graph(output), new VariableSet());
        session.Write(Map, map);
        if (session.Graph.Inputs.Contains(Other))
            session.Write(Other, other);
        session.Run();
        var values = session.Read(output);
        for (int i = 0; i < output.Shape.Count; i++)
        {
            var place = Root(new ValuePlace(output, i));
            Assert.That((place.Node == Map ? map : other).Floats[place.Index], Is.EqualTo(values.Floats[i]), $"value {i}");
        }
    }

    [Test]
    public void Activations_and_factors_change_a_value_and_keep_its_place()
    {
        var factor = new Node(new Constant(Tensor.From([3, 1, 1], [1f, 2, 3])));
        var scaled = new Node(new Mul(), [factor, new Node(new Sigmoid(), [Map])]);
        var chosen = new Node(new Softmax(1), [new Node(new LeakyRelu(), [scaled])]);
        Assert.That(Root(new ValuePlace(chosen, 77)), Is.EqualTo(new ValuePlace(Map, 77)));
    }

    [Test]
    public void What_is_put_together_has_no_single_source()
    {
        var b = new GraphBuilder(new VariableSet());
        var x = b.Input("input", [1, 3, 4, 5]);
        Assert.That(new ValuePlace(b.Conv(x, 2, 3, "conv"), 0).Source, Is.Null);
        Assert.That(new ValuePlace(new Node(new Add(), [x, x]), 0).Source, Is.Null);
        Assert.That(new ValuePlace(x, 0).Source, Is.Null);
        // One value for all.
        var wide = new Node(new Add(), [new Node(new Constant(new Tensor([2, 3, 4, 5]))), new Node(new Sigmoid(), [b.Input("one", [1])])]);
        Assert.That(new ValuePlace(wide, 7).Source, Is.Null);
    }

    private static TestCaseData Order(string name, Node output) => new TestCaseData(output).SetArgDisplayNames(name);

    private static ValuePlace Root(ValuePlace place)
    {
        while (place.Source is { } source)
            place = source;
        return place;
    }
}
