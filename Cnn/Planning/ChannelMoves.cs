using Cnn.Ops;

namespace Cnn.Planning;

/// <summary>A channel of a map: where a moved one comes from.</summary>
/// <param name="Map">The node that computes it.</param>
/// <param name="Channel">Which of its channels, those of all images counted.</param>
internal readonly record struct MapChannel(Node Map, int Channel);

/// <summary>
/// Which maps are nothing but channels of others in another order: halves of a map, joined halves, channels that a Reshape, a Transpose and
/// a Reshape shuffle. A kernel makes them from where the channels were computed, whatever lies in between.
/// </summary>
/// <param name="facts">The graph, and what is known of it.</param>
/// <param name="packing">How channels are packed.</param>
internal sealed class ChannelMoves(GraphFacts facts, Packing packing)
{
    // Of more channels a table would cost more than it spares.
    private const int Most = 1 << 16;

    private readonly Dictionary<(Node, int), MapChannel[]?> _known = [];

    /// <summary>Of each channel of each image where it comes from; null where a node computes something, or moves more.</summary>
    public MapChannel[]? SourcesOf(Node node) =>
        Moves(node, node) && Plane(node) > 1 && Find(node, Plane(node)) is { } sources && sources[0].Map != node ? sources : null;

    /// <summary>Whether a node need not be computed before another one asks for its value, which may never be.</summary>
    public bool MayWait(Node node)
    {
        if (facts.IsKept(node))
            return false;
        if (SourcesOf(node) is not null)
            return true;
        // On the way to a moved map, by which alone it is read.
        return !Packing.Fits(node.Shape, node.Type) && node.Op is StridedCopy or SameElements
            && facts.OnlyConsumer(node) is { } next && next.Op is StridedCopy or SameElements && MayWait(next);
    }

    // What only gives a map another name needs no kernel, and parts that fill whole packs are computed into their place.
    private bool Moves(Node node, Node map) => Packing.Fits(map.Shape, map.Type) && map.Shape.Count > 0 && node.Op switch
    {
        Concat concat => node.Shape.Axis(concat.Axis) == 1 && !node.Inputs.All(i => packing.Fills(i.Shape[1])),
        StridedCopy => true,
        SameElements => node.Inputs[0] is var input && !Packing.Fits(input.Shape, input.Type) && Moves(input, map),
        _ => false,
    };

    private static int Plane(Node map) => map.Shape[2] * map.Shape[3];

    // The value as blocks of a plane's elements, and where each of them was computed.
    private MapChannel[]? Find(Node node, int plane)
    {
        if (_known.TryGetValue((node, plane), out var known))
            return known;
        var found = node.Shape.Count / plane > Most ? null : node.Op switch
        {
            SameElements => Find(node.Inputs[0], plane),
            StridedCopy copy => Find(node.Inputs[0], plane) is { } from ? Copied(copy.View(node.Inputs[0].Shape), from, plane) : null,
            Concat when Moves(node, node) => Joined(node, plane),
            _ => null,
        };
        if (found is null && Packing.Fits(node.Shape, node.Type) && Plane(node) == plane && node.Shape.Count / plane <= Most)
            found = [.. Enumerable.Range(0, (int)(node.Shape.Count / plane)).Select(channel => new MapChannel(node, channel))];
        return _known[(node, plane)] = found;
    }

    private MapChannel[]? Joined(Node join, int plane)
    {
        var parts = new List<(MapChannel[] Channels, int Count)>();
        foreach (var input in join.Inputs)
            if (Find(input, plane) is { } channels)
                parts.Add((channels, input.Shape[1]));
            else
                return null;
        return [.. Enumerable.Range(0, join.Shape[0]).SelectMany(
            image => parts.SelectMany(part => part.Channels.Skip(image * part.Count).Take(part.Count)))];
    }

    // Whole planes that are copied somewhere; null where elements of a plane part.
    private static MapChannel[]? Copied(StridedView view, MapChannel[] from, int plane)
    {
        int axes = view.Walk.Rank, inner = 1;
        while (axes > 0 && inner < plane && (view.Walk[axes - 1] == 1 || view.Strides[axes - 1] == inner))
            inner *= view.Walk[--axes];
        if (inner != plane)
            return null;
        var channels = new MapChannel[view.Walk.Count / plane];
        for (int i = 0; i < channels.Length; i++)
        {
            long at = view.Offset;
            for (int axis = axes - 1, rest = i; axis >= 0; rest /= view.Walk[axis--])
                at += (long)(rest % view.Walk[axis]) * view.Strides[axis];
            if (at % plane != 0)
                return null;
            channels[i] = from[at / plane];
        }
        return channels;
    }
}
