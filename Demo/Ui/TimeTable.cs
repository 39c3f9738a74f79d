namespace Demo.Ui;

/// <summary>Device time by layer, averaged so that figures can be read; the layers add up to the run. Refilled in place.</summary>
internal sealed class TimeTable
{
    // The first runs of a session compile shaders: they must not weigh on the average.
    private const double Keep = 0.7;
    private const int Warmup = 5;

    private readonly double[] _layers, _now;
    private readonly Network _network;
    private int _runs;

    public TimeTable(Network network)
    {
        _network = network;
        _layers = new double[network.Layers.Length];
        _now = new double[network.Layers.Length];
        Forget();
    }

    /// <summary>Milliseconds of a layer, with what leads to it and is not shown; of layer 0 all that prepares the picture; NaN when
    /// nothing is known.</summary>
    public double this[int layer] => _layers[layer];

    /// <summary>Milliseconds of the whole run, the sum of the layers; NaN when nothing is known.</summary>
    public double Total { get; private set; }

    /// <summary>Takes in the rows of one run.</summary>
    public void Add(IReadOnlyList<Cnn.Backends.NodeTime> rows)
    {
        if (rows.Count == 0)
            return;
        Array.Clear(_now);
        for (int i = 0; i < rows.Count; i++)
            _now[_network.LayerOf(rows[i].Node)] += rows[i].Milliseconds;
        double keep = ++_runs > Warmup ? Keep : 0;
        Total = 0;
        for (int i = 0; i < _layers.Length; i++)
            Total += _layers[i] = double.IsNaN(_layers[i]) ? _now[i] : _layers[i] * keep + _now[i] * (1 - keep);
    }

    /// <summary>Another backend's times have nothing to do with the ones before.</summary>
    public void Forget()
    {
        Array.Fill(_layers, double.NaN);
        _runs = 0;
        Total = double.NaN;
    }
}
