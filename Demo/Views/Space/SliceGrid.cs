using Demo.Ui;

namespace Demo.Views.Space;

/// <summary>How so many maps lie side by side: rows of as many as make them largest.</summary>
/// <param name="Across">How many in a row.</param>
/// <param name="Rows">How many rows.</param>
/// <param name="Width">Of a map.</param>
/// <param name="Height">Of a map.</param>
internal readonly record struct SliceGrid(int Across, int Rows, float Width, float Height)
{
    // Between two maps, of the smaller side of one.
    private const float Gap = 0.08f;

    private float Between => Gap * Math.Min(Width, Height);

    /// <summary>What all of them take.</summary>
    public (float Width, float Height) Extent => (
        Across * (Width + Between) - Between, Rows * (Height + Between) - Between);

    /// <summary>Maps of some proportions, as large as a room allows.</summary>
    /// <param name="count">How many.</param>
    /// <param name="aspect">A map's width over its height.</param>
    /// <param name="width">The room's.</param>
    /// <param name="height">The room's.</param>
    public static SliceGrid Fit(int count, float aspect, float width, float height)
    {
        var best = default(SliceGrid);
        for (int across = 1; across <= count; across++)
        {
            int rows = (count + across - 1) / across;
            var one = new SliceGrid(across, rows, aspect, 1);
            float size = Math.Min(width / one.Extent.Width, height / one.Extent.Height);
            if (size > best.Height * 1.0001f)
                best = new SliceGrid(across, rows, aspect * size, size);
        }
        return best;
    }

    /// <summary>Where a map lies from the top left of all, with the grid in the middle of a room.</summary>
    public (float Right, float Down) Place(int index, float width, float height)
    {
        var (wide, high) = Extent;
        return ((width - wide) / 2 + index % Across * (Width + Between), (height - high) / 2 + index / Across * (Height + Between));
    }

    /// <summary>A layer's proportions, but not so long that nothing is seen of it.</summary>
    public static float AspectOf(Layer layer) => Math.Clamp((float)layer.Columns / layer.Rows, 0.25f, 4);
}
