using Cnn;
using Demo.Overlays;
using Demo.Ui;

namespace Demo.Views.Filters;

/// <summary>The values under a pool's window at one place, and what is made of them.</summary>
internal sealed class PoolWindow
{
    private readonly float[] _values = new float[9];

    /// <summary>Draws them.</summary>
    /// <param name="scene">The scene.</param>
    /// <param name="room">Where.</param>
    /// <param name="window">The window.</param>
    /// <param name="kind">What is made of them; null for nothing.</param>
    /// <param name="input">What is pooled.</param>
    /// <param name="channel">Of it.</param>
    /// <param name="x">The column of what leaves.</param>
    /// <param name="y">The row of what leaves.</param>
    /// <param name="look">That of the map.</param>
    public void Draw(
        Scene scene, in Rect room, PoolStage window, PoolKind? kind, Tensor input, int channel, int x, int y, LabLook look)
    {
        int size = kind is null ? 1 : window.Size;
        var stage = kind is { } pooled ? window with { Kind = pooled } : new PoolStage(PoolKind.Max, 1, 1);
        var (result, winner) = LabArithmetic.Of(stage, input, channel, x, y, _values);
        float line = kind is null ? 0 : Theme.Row, cell = Math.Min(24, (room.Height - line) / size);
        float width = Math.Min(room.Width, Math.Max(42, cell * 1.7f) * size);
        var grid = NumberGrid.Square(room with { Width = width, Height = cell * size }, size);
        var values = _values.AsSpan(0, size * size);
        var colours = look.ColoursOf(input.Shape[1]);
        // A lone value has the colour of a large one.
        var (low, high) = MapView.Range(values);
        (low, high) = look.Range == RangeOf.Unit ? (0, 1) : (Math.Min(low, 0), Math.Max(high, 1e-6f));
        for (int i = 0; i < values.Length; i++)
        {
            grid.Draw(scene, i, values[i], Palette.Of(colours, values[i], low, high));
            if (kind == PoolKind.Max && i == winner)
                scene.List.Outline(grid[i].Inset(-1), Theme.Text, 3, 2);
        }
        scene.List.Hot(grid.Rect, HotKind.Tip, kind switch
        {
            PoolKind.Max => "The values under the window; the outlined one is the largest and stays.",
            PoolKind.Average => "The values under the window; their mean stays.",
            _ => "Without pooling every value stays.",
        });
        var text = room with { Y = grid.Rect.Bottom + 1, Height = Theme.Row };
        if (kind == PoolKind.Max)
            scene.List.Text(text, TextStyle.Value.Cut, $"largest = {result:0.00}");
        else if (kind == PoolKind.Average && size == 2 && room.Width > 200)
            scene.List.Text(text, TextStyle.Value.Cut,
                $"({values[0]:0.00} + {values[1]:0.00} + {values[2]:0.00} + {values[3]:0.00}) / 4 = {result:0.00}");
        else if (kind == PoolKind.Average)
            scene.List.Text(text, TextStyle.Value.Cut, $"sum {result * values.Length:0.00} / {values.Length} = {result:0.00}");
    }
}
