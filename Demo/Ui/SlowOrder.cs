namespace Demo.Ui;

/// <summary>What can be said of every layer; the columns of the table.</summary>
internal enum LayerColumn
{
    Name,
    Maps,
    Weights,
    Milliseconds,
    ReferenceMilliseconds,
    OwnError,
}

/// <summary>The layers in the order of a number that wavers, largest first: sorted anew once a second, so that rows stay put.</summary>
internal sealed class SlowOrder
{
    private const double Pace = 1;

    private int[] _order = [];
    private double[] _keys = [];
    private (Network Network, LayerColumn Column, bool Known) _what;
    private double _sorted;

    /// <summary>The layers' places in order; valid until the next call.</summary>
    public ReadOnlySpan<int> Of(Scene scene, LayerColumn column)
    {
        int count = scene.Network.Layers.Length;
        var what = (scene.Network, column, !double.IsNaN(scene.Times.Total));
        if (what == _what && scene.Time >= _sorted && scene.Time - _sorted < Pace)
            return _order;
        if (count != _order.Length)
            (_order, _keys) = (new int[count], new double[count]);
        (_what, _sorted) = (what, scene.Time);
        for (int i = 0; i < count; i++)
            (_order[i], _keys[i]) = (i, Number(scene, i, column));
        // What is equal, or not known, keeps the network's order.
        _order.AsSpan().Sort((a, b) => _keys[b].CompareTo(_keys[a]) is var by and not 0 ? by : a.CompareTo(b));
        return _order;
    }

    private static double Number(Scene scene, int layer, LayerColumn column) => column switch
    {
        LayerColumn.Maps => scene.Network.Layers[layer].Channels,
        LayerColumn.Weights => scene.Network.WeightsOf(scene.Network.Layers[layer]),
        LayerColumn.Milliseconds => scene.Times[layer],
        LayerColumn.ReferenceMilliseconds => Errors(scene, layer)?.ReferenceMilliseconds ?? double.NaN,
        LayerColumn.OwnError => Errors(scene, layer)?.Own ?? double.NaN,
        _ => -layer,
    };

    private static Cnn.Backends.LayerDifference? Errors(Scene scene, int layer) =>
        scene.Errors is { } errors && errors.TryGet(scene.Network.Layers[layer].Node, out var row) ? row : null;
}
