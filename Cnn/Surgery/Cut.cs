using System.Collections.Immutable;

namespace Cnn.Surgery;

/// <summary>
/// One change to a layer of a network. The graph and the weights that it is made of stay as they are: the result is another graph on the
/// same <see cref="VariableSet"/>, in which a weight that was changed is a Constant of that layer alone. So both networks run side by side
/// and share all other weights; a layer that reads the same weight keeps it.
/// </summary>
/// <param name="Layer">The node that is changed.</param>
public abstract record Cut(Node Layer)
{
    /// <summary>Makes the changed network.</summary>
    /// <param name="graph">A network without updates; the layer is one of its nodes.</param>
    /// <param name="variables">Its weights, as they are published now; only read.</param>
    /// <returns>The new graph, and for each node of the old one the node that yields its value; none for a removed layer.</returns>
    /// <exception cref="CnnException">The layer cannot be changed so.</exception>
    public (Graph Graph, IReadOnlyDictionary<Node, Node> Map) Apply(Graph graph, VariableSet variables)
    {
        ArgumentNullException.ThrowIfNull(graph);
        ArgumentNullException.ThrowIfNull(variables);
        if (!graph.Nodes.Contains(Layer))
            throw new CnnException($"'{Layer.Name}' is no node of the network that is to be changed");
        if (!graph.Updates.IsEmpty)
            throw new CnnException("a graph that trains is not operated on; take the network without its updates");
        return Apply(graph, variables.Published);
    }

    private protected abstract (Graph Graph, IReadOnlyDictionary<Node, Node> Map) Apply(Graph graph, Weights weights);

    /// <summary>The graph with another node in the layer's place.</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="make">Makes it from the layer's inputs.</param>
    private protected (Graph Graph, IReadOnlyDictionary<Node, Node> Map) Replace(Graph graph, Func<ImmutableArray<Node>, Node> make) =>
        GraphRewriter.Rewrite(graph, (node, inputs) => node == Layer ? make(inputs) : null);
}
