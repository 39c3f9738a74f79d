using Cnn;
using Cnn.Ops;
using Demo.Learning;
using Demo.Platform;
using Demo.Ui;

namespace Demo.Views.Learn;

/// <summary>
/// The network from top to bottom: the picture that it sees, then of each layer its kernels, its maps before and after pooling, and how
/// its weights and gradients lie.
/// </summary>
internal sealed class LayersPanel(LearnState state) : IOverlay
{
    private const float WordWidth = 62, TileGap = 2, RowGap = 6, LeastSample = 56, MostSample = 110, MostTile = 56, KernelGap = 1;

    private readonly NetworkSays _says = new(state);

    public string Name => "layers";

    public Toggle? Toggle => null;

    public void Draw(Scene scene, in View view)
    {
        var body = Widgets.Panel(scene, ((LearnLayout)view.Layout).Layers, "The network", out var head);
        if (state.Graph is not { } graph || scene.Own != graph.Parts)
        {
            scene.List.Text(body.Top(Theme.Row, out _), TextStyle.Label.Cut,
                state.News.Fault.Length > 0 ? state.News.Fault : "It comes when the pictures are read.");
            return;
        }
        var sides = body.RightSlice(LayerSide.Width, out var room, Theme.Gap);
        var tiles = new Rect(room.X + WordWidth, room.Y, room.Width - WordWidth, room.Height);
        float most = MostFor(graph, tiles);
        float sample = Math.Clamp(body.Height - HeightOf(graph, tiles, most) - RowGap, LeastSample, MostSample);
        _says.Draw(scene, view, head, body.Top(sample, out body, RowGap), graph);
        float y = body.Y;
        for (int i = 0; i < graph.Layers.Length; i++)
        {
            float top = y;
            DrawLayer(scene, view, graph, i, room, tiles, TileOf(tiles, graph.Layers[i].Weight.Shape[0], most), ref y);
            if (state.Run?.Layers is { } news && i < news.Length)
                LayerSide.Draw(scene, sides with { Y = top, Height = Math.Max(LayerSide.Least, y - RowGap - top) }, news[i]);
            y = Math.Max(y, top + LayerSide.Least + RowGap);
        }
    }

    private static void DrawLayer(
        Scene scene, in View view, LearnGraph graph, int index, in Rect room, in Rect tiles, float tile, ref float y)
    {
        var layer = graph.Layers[index];
        int maps = layer.Weight.Shape[0];
        if (graph.Kernels[index] is { } kernels)
        {
            int before = layer.Weight.Shape[1];
            // Under each map the kernels that it is made with, one for each map before.
            Word(scene, room, y, tile, layer.Name);
            float top = y;
            for (int row = 0; row < before; row++, y += tile + KernelGap)
                for (int map = 0; map < maps; map++)
                    Tile(scene, view, new Rect(tiles.X + map * (tile + TileGap), y, tile, tile), kernels, map * before + row,
                        ColourMap.Diverging, RangeOf.Layer);
            y -= KernelGap;
            scene.List.Hot(tiles with { Y = top, Height = y - top }, HotKind.Tip, before == 1
                ? "The kernels: the weights that slide over the picture, orange below 0 and blue above."
                : "The kernels: in a column those of one map, in a row those that look at the same map before.");
            y += RowGap;
            Maps(scene, view, layer.Maps, WordOf(layer.Maps), room, tiles, tile, ref y);
            if (layer.Pool is { } pool)
                Maps(scene, view, pool, pool.Op is MaxPool ? "max pool" : "mean pool", room, tiles, tile, ref y);
        }
        else
            Word(scene, room, y, LayerSide.Least, layer.Name);
    }

    private static void Maps(
        Scene scene, in View view, Node node, string word, in Rect room, in Rect tiles, float tile, ref float y)
    {
        int maps = node.Shape[1];
        Word(scene, room, y, tile, word);
        var colours = node.Op is Relu or Sigmoid or MaxPool or AveragePool ? ColourMap.Viridis : ColourMap.Diverging;
        for (int map = 0; map < maps; map++)
            Tile(scene, view, new Rect(tiles.X + map * (tile + TileGap), y, tile, tile), node, map, colours, RangeOf.Map);
        scene.List.Hot(tiles with { Y = y, Height = tile }, HotKind.Tip, "The maps of the picture above: what each kernel responds to.");
        y += tile + RowGap;
    }

    private static void Tile(
        Scene scene, in View view, in Rect place, Node node, int channel, ColourMap colours, RangeOf range) =>
        scene.List.Map(place.Snapped(view.Scale), node, channel, colours, range);

    private static void Word(Scene scene, in Rect room, float y, float height, string word) =>
        scene.List.Text(new Rect(room.X, y, WordWidth - 4, Math.Max(height, 14)), TextStyle.Label, word);

    private static string WordOf(Node node) => node.Op switch
    {
        Relu => "ReLU",
        LeakyRelu => "leaky ReLU",
        Sigmoid => "sigmoid",
        Tanh => "tanh",
        _ => "maps",
    };

    // As large as the width allows.
    private static float TileOf(in Rect tiles, int maps, float most) =>
        MathF.Floor(Math.Min(most, (tiles.Width + TileGap) / maps - TileGap));

    // The largest tiles with which all rows fit.
    private static float MostFor(LearnGraph graph, in Rect tiles)
    {
        float most = MostTile;
        while (most > 8 && HeightOf(graph, tiles, most) + LeastSample + RowGap > tiles.Height)
            most--;
        return most;
    }

    private static float HeightOf(LearnGraph graph, in Rect tiles, float most)
    {
        float height = 0;
        foreach (var layer in graph.Layers)
        {
            float rows = 0, tile = TileOf(tiles, layer.Weight.Shape[0], most);
            if (layer.IsConvolution)
                rows = layer.Weight.Shape[1] * (tile + KernelGap) - KernelGap + (layer.Pool is null ? 1 : 2) * (tile + RowGap) + RowGap;
            height += Math.Max(rows, LayerSide.Least + RowGap);
        }
        return height - RowGap;
    }
}
