using Demo.Ui;

namespace Demo.Views.Space;

/// <summary>
/// Which maps of a layer are shown where there is no room for all: a stretch with the chosen one, or with the one that the chosen value
/// is computed from; of the layers right before the chosen one those that count most for it, of classes the likeliest.
/// </summary>
internal sealed class ShownMaps
{
    private readonly LinkStrengths _strengths = new();
    private readonly Dictionary<Layer, int[]> _strongest = [];
    private (Network? Network, int Layer, int Channel) _of;
    private float[] _sizes = [];

    /// <summary>Lists so many maps of a layer as there is room for, by their numbers.</summary>
    public void List(Scene scene, Layer layer, Span<int> maps)
    {
        var state = scene.State;
        if (_of != (scene.Network, state.Layer, state.Channel))
            _strongest.Clear();
        _of = (scene.Network, state.Layer, state.Channel);
        if (layer == scene.Network.ClassLayer && layer.Channels > maps.Length)
            Likeliest(scene, layer, maps);
        else if (layer.Channels > maps.Length && scene.Chosen.Inputs.Contains(layer))
            Strongest(scene, layer, maps);
        else
        {
            int wanted = layer.Index == state.Layer ? state.Channel : layer.Channels > maps.Length ? OnlySource(scene, layer) : 0;
            int first = Math.Min(wanted / maps.Length * maps.Length, layer.Channels - maps.Length);
            for (int i = 0; i < maps.Length; i++)
                maps[i] = first + i;
        }
    }

    // The only map of a layer that the chosen value is computed from; the first where there are several.
    private static int OnlySource(Scene scene, Layer layer) => layer.Index < scene.State.Layer && scene.FieldIn(layer) is { } field
        && field.First == field.Last ? field.First : 0;

    // In their order, and the chosen one in the last one's place.
    private void Likeliest(Scene scene, Layer layer, Span<int> maps)
    {
        var values = scene.Numbers(layer.Node) is { } tensor ? tensor.Floats : [];
        for (int i = 0; i < maps.Length; i++)
        {
            int best = -1;
            for (int k = 0; k < layer.Channels; k++)
                if (!maps[..i].Contains(k) && (best < 0 || (!values.IsEmpty && values[k] > values[best])))
                    best = k;
            maps[i] = best;
        }
        if (layer.Index == scene.State.Layer && !maps.Contains(scene.State.Channel))
            maps[^1] = scene.State.Channel;
    }

    private void Strongest(Scene scene, Layer layer, Span<int> maps)
    {
        if (!_strongest.TryGetValue(layer, out int[]? all))
        {
            var strengths = _strengths.Of(scene.Network, scene.Chosen, scene.State.Channel, layer);
            if (_sizes.Length < layer.Channels)
                _sizes = new float[layer.Channels];
            for (int i = 0; i < layer.Channels; i++)
                _sizes[i] = -MathF.Abs(strengths[i]);
            _strongest[layer] = all = [.. Enumerable.Range(0, layer.Channels).OrderBy(i => _sizes[i])];
        }
        all.AsSpan(0, maps.Length).CopyTo(maps);
        maps.Sort();
    }
}
