namespace Cnn.Surgery;

/// <summary>
/// Takes a layer out: who read it reads its first input. Its output must have the shape and type of that. Other inputs, such as the
/// shortcut of a residual sum, are no longer read.
/// </summary>
/// <param name="Layer">The node.</param>
public sealed record RemoveLayer(Node Layer) : Cut(Layer)
{
    private protected override (Graph Graph, IReadOnlyDictionary<Node, Node> Map) Apply(Graph graph, Weights weights)
    {
        if (Layer.Inputs.IsEmpty)
            throw new CnnException($"'{Layer.Name}' reads nothing, so that nothing could take its place");
        var from = Layer.Inputs[0];
        if (from.Shape != Layer.Shape || from.Type != Layer.Type)
            throw new CnnException(
                $"'{Layer.Name}' cannot be removed: it makes {Layer.Type} {Layer.Shape} of {from.Type} {from.Shape}, which others need");
        var (removed, map) = Replace(graph, inputs => inputs[0]);
        return (removed, map.Where(pair => pair.Key != Layer).ToDictionary());
    }
}
