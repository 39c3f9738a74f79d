using Cnn.Ops;
using Cnn.Planning;
using NUnit.Framework;

namespace Cnn.Tests.Planning;

public class GraphFactsTests
{
    private static readonly Node X = new(new Input([2, 3, 5, 7]), "x");

    private static Node Weight(string name) => new(new Variable([2, 3, 5, 7]), name);

    private static Node Relu(Node x) => new(new Relu(), [x]);

    [Test]
    public void A_node_that_is_read_twice_has_no_only_consumer()
    {
        Node once = Relu(X), twice = Relu(once);
        var square = twice * twice;
        var facts = new GraphFacts(new Graph(square), keepsAll: false);
        Assert.That(facts.OnlyConsumer(once), Is.SameAs(twice));
        Assert.That(facts.OnlyConsumer(twice), Is.Null);
        Assert.That(facts.OnlyConsumer(square), Is.Null);
    }

    [Test]
    public void What_no_input_leads_to_knows_the_variables_behind_it()
    {
        Node a = Weight("a"), b = Weight("b");
        var both = Relu(a) + b;
        var constant = Relu(new Node(new Constant(new Tensor([2, 3, 5, 7]))));
        var mixed = both + X;
        var facts = new GraphFacts(new Graph(mixed, constant), keepsAll: false);
        Assert.That(facts.VariablesBehind(both), Is.EquivalentTo(new[] { "a", "b" }));
        Assert.That(facts.VariablesBehind(constant), Is.Empty);
        Assert.That(facts.VariablesBehind(both, mixed), Is.Null);
        Assert.That(new[] { both, constant, mixed, X }.Select(facts.IsFixed), Is.EqualTo(new[] { true, true, false, false }));
    }

    [Test]
    public void Leaves_outputs_and_sources_of_updates_are_kept([Values] bool keepsAll)
    {
        var weight = Weight("a");
        Node inner = Relu(X), output = Relu(inner), next = inner + weight;
        var facts = new GraphFacts(new Graph([output], [new Update(weight, next)]), keepsAll);
        Assert.That(new[] { X, weight, output, next }.Select(facts.IsKept), Is.All.True);
        Assert.That(facts.IsKept(inner), Is.EqualTo(keepsAll));
    }
}
