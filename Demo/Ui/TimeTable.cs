using Cnn;

namespace Demo.Ui;

/// <summary>Device time by layer, averaged a little so that figures can be read; refilled in place.</summary>
internal sealed class TimeTable
{
    // The first runs of a session compile shaders: they must not weigh on the average.
    private const double Keep = 0.7;
    private const int Warmup = 5;

    private readonly Dictionary<Node, double> _byNode = [];
    private readonly double[] _layers;
    private readonly Network _network;
    private int _runs;

    public TimeTable(Network network)
    {
        _network = network;
        _layers = new double[network.Layers.Length];
        Forget();
    }

    /// <summary>Milliseconds of a layer; NaN when nothing is known.</summary>
    public double this[int layer] => _layers[layer];

    /// <summary>Milliseconds of the whole run, preprocessing included; NaN when nothing is known.</summary>
    public double Total { get; private set; }

    /// <summary>Takes in the rows of one run.</summary>
    public void Add(IReadOnlyList<Cnn.Backends.NodeTime> rows)
    {
        if (rows.Count == 0)
            return;
        _byNode.Clear();
        double total = 0;
        for (int i = 0; i < rows.Count; i++)
        {
            var row = rows[i];
            total += row.Milliseconds;
            _byNode[row.Node] = _byNode.GetValueOrDefault(row.Node) + row.Milliseconds;
        }
        double keep = ++_runs > Warmup ? Keep : 0;
        Total = Blend(Total, total, keep);
        for (int i = 0; i < _layers.Length; i++)
            _layers[i] = Blend(_layers[i], _byNode.GetValueOrDefault(_network.Layers[i].Node), keep);
    }

    /// <summary>Another backend's times have nothing to do with the ones before.</summary>
    public void Forget()
    {
        Array.Fill(_layers, double.NaN);
        _runs = 0;
        Total = double.NaN;
    }

    private static double Blend(double old, double now, double keep) => double.IsNaN(old) ? now : old * keep + now * (1 - keep);
}
