using Demo.Arithmetic;
using Demo.Platform;
using Demo.Ui;

namespace Demo.Overlays;

/// <summary>
/// The weights that the chosen map is made with: one input's kernel large, of a colour picture also in colour, and all inputs' to
/// choose from.
/// </summary>
internal sealed class KernelPanel
{
    private const float Large = 52, ThumbGap = 2, SmallestThumb = 6, LargestThumb = 14, ArrowWidth = 10;

    private readonly ConvSum _sum = new();

    /// <summary>Draws the kernels of a convolution.</summary>
    /// <returns>The room that is left; all of it where the layer is no convolution.</returns>
    public Rect Draw(Scene scene, Layer layer, in Rect side)
    {
        var input = layer.Index > 0 ? scene.Read(layer.Node.Inputs[0]) : null;
        var (x, y) = scene.Pixel;
        var state = scene.State;
        if (layer.Node.Op is not Cnn.Ops.Conv || !_sum.Compute(scene.Network, layer.Node, input, state.Channel, x, y, state.Kernel))
            return side;
        var weight = scene.Network.WeightOf(layer.Node.Inputs[1])!;
        var kernel = _sum.Kernel(weight, state.Channel);
        var (low, high) = MapView.Range(kernel);
        DrawName(scene, side.Top(16, out var rest, 2), input!.Shape[1]);
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
        if (_sum.Channels == 1)
            return rest;
        var left = DrawThumbs(scene, _sum.All(weight, state.Channel), rest);
        scene.List.Hot(side with { Height = left.Y - side.Y }, HotKind.Kernels, "", a: _sum.Looked, b: _sum.Channels);
        return left;
    }

    // Where it is narrow without the word.
    private void DrawName(Scene scene, in Rect line, int inputs)
    {
        if (inputs == 1)
        {
            scene.List.Text(line, TextStyle.Label.Cut, $"kernel {_sum.Rows} × {_sum.Columns}");
            return;
        }
        const string word = "kernel ";
        Span<char> text = stackalloc char[64];
        text.TryWrite($"{word}{_sum.Rows} × {_sum.Columns} · input {_sum.FirstChannel + _sum.Looked + 1} of {inputs}", out int length);
        bool fits = scene.Fonts.Measure(text[..length], Theme.Label) <= line.Width;
        scene.List.Text(line, TextStyle.Label.Cut, text[(fits ? 0 : word.Length)..length]);
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

    // As many as fit around the one that is looked at; a click chooses, and at the ends an arrow goes on to those that did not fit.
    private Rect DrawThumbs(Scene scene, ReadOnlySpan<float> kernels, Rect room)
    {
        float height = Math.Max(0, Math.Min(room.Height - 30, room.Height * 0.6f));
        float thumb = LargestThumb;
        while (thumb > SmallestThumb && Fit(room.Width, height, thumb, out _) < _sum.Channels)
            thumb--;
        int fit = Fit(room.Width, height, thumb, out int across);
        if (fit == 0)
            return room;
        var whole = room;
        if (fit < _sum.Channels)
        {
            room = room.Inset(ArrowWidth, 0);
            fit = Fit(room.Width, height, thumb, out across);
        }
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
        var block = whole.Top((count + across - 1) / across * (thumb + ThumbGap), out var rest, 2);
        if (first > 0)
            DrawArrow(scene, block.Left(ArrowWidth, out _), "◀", Math.Max(0, _sum.Looked - fit));
        if (first + count < _sum.Channels)
            DrawArrow(scene, block.RightSlice(ArrowWidth, out _), "▶", Math.Min(_sum.Channels - 1, _sum.Looked + fit));
        return rest;
    }

    private static void DrawArrow(Scene scene, in Rect place, string sign, int input)
    {
        bool hover = place.Contains(scene.State.Mouse.X, scene.State.Mouse.Y);
        var style = new TextStyle(8, hover ? Theme.Text : Theme.Secondary, Align.Centre);
        scene.List.Text(place, style, sign);
        scene.List.Hot(place, HotKind.Kernel, "Goes on to the kernels of other input maps, as the wheel does.", a: input);
    }

    private static int Fit(float width, float height, float thumb, out int across)
    {
        across = Math.Max(1, (int)((width + ThumbGap) / (thumb + ThumbGap)));
        return across * (int)((height + ThumbGap) / (thumb + ThumbGap));
    }
}
