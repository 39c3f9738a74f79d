using Cnn.Ops;

namespace Cnn.Explain;

/// <summary>
/// Finds the feature maps that Grad-CAM weights: the last ones that still say where, and that everything behind goes through.
/// </summary>
internal static class LastMaps
{
    /// <summary>The last node [N,C,H,W] with more than one place through which every way from the picture to the scores goes.</summary>
    /// <exception cref="CnnException">There is none but the picture.</exception>
    public static Node Of(ExplainedScore score)
    {
        var nodes = OnTheWay(score);
        var place = new Dictionary<Node, int>(nodes.Count);
        for (int i = 0; i < nodes.Count; i++)
            place[nodes[i]] = i;
        // How far the value of each node is carried: to its last reader.
        int[] lastRead = new int[nodes.Count];
        for (int i = 0; i < nodes.Count; i++)
            foreach (var input in nodes[i].Inputs)
                if (place.TryGetValue(input, out int from))
                    lastRead[from] = i;
        foreach (var logits in score.Logits)
            if (place.TryGetValue(logits, out int at))
                lastRead[at] = nodes.Count;
        var maps = new HashSet<Node>();
        Node? last = null;
        for (int i = 1, carried = lastRead[0]; i < nodes.Count; carried = Math.Max(carried, lastRead[i++]))
        {
            if (!IsMap(nodes[i], maps))
                continue;
            maps.Add(nodes[i]);
            if (carried <= i && nodes[i].Shape[2] * nodes[i].Shape[3] > 1)
                last = nodes[i];
        }
        return last ?? throw new CnnException("the network has no feature map that all of the score goes through; "
            + "Grad-CAM needs one, other methods do not");
    }

    // What depends on the picture and leads to a score, each after what it reads, the picture first.
    private static List<Node> OnTheWay(ExplainedScore score)
    {
        var seen = new HashSet<Node> { score.Picture };
        var nodes = new List<Node> { score.Picture };
        foreach (var node in new Graph(score.Logits).Nodes)
            if (node.Inputs.Any(seen.Contains) && seen.Add(node))
                nodes.Add(node);
        return nodes;
    }

    // Whether the axes are N, C, H, W: by what the operator does to them, or as those of the maps that it reads.
    private static bool IsMap(Node node, HashSet<Node> maps) => node.Shape.Rank == 4 && node.Op switch
    {
        Conv or ConvTranspose or MaxPool or AveragePool or BatchNormalization or LRN => true,
        SameElements or Transpose or MatMul or Gemm or Reduce => false,
        _ => node.Inputs.Any(maps.Contains),
    };
}
