using System.Collections.Immutable;
using Cnn.Ops;

namespace Cnn.Tfjs;

/// <summary>
/// What TensorFlow's files say in several nodes and one operator says as exactly: pads before a convolution, HardSwish.
/// </summary>
internal static class Simplification
{
    public static (Graph Graph, IReadOnlyDictionary<Node, Node> Map) Of(Graph graph) =>
        GraphRewriter.Rewrite(graph, (node, inputs) => node.Op switch
        {
            Conv conv when PadBefore(inputs[0], 0) is { } pads =>
                new Node(conv with { Pads = Plus(conv.Pads, pads) }, [inputs[0].Inputs[0], .. inputs[1..]], node.Name),
            MaxPool pool when PadBefore(inputs[0], float.NegativeInfinity) is { } pads =>
                new Node(pool with { Pads = Plus(pool.Pads, pads) }, [inputs[0].Inputs[0]], node.Name),
            Mul => HardSwishOf(node, inputs),
            _ => null,
        });

    // What a Pad adds around height and width, if it is this number.
    private static Ints? PadBefore(Node node, float number)
    {
        if (node is not { Op: Pad { Mode: PadMode.Constant } pad } || node.Shape.Rank != 4
            || !(node.Inputs.Length > 1 ? IsNumber(node.Inputs[1], number) : number == 0))
            return null;
        var pads = pad.PadsOf(node.Inputs[0].Shape);
        return pads[0] == (0, 0) && pads[1] == (0, 0) && pads[2..].All(p => p.Begin >= 0 && p.End >= 0)
            ? [pads[2].Begin, pads[3].Begin, pads[2].End, pads[3].End] : null;
    }

    private static Ints Plus(Ints a, Ints b) => a.Count == 0 ? b : [.. a.Zip(b, (x, y) => x + y)];

    // x · (clip(x + 3, 0, 6) · ⅙), however the factors are grouped; only where the ⅙ is float's own, not a half's.
    private static Node? HardSwishOf(Node node, ImmutableArray<Node> inputs)
    {
        var factors = new List<Node>();
        foreach (var input in inputs)
            if (input.Op is Mul)
                factors.AddRange(input.Inputs);
            else
                factors.Add(input);
        if (factors.Count != 3 || factors.FindIndex(f => IsNumber(f, 1f / 6)) is not (>= 0 and var sixth))
            return null;
        factors.RemoveAt(sixth);
        for (int i = 0; i < 2; i++)
            if (factors[i] is { Op: Clip { HasMin: true, HasMax: true } } clip && IsNumber(clip.Inputs[1], 0) && IsNumber(clip.Inputs[2], 6)
                && clip.Inputs[0] is { Op: Add } sum && sum.Inputs.Contains(factors[1 - i]) && sum.Inputs.Any(s => IsNumber(s, 3)))
                return new Node(new HardSwish(), [factors[1 - i]], node.Name);
        return null;
    }

    private static bool IsNumber(Node node, float value) =>
        node.Op is Constant { Value: { Type: DataType.Float32, Count: 1 } constant } && constant.Floats[0] == value;
}
