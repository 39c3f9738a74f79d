using Cnn;
using Cnn.Backends;

namespace Demo.Ui;

/// <summary>How far one run of a backend was from the reference.</summary>
internal sealed class LayerErrors
{
    private readonly Dictionary<Node, LayerDifference> _rows;

    /// <param name="rows">The rows of the comparing session.</param>
    /// <param name="run">Which run it was.</param>
    /// <param name="timed">Whether the reference's times may be shown; on a virtual clock nothing has a time.</param>
    public LayerErrors(IReadOnlyList<LayerDifference> rows, long run, bool timed)
    {
        _rows = rows.ToDictionary(r => r.Node, r => timed ? r : r with { ReferenceMilliseconds = double.NaN });
        Run = run;
        Largest = rows.Where(r => r.Node.Type == DataType.Float32).Max(r => r.EndToEnd);
    }

    public long Run { get; }

    /// <summary>The largest end-to-end error of all layers.</summary>
    public double Largest { get; }

    public bool TryGet(Node node, out LayerDifference row) => _rows.TryGetValue(node, out row);
}
