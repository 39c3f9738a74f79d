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
    private const float Large = 52;

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
        var left = KernelThumbs.Draw(scene, _sum.All(weight, state.Channel), _sum.Channels, _sum.Columns, _sum.Looked, rest,
            Math.Max(0, Math.Min(rest.Height - 30, rest.Height * 0.6f)));
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
}
