using Demo.Overlays;
using Demo.Ui;

namespace Demo.Views.Filters;

/// <summary>A kernel as a small picture: its first map's numbers by sign, of three channels their colours around grey.</summary>
/// <param name="kernel">The kernel.</param>
internal sealed class KernelIcon(FilterKernel kernel)
{
    private readonly float _most = Math.Max(1e-12f, kernel.Numbers.Max(MathF.Abs));

    public void Draw(DrawList list, in Rect rect)
    {
        var numbers = kernel.Numbers.AsSpan();
        if (kernel.Channels == 1)
        {
            CellGrid.Draw(list, rect, numbers[..kernel.Plane], kernel.Size, _most);
            return;
        }
        float side = rect.Width / kernel.Size;
        for (int i = 0; i < kernel.Plane; i++)
        {
            uint colour = 0xFF000000 | Shade(numbers[i]) << 16 | Shade(numbers[kernel.Plane + i]) << 8
                | Shade(numbers[2 * kernel.Plane + i]);
            list.Box(new Rect(rect.X + i % kernel.Size * side, rect.Y + i / kernel.Size * side, side, side), colour);
        }
    }

    private uint Shade(float number) => (uint)(127.5f + 127.5f * number / _most);
}
