using Demo.Ui;

namespace Demo.Views.Filters;

/// <summary>Three panels of one width side by side.</summary>
internal readonly record struct Three(Rect First, Rect Second, Rect Third)
{
    public static Three Across(in Rect room)
    {
        float width = (room.Width - 2 * Theme.Gap) / 3;
        var first = room.Left(width, out var rest, Theme.Gap);
        return new Three(first, rest.Left(width, out rest, Theme.Gap), rest);
    }

    public Rect this[int index] => index switch { 0 => First, 1 => Second, _ => Third };
}

/// <summary>
/// The places of <see cref="FiltersView"/>: left the kernels, how they are laid on, and what a beginner reads; then from top to bottom
/// the row of stages, three pictures, the arithmetic of one place, and three ways to pool.
/// </summary>
internal sealed record LabLayout : Layout
{
    private const float StagesHeight = 48, Around = Theme.Head + 2 * Theme.Padding + 6;

    public LabLayout(Layout window) : base(window)
    {
        float height = window.Body.Height;
        var left = window.Body.Left(Math.Clamp(window.Body.Width * 0.17f, 196, 320), out var rest, Theme.Gap);
        Lesson = left.BottomSlice(Math.Clamp(height * 0.5f - 106, 118, 240), out left, Theme.Gap);
        // In a low window short options share a row.
        Options = left.BottomSlice(Around + (height < 560 ? 106 : 150), out var list, Theme.Gap);
        Kernels = list;
        Stages = rest.Top(StagesHeight, out rest, Theme.Gap);
        float sums = Around + Math.Clamp(height * 0.15f, 76, 160), pictures = (rest.Height - sums - 2 * Theme.Gap) * 0.54f;
        Pictures = Three.Across(rest.Top(pictures, out rest, Theme.Gap));
        var sum = rest.Top(sums, out rest, Theme.Gap);
        Curve = sum.RightSlice(Math.Clamp(sum.Width * 0.21f, 150, 300), out sum);
        Sums = sum with { Width = sum.Width - Theme.Gap };
        Pools = Three.Across(rest);
    }

    /// <summary>The list of kernels.</summary>
    public Rect Kernels { get; }

    /// <summary>Padding, stride, dilation, colours, and the size that they make.</summary>
    public Rect Options { get; }

    /// <summary>The stages from left to right.</summary>
    public Rect Stages { get; }

    /// <summary>What enters the filter, what leaves it, and what the activation makes of that.</summary>
    public Three Pictures { get; }

    /// <summary>The patch, the kernel, their products and the sum.</summary>
    public Rect Sums { get; }

    /// <summary>The activation's curve.</summary>
    public Rect Curve { get; }

    /// <summary>Maximum, average and no pooling.</summary>
    public Three Pools { get; }
}
