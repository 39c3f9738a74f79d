using Demo.Overlays;
using Demo.Ui;

namespace Demo.Views.Space;

/// <summary>How much maps hold: the mean size of their values in the newest run.</summary>
internal sealed class MapSizes
{
    private readonly Dictionary<(Layer, int Channel), (long Run, float Size)> _sizes = [];
    private Network? _network;

    /// <summary>The mean size of a map's values; 1 while there are none.</summary>
    public float Of(Scene scene, Layer layer, int channel)
    {
        if (_network != scene.Network)
            _sizes.Clear();
        _network = scene.Network;
        if (scene.Numbers(layer.Node) is not { } value)
            return 1;
        long run = scene.RunOf(layer.Node);
        // Runs that nobody counts may be others each time.
        if (run == 0 || !_sizes.TryGetValue((layer, channel), out var known) || known.Run != run)
            _sizes[(layer, channel)] = known = (run, Mean(MapView.Cells(layer, channel, value.Floats)));
        return known.Size;
    }

    private static float Mean(ReadOnlySpan<float> values)
    {
        double sum = 0;
        foreach (float value in values)
            sum += MathF.Abs(value);
        return (float)(sum / values.Length);
    }
}
