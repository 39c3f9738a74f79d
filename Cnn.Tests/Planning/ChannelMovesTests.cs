using Cnn.Ops;
using Cnn.Planning;
using NUnit.Framework;

namespace Cnn.Tests.Planning;

/// <summary>Channels that only move, for packs of four.</summary>
public class ChannelMovesTests
{
    private static readonly Node A = new(new Input([2, 6, 3, 5]), "a"), B = new(new Input([2, 6, 3, 5]), "b");

    private static ChannelMoves Moves(bool keepsAll, params Node[] outputs) =>
        new(new GraphFacts(new Graph(outputs), keepsAll), new Packing(4));

    private static Node Relu(Node x) => new(new Relu(), [x]);

    // Joined maps whose channels take turns, as ShuffleNet has them, and the nodes on the way.
    private static (Node Joined, Node Apart, Node Turned, Node Shuffled) Shuffle()
    {
        var joined = new Node(new Concat(1), [A, B], "joined");
        var apart = new Node(new Reshape([0, 2, 6, 3, 5]), [joined], "apart");
        var turned = new Node(new Transpose([0, 2, 1, 3, 4]), [apart], "turned");
        return (joined, apart, turned, new Node(new Reshape([0, 12, 3, 5]), [turned], "shuffled"));
    }

    [Test]
    public void Shuffled_channels_come_from_where_they_were_computed()
    {
        var shuffled = Shuffle().Shuffled;
        var second = new Node(new Split(1, [7, 5], 1), [shuffled]);
        var sources = Moves(false, Relu(second)).SourcesOf(second)!;
        // Channels 7 to 11 of a, b, a, b … for two images.
        Assert.That(sources.Select(s => (s.Map.Name, s.Channel)), Is.EqualTo(new[]
        {
            ("b", 3), ("a", 4), ("b", 4), ("a", 5), ("b", 5), ("b", 9), ("a", 10), ("b", 10), ("a", 11), ("b", 11),
        }));
    }

    [Test]
    public void What_lies_on_the_way_may_wait_unless_somebody_looks_at_it()
    {
        var (joined, apart, turned, shuffled) = Shuffle();
        var moves = Moves(false, Relu(shuffled));
        Assert.That(new[] { joined, apart, turned, shuffled }.Select(moves.MayWait), Is.All.True);
        moves = Moves(true, Relu(shuffled));
        Assert.That(new[] { joined, apart, turned, shuffled }.Select(moves.MayWait), Is.All.False);
        moves = Moves(false, Relu(shuffled), Relu(turned));
        Assert.That(moves.MayWait(turned), Is.False);
    }

    [Test]
    public void What_moves_more_than_channels_is_none()
    {
        var columns = new Node(new Slice([1], [4], [3]), [A]);
        var turned = new Node(new Transpose([0, 1, 3, 2]), [A]);
        var renamed = new Node(new Reshape([2, 6, 5, 3]), [A]);
        // The parts fill packs, and so are computed into their places.
        var joined = new Node(new Concat(1), [new Node(new Input([2, 4, 3, 5]), "c"), new Node(new Input([2, 8, 3, 5]), "d")]);
        var moves = Moves(false, columns, turned, renamed, joined);
        foreach (var node in new[] { columns, turned, renamed, joined, A })
            Assert.That(moves.SourcesOf(node), Is.Null, node.Op.Name);
    }

    [Test]
    public void A_step_may_be_negative()
    {
        var back = new Node(new Slice([5], [-7], [1], [-2]), [A]);
        Assert.That(Moves(false, back).SourcesOf(back)!.Select(s => s.Channel), Is.EqualTo(new[] { 5, 3, 1, 11, 9, 7 }));
    }
}
