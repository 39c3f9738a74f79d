using Demo.Platform;
using Demo.Ui;

namespace Demo.Overlays;

/// <summary>
/// The weights that the chosen map is made with: one input's kernel large, of a colour picture also in colour, and all inputs' to
/// choose from.
/// </summary>
internal sealed class KernelPanel
{
    private const float Large = 52, ThumbGap = 2, SmallestThumb = 6, LargestThumb = 14;

    private readonly ConvSum _sum = new();

    /// <summary>Draws the kernels of a convolution.</summary>
    /// <returns>The room that is left; all of it where the layer is no convolution.</returns>
    public Rect Draw(Scene scene, Layer layer, in Rect side)
    {
        var input = layer.Index > 0 ? scene.Read(layer.Node.Inputs[0]) : null;
        var (x, y) = scene.Pixel;
        var state = scene.State;
        if (!_sum.Compute(scene.Network, layer.Node, input, state.Channel, x, y, state.Kernel))
            return side;
        var weight = scene.Network.WeightOf(layer.Node.Inputs[1])!;
        var kernel = _sum.Kernel(weight, state.Channel);
        var (low, high) = MapView.Range(kernel);
        scene.List.Text(side.Top(16, out var rest, 2), TextStyle.Label.Cut,
            $"kernel {_sum.Rows} × {_sum.Columns} · input {_sum.FirstChannel + _sum.Looked + 1}");
        float size = Math.Min(Large, Math.Min(rest.Width, Math.Max(20, rest.Height - 40)));
        var row = rest.Top(size, out rest, 2);
        var grid = row.Left(size, out row, 6).Fit(_sum.Columns, _sum.Rows) with { X = row.X - size - 6 };
        CellGrid.Draw(scene.List, grid, kernel, _sum.Columns, Math.Max(Math.Max(Math.Abs(low), Math.Abs(high)), 1e-12));
        scene.List.Hot(grid, HotKind.Tip, _sum.Channels == 1 ? "The weights that slide over the input."
            : state.Kernel is null ? "The weights for the input map that counts most at this pixel."
            : "The weights for the chosen input map.");
        if (_sum.Channels == 3 && _sum.FirstChannel == 0 && layer.Inputs is [{ Index: 0 }] && row.Width >= size)
            DrawColour(scene, row.Left(size, out row, 6).Fit(_sum.Columns, _sum.Rows), _sum.All(weight, state.Channel));
        if (row is { Width: >= 40, Height: >= 26 })
            DrawEnds(scene, row, low, high);
        else
            scene.List.Text(rest.Top(16, out rest, 2), TextStyle.Value.Cut, $"{low:0.00} … {high:0.00}");
        return _sum.Channels > 1 ? DrawThumbs(scene, _sum.All(weight, state.Channel), rest) : rest;
    }

    // In one line where that fits, else one over the other.
    private static void DrawEnds(Scene scene, in Rect row, float low, float high)
    {
        if (scene.Fonts.Measure("−0.00 … −0.00", Theme.Label) <= row.Width)
        {
            scene.List.Text(row.Top(16, out _), TextStyle.Value.Cut, $"{low:0.00} … {high:0.00}");
            return;
        }
        scene.List.Text(row.Top(Math.Min(16, row.Height / 2), out var under), TextStyle.Value.Cut, $"{low:0.00}");
        scene.List.Text(under.Top(Math.Min(16, row.Height / 2), out _), TextStyle.Value.Cut, $"{high:0.00}");
    }

    // As a picture: grey is no weight.
    private void DrawColour(Scene scene, in Rect rect, ReadOnlySpan<float> kernels)
    {
        int cells = _sum.Rows * _sum.Columns;
        var (low, high) = MapView.Range(kernels);
        float most = Math.Max(Math.Max(Math.Abs(low), Math.Abs(high)), 1e-12f);
        float width = rect.Width / _sum.Columns, height = rect.Height / _sum.Rows;
        for (int i = 0; i < cells; i++)
        {
            uint colour = 0xFF000000 | Shade(kernels[i]) << 16 | Shade(kernels[cells + i]) << 8 | Shade(kernels[2 * cells + i]);
            scene.List.Box(new Rect(rect.X + i % _sum.Columns * width, rect.Y + i / _sum.Columns * height, width, height), colour);
        }
        scene.List.Hot(rect, HotKind.Tip, "The three kernels as one picture: the colours that this map looks for; grey is no weight.");

        uint Shade(float weight) => (uint)(127.5 + 127.5 * weight / most);
    }

    // As many as fit around the one that is looked at; a click chooses.
    private Rect DrawThumbs(Scene scene, ReadOnlySpan<float> kernels, in Rect room)
    {
        float height = Math.Max(0, Math.Min(room.Height - 30, room.Height * 0.6f));
        float thumb = LargestThumb;
        while (thumb > SmallestThumb && Fit(room.Width, height, thumb, out _) < _sum.Channels)
            thumb--;
        int fit = Fit(room.Width, height, thumb, out int across);
        if (fit == 0)
            return room;
        int first = Math.Clamp(_sum.Looked - fit / 2, 0, Math.Max(0, _sum.Channels - fit));
        int count = Math.Min(fit, _sum.Channels), cells = _sum.Rows * _sum.Columns;
        // One scale for all, so that strong and weak ones can be told apart.
        var (low, high) = MapView.Range(kernels);
        double most = Math.Max(Math.Max(Math.Abs(low), Math.Abs(high)), 1e-12);
        for (int i = 0; i < count; i++)
        {
            int c = first + i;
            float x = room.X + i % across * (thumb + ThumbGap), y = room.Y + i / across * (thumb + ThumbGap);
            var place = new Rect(x, y, thumb, thumb);
            CellGrid.Draw(scene.List, place.Fit(_sum.Columns, _sum.Rows), kernels.Slice(c * cells, cells), _sum.Columns, most);
            if (c == _sum.Looked)
                scene.List.Outline(place.Inset(-1), Theme.Accent, 1, 1);
            scene.List.Hot(
                place, HotKind.Kernel, "The kernel for one input map; a click chooses it, another click the strongest again.", a: c);
        }
        room.Top((count + across - 1) / across * (thumb + ThumbGap), out var rest, 2);
        return rest;
    }

    private static int Fit(float width, float height, float thumb, out int across)
    {
        across = Math.Max(1, (int)((width + ThumbGap) / (thumb + ThumbGap)));
        return across * (int)((height + ThumbGap) / (thumb + ThumbGap));
    }
}
