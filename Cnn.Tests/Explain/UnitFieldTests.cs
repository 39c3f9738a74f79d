using Cnn.Explain;
using Cnn.Networks;
using Cnn.Ops;
using NUnit.Framework;

namespace Cnn.Tests.Explain;

/// <summary>What an element can depend on is what changes it: each pixel of random networks is changed, each element looked at.</summary>
public class UnitFieldTests
{
    [Test]
    public void Fields_are_what_brute_force_finds(
        [ValueSource(typeof(FieldNetworks), nameof(FieldNetworks.Kinds))] string kind, [Values(1, 2, 3)] int seed)
    {
        var variables = new VariableSet();
        var b = new GraphBuilder(variables, seed);
        var input = b.Input("input", [1, 2, 9, 11]);
        var graph = new Graph(FieldNetworks.Build(b, input, kind, seed));
        var field = new UnitField(graph, input);
        var changes = new Changes(graph, variables, input, seed);
        int seen = 0;
        foreach (var node in graph.Nodes.Where(n => !n.IsLeaf))
            for (int index = 0; index < node.Shape.Count; index++)
            {
                bool any = field.Trace(node, index);
                var (rows, columns) = changes.Of(node, index);
                Assert.That(any, Is.EqualTo(!rows.IsEmpty), $"{node.Name} {index}");
                if (any)
                    Assert.That((field[input][2], field[input][3]), Is.EqualTo((rows, columns)), $"{node.Name} {node.Op} {index}");
                seen += any ? 1 : 0;
            }
        Assert.That(seen, Is.GreaterThan(50));
    }

    [Test]
    public void The_size_without_a_border_is_that_of_the_formula()
    {
        var variables = new VariableSet();
        var b = new GraphBuilder(variables);
        var input = b.Input("input", [1, 1, 61, 67]);
        var x = b.Relu(b.Conv(input, 3, 3, "a", stride: 2));
        x = b.MaxPool(x, 2, stride: 2);
        var last = new Node(new Conv(Dilations: [2, 3]), [x, b.Normal("w", [4, 3, 3, 2], 1)], "last");
        var graph = new Graph(last);
        var field = new UnitField(graph, input);
        Assert.That(field.Trace(last, last.Shape[3] + 1));
        var formula = ReceptiveField.Of(graph)[last];
        Assert.That((field[input][2].Length, field[input][3].Length), Is.EqualTo((formula.Height, formula.Width)));
    }

    [Test]
    public void An_element_that_is_not_there_is_an_error()
    {
        var b = new GraphBuilder(new VariableSet());
        var input = b.Input("input", [1, 1, 4, 5]);
        var graph = new Graph(b.Relu(input, "relu"));
        var field = new UnitField(graph, input);
        Assert.That(() => field.Trace(graph.Outputs[0], 20), Throws.TypeOf<CnnException>().With.Message.Contains("no element 20"));
        Assert.That(() => field.Trace(b.Relu(input, "other"), 0), Throws.TypeOf<CnnException>().With.Message.Contains("'other'"));
        Assert.That(field.Trace(graph.Outputs[0], 7) && field[input][3] == new AxisRange(2, 2) && field[b.Input("no", [1])].IsEmpty);
    }
}
