using Cnn.Ops;

namespace Cnn.Planning;

/// <summary>Which maps are computed where the map that joins them wants them, so that nothing is copied.</summary>
/// <param name="facts">The graph, and what is known of it.</param>
/// <param name="packing">How channels are packed.</param>
internal sealed class JoinedMaps(GraphFacts facts, Packing packing)
{
    /// <summary>Where a packed map lies in the one that joins it; null where it has a place of its own.</summary>
    public Part? PartOf(Node node)
    {
        if (facts.IsKept(node) || facts.OnlyConsumer(node) is not { } join || !JoinsPacks(join))
            return null;
        return new Part(join, join.Inputs.TakeWhile(i => i != node).Sum(i => packing.Packs(i.Shape[1])));
    }

    // Packs of one image lie one after the other; those of several do not.
    private bool JoinsPacks(Node join) => join.Op is Concat concat && Packing.Fits(join.Shape, join.Type)
        && join.Shape[0] == 1 && join.Shape.Axis(concat.Axis) == 1 && join.Inputs.All(i => packing.Fills(i.Shape[1]));
}

/// <summary>A part of a joined map.</summary>
/// <param name="Join">The Concat.</param>
/// <param name="Packs">How many packs of its channels lie before.</param>
internal readonly record struct Part(Node Join, int Packs);
