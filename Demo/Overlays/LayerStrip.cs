using Demo.Platform;
using Demo.Ui;

namespace Demo.Overlays;

/// <summary>
/// All layers of a large network side by side, each as wide as it is work: the order and the widths never change, so that a
/// layer stays where it was. The wheel moves the strip, with Ctrl it magnifies.
/// </summary>
internal sealed class LayerStrip
{
    public const float Height = 72;

    private const float MapHeight = 40, MinWidth = 12;

    // Beside the work, so that layers that are no work can be told apart.
    private const float SharedOut = 1 / 3f;

    private float[] _ends = [];
    private (Network? Network, float Width, float Zoom) _laidOut;
    private (int Layer, double Milliseconds) _told = (-1, 0);
    private string _tip = "";

    public void Draw(Scene scene, in Rect room)
    {
        var (list, state, layers) = (scene.List, scene.State, scene.Network.Layers);
        var line = room.Top(20, out var rest, 2);
        list.Text(line.RightSlice(110, out line), TextStyle.Label.Right, "width = work");
        list.Text(line, TextStyle.Label.Cut, "from input to output");
        var strip = rest with { Height = MapHeight + 8 };
        var scroll = state.ScrollOf(Scrolled.Strip);
        LayOut(scene.Network, strip.Width, scroll.Zoom);
        scroll.Fit(_ends[^1], strip.Width);
        scroll.Follow((state.Layer, 0), Start(state.Layer), Width(state.Layer));
        if (scroll.IsNeeded)
            Widgets.ScrollBar(scene, new Rect(strip.X, strip.Bottom + 2, strip.Width, 4), scroll);
        list.Hot(strip, HotKind.Scroll, "The wheel moves the strip; with Ctrl it magnifies.", a: (int)Scrolled.Strip);
        // Only one map of each layer is drawn, so that the layer's range is not known.
        var range = state.Range == RangeOf.Network ? RangeOf.Network : RangeOf.Own;
        for (int i = 0; i < layers.Length; i++)
        {
            float gap = Width(i) > 6 ? 1 : 0;
            var whole = new Rect(strip.X + Start(i) - scroll.Offset, strip.Y, Width(i) - gap, MapHeight);
            var tile = whole.Intersect(strip);
            if (tile.Width < 1)
                continue;
            MapView.Tile(scene, whole, strip, layers[i], i == state.Layer ? state.Channel : 0, range);
            FieldOverlay.DrawOn(scene, whole, strip, layers[i], 0);
            list.Box(new Rect(tile.X, tile.Bottom + 2, tile.Width, 4), FamilyColour(layers[i]), 2);
            var place = tile with { Height = strip.Height };
            if (i == state.Layer)
                list.Outline(place, Theme.Accent, 2, 2);
            list.Hot(place, HotKind.Unit, place.Contains(state.Mouse.X, state.Mouse.Y) ? Tip(scene, layers[i]) : "", Key.Unknown, i, 0);
        }
    }

    private float Start(int layer) => layer == 0 ? 0 : _ends[layer - 1];

    private float Width(int layer) => _ends[layer] - Start(layer);

    private void LayOut(Network network, float width, float zoom)
    {
        if (_laidOut == (network, width, zoom))
            return;
        _laidOut = (network, width, zoom);
        var layers = network.Layers;
        if (_ends.Length != layers.Length)
            _ends = new float[layers.Length];
        double work = Math.Max(1, layers.Sum(l => (double)l.Work));
        float x = 0, equal = width * SharedOut / layers.Length;
        for (int i = 0; i < layers.Length; i++)
            _ends[i] = x += MathF.Max(MinWidth, equal + (float)(layers[i].Work / work) * width * (1 - SharedOut)) * zoom;
    }

    // Made anew only when a figure changes, for it is asked for in every frame.
    private string Tip(Scene scene, Layer layer)
    {
        double time = Math.Round(scene.Times[layer.Index], 2);
        if (!_told.Equals((layer.Index, time)))
            (_told, _tip) = ((layer.Index, time), $"{layer.About}{(double.IsNaN(time) ? "" : $" · {time:0.00} ms")}");
        return _tip;
    }

    // Green: convolutions and matrices, gold: per-value functions, violet: pools, grey: the rest.
    private static uint FamilyColour(Layer layer) => layer.Node.Op switch
    {
        Cnn.Ops.Conv or Cnn.Ops.Gemm => Theme.Time,
        Cnn.Ops.MaxPool or Cnn.Ops.AveragePool or Cnn.Ops.GlobalAveragePool => Theme.Pooling,
        Cnn.Ops.Concat => Theme.Moving,
        _ => Theme.Function,
    };
}
