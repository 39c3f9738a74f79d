using Cnn.Ops;
using Cnn.Planning;
using NUnit.Framework;

namespace Cnn.Tests.Planning;

public class JoinedMapsTests
{
    private static Node Map(int channels, int batch = 1) =>
        new(new Relu(), [new Node(new Input([batch, channels, 5, 7]), $"x{channels}")]);

    private static Part?[] Parts(int pack, Node join, params Node[] alsoOutputs)
    {
        var maps = new JoinedMaps(new GraphFacts(new Graph([join, .. alsoOutputs]), keepsAll: false), new Packing(pack));
        return [.. join.Inputs.Select(maps.PartOf)];
    }

    [Test]
    public void Maps_of_whole_packs_lie_one_after_the_other()
    {
        var join = new Node(new Concat(1), [Map(16), Map(8), Map(24)]);
        Assert.That(Parts(8, join), Is.EqualTo(new Part?[] { new(join, 0), new(join, 2), new(join, 3) }));
        Assert.That(Parts(4, join), Is.EqualTo(new Part?[] { new(join, 0), new(join, 4), new(join, 6) }));
        Assert.That(Parts(16, join), Is.All.Null, "8 and 24 channels are no whole packs of 16");
    }

    [Test]
    public void Images_of_a_batch_and_other_axes_are_copied()
    {
        Assert.That(Parts(4, new Node(new Concat(1), [Map(8, batch: 2), Map(4, batch: 2)])), Is.All.Null);
        var lower = new Node(new Relu(), [new Node(new Input([1, 8, 2, 7]), "y")]);
        Assert.That(Parts(4, new Node(new Concat(2), [Map(8), lower])), Is.All.Null);
    }

    [Test]
    public void A_map_that_somebody_else_wants_has_a_place_of_its_own()
    {
        Node a = Map(8), b = Map(4), c = Map(16);
        var join = new Node(new Concat(1), [a, b, c, c]);
        Assert.That(Parts(4, join, b), Is.EqualTo(new Part?[] { new(join, 0), null, null, null }));
    }
}
