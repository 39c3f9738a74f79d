using Cnn.Ops;
using Demo.Arithmetic;
using Demo.Ui;

namespace Demo.Overlays;

/// <summary>The patch times the kernel, product by product, summed, plus the bias, through the activation.</summary>
internal sealed class ConvArithmetic
{
    private readonly ConvSum _sum = new();

    /// <summary>False if the layer is no convolution.</summary>
    public bool Draw(Scene scene, Layer layer, in Rect body, float result)
    {
        var (x, y) = scene.Pixel;
        if (!_sum.Compute(scene.Network, layer.Node, scene.Read(layer.Node.Inputs[0]), scene.State.Channel, x, y, scene.State.Kernel))
            return false;
        var list = scene.List;
        var rest = body;
        var relu = Activation(scene.Network, layer);
        float lines = (_sum.Channels > 1 ? 2 : 1) + (relu is null ? 0 : 1);
        DrawProducts(scene, rest.Top(Math.Max(0, body.Height - lines * Theme.Row - 4), out rest, 4), ref rest);
        if (_sum.Channels > 1)
            list.Text(rest.Top(Theme.Row, out rest), TextStyle.Quiet.Cut,
                $"input {_sum.FirstChannel + _sum.Looked + 1}: {_sum.LookedSum:0.000} · all {_sum.Channels} inputs:");
        list.Text(rest.Top(Theme.Row, out rest), TextStyle.Body.Cut, $"sum {_sum.Sum:0.000} + bias {_sum.Bias:0.000} = {result:0.000}");
        if (relu is not null)
            list.Text(rest.Top(Theme.Row, out _), TextStyle.Body.In(Theme.Accent).Cut, $"ReLU → {Math.Max(0, result):0.000}");
        return true;
    }

    // A patch that is higher than its room moves under the wheel, so that its numbers can be read.
    private void DrawProducts(Scene scene, Rect room, ref Rect under)
    {
        var scroll = scene.State.ScrollOf(Scrolled.Patch);
        float cell = Math.Clamp(room.Height / _sum.Rows, CellGrid.LowestRow, 30);
        int visible = Math.Min(_sum.Rows, (int)((room.Height + 0.5f) / cell));
        scroll.Fit(_sum.Rows, visible);
        if (visible == 0)
            return;
        if (scroll.IsNeeded)
            Widgets.ScrollBar(scene, room.RightSlice(4, out room) with { Height = visible * cell }, scroll);
        float width = Math.Min(room.Width - (scroll.IsNeeded ? 4 : 0), Math.Max(44, cell * 1.6f) * _sum.Columns);
        var grid = new Rect(room.X, room.Y, width, cell * visible);
        CellGrid.Draw(scene.List, grid, _sum.Products, _sum.Columns, 2, first: scroll.Row, shown: visible);
        scene.List.Hot(grid, HotKind.Tip, "Each input value under the kernel times its weight.");
        scene.List.Hot(grid, HotKind.Scroll, "", a: (int)Scrolled.Patch);
        under = under with { Y = grid.Bottom + 4, Height = under.Bottom - grid.Bottom - 4 };
    }

    private static Layer? Activation(Network network, Layer layer)
    {
        for (int i = layer.Index + 1; i < network.Layers.Length; i++)
            if (network.Layers[i].Node.Op is Relu && network.Layers[i].Inputs.Length == 1 && network.Layers[i].Inputs[0] == layer)
                return network.Layers[i];
        return null;
    }
}
