using Cnn.Backends;
using Cnn.Explain;

namespace Cnn.Tests.Explain;

/// <summary>Which rows and columns of the input change each element of each node, found by changing them one after the other.</summary>
internal sealed class Changes
{
    // Large ones win in every pool and get through every bend one way or the other; small ones do not saturate a sigmoid.
    private static readonly float[] Steps = [40, -40, 5, -5, 0.7f, -0.7f];

    private readonly Dictionary<Node, (AxisRange Rows, AxisRange Columns)[]> _changes = [];

    public Changes(Graph graph, VariableSet variables, Node input, int seed)
    {
        var random = new Random(seed);
        using var session = new ReferenceBackend().CompileNow(graph, variables);
        var picture = new Tensor(input.Shape);
        foreach (ref float pixel in picture.Floats)
            pixel = 2 * random.NextSingle() - 1;
        Node[] nodes = [.. graph.Nodes.Where(n => !n.IsLeaf)];
        var before = Run(session, input, picture, nodes);
        foreach (var node in nodes)
            _changes[node] = [.. Enumerable.Repeat((AxisRange.None, AxisRange.None), (int)node.Shape.Count)];
        for (int i = 0; i < picture.Floats.Length; i++)
            foreach (float step in Steps)
            {
                float was = picture.Floats[i];
                picture.Floats[i] += step;
                Note(i / input.Shape[3] % input.Shape[2], i % input.Shape[3], before, Run(session, input, picture, nodes));
                picture.Floats[i] = was;
            }
    }

    /// <summary>The rows and columns of the input whose change changes an element.</summary>
    public (AxisRange Rows, AxisRange Columns) Of(Node node, int index) => _changes[node][index];

    private void Note(int row, int column, Dictionary<Node, Tensor> before, Dictionary<Node, Tensor> after)
    {
        foreach (var (node, value) in after)
            for (int k = 0; k < value.Floats.Length; k++)
                if (value.Floats[k] != before[node].Floats[k])
                    _changes[node][k] = (_changes[node][k].Rows.With(new(row, row)), _changes[node][k].Columns.With(new(column, column)));
    }

    private static Dictionary<Node, Tensor> Run(ISession session, Node input, Tensor picture, Node[] nodes)
    {
        session.Write(input, picture);
        session.Run();
        return nodes.ToDictionary(node => node, node => session.Read(node));
    }
}
