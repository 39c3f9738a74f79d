using Cnn;

namespace Demo.Explaining;

/// <summary>
/// A map as it is shown: of methods with a value for each pixel neighbours are summed, and the few largest values are cut off, because
/// single pixels are not seen and would leave no colour to the others.
/// </summary>
internal static class ShownMap
{
    // Cells along the shorter side; what share of them may be brighter than the brightest colour.
    private const int MostCells = 112;
    private const double Cut = 0.005;

    /// <summary>The shape of what is shown of a map.</summary>
    public static Shape ShapeOf(Shape map, bool fine)
    {
        int block = Block(map, fine);
        return [1, 1, (map[2] + block - 1) / block, (map[3] + block - 1) / block];
    }

    /// <summary>Makes what is shown of the first map of a batch.</summary>
    public static void Fill(Tensor map, bool fine, Tensor shown)
    {
        var to = shown.Floats;
        Sum(map, Block(map.Shape, fine), to);
        if (!fine || to.Length < 1 / Cut)
            return;
        Span<float> sizes = to.Length <= 4096 ? stackalloc float[to.Length] : new float[to.Length];
        for (int i = 0; i < to.Length; i++)
            sizes[i] = MathF.Abs(to[i]);
        sizes.Sort();
        float most = sizes[(int)((1 - Cut) * (sizes.Length - 1))];
        if (most > 0)
            foreach (ref float value in to)
                value = Math.Clamp(value, -most, most);
    }

    /// <summary>Sums blocks of neighbours of the first map of a batch, what is no number left out.</summary>
    /// <param name="map">[n,1,h,w].</param>
    /// <param name="block">The side of a block.</param>
    /// <param name="cells">Room for the sums, row by row; blocks at the right and lower edge may be smaller.</param>
    public static void Sum(Tensor map, int block, Span<float> cells)
    {
        int width = map.Shape[3], columns = (width + block - 1) / block;
        var values = map.Floats[..(map.Shape[2] * width)];
        cells.Clear();
        for (int i = 0; i < values.Length; i++)
            cells[i / width / block * columns + i % width / block] += float.IsFinite(values[i]) ? values[i] : 0;
    }

    private static int Block(Shape map, bool fine) => fine ? (Math.Min(map[2], map[3]) + MostCells - 1) / MostCells : 1;
}
