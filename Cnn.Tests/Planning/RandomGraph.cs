using Cnn.Ops;

namespace Cnn.Tests.Planning;

/// <summary>
/// Small graphs of what makes planning hard: diamonds, values that are read twice, chains of reshapes, joined maps, odd
/// channels, outputs in the middle, parts that no input leads to.
/// </summary>
internal sealed class RandomGraph
{
    private readonly Random _random;
    private readonly List<Node> _maps = [];
    private int _weights;

    private RandomGraph(int seed, int batch)
    {
        _random = new Random(seed);
        _maps.Add(new Node(new Input([batch, 4, 5, 3]), "x"));
        _maps.Add(new Node(new Input([batch, 3, 5, 3]), "y"));
        _maps.Add(Weight([batch, 4, 5, 3]));
    }

    /// <summary>The same graph for the same seed.</summary>
    public static Graph Of(int seed)
    {
        var graph = new RandomGraph(seed, batch: 1 + seed % 3 / 2);
        for (int i = 0; i < 18; i++)
            graph._maps.Add(graph.Next());
        // The last reads what nobody else does; one or two others are outputs besides.
        var outputs = new List<Node> { graph._maps[^1], graph.Joined() };
        if (seed % 2 == 0)
            outputs.Add(graph.Any());
        return new Graph(outputs);
    }

    private Node Any() => _maps[_random.Next(_maps.Count)];

    // Often the newest, so that there are chains.
    private Node Recent() => _random.Next(3) > 0 ? _maps[^1] : Any();

    private Node Like(Node x) => _maps.Where(m => m.Shape == x.Shape).OrderBy(_ => _random.Next()).First();

    private Node Weight(Shape shape) => new(new Variable(shape), $"w{_weights++}");

    private Node Next()
    {
        var x = Recent();
        int channels = x.Shape[1];
        return _random.Next(11) switch
        {
            0 => Conv(x, 4 * _random.Next(1, 3), 1),
            1 => Conv(x, _random.Next(1, 6), 1),
            2 => Conv(x, channels, channels),
            3 or 4 => new Node(new Relu(), [x]),
            5 or 6 => x + Like(x),
            7 => new Node(new MaxPool([3, 2], Pads: [1, 0, 1, 1]), [x]),
            8 => Joined(),
            9 => new Node(new Reshape([.. x.Shape]), [new Node(new Reshape([x.Shape[0], channels * 15]), [x])]),
            _ => x * new Node(new Sigmoid(), [new Node(new GlobalAveragePool(), [x])]),
        };
    }

    private Node Conv(Node x, int maps, int group) => new(new Conv(Pads: [1, 0, 1, 0], Group: group),
        [x, Weight([maps, x.Shape[1] / group, 3, 1]), Weight([maps])]);

    private Node Joined() => new(new Concat(1), [.. Enumerable.Range(0, _random.Next(2, 4)).Select(_ => Recent())]);
}
