namespace Cnn.Explain;

/// <summary>How much of a map lies where it should: what of it is above zero is mass, spread evenly over each cell.</summary>
public static class MapShare
{
    /// <summary>The share of a map's mass that lies in a box, 0…1; 0 where nothing is above zero.</summary>
    /// <param name="map">Maps [N,1,h,w].</param>
    /// <param name="picture">Which of them.</param>
    /// <param name="left">The box's left edge, in 0…1 of the map.</param>
    /// <param name="top">The box's upper edge.</param>
    /// <param name="right">The box's right edge.</param>
    /// <param name="bottom">The box's lower edge.</param>
    /// <exception cref="CnnException">The map has other axes.</exception>
    public static double In(Tensor map, int picture, double left, double top, double right, double bottom)
    {
        ArgumentNullException.ThrowIfNull(map);
        if (map.Shape.Rank != 4 || map.Shape[1] != 1)
            throw new CnnException($"a map [N,1,h,w] is needed; its shape is {map.Shape}");
        int rows = map.Shape[2], columns = map.Shape[3];
        var values = map.Floats.Slice(picture * rows * columns, rows * columns);
        double inside = 0, all = 0;
        for (int i = 0; i < values.Length; i++)
        {
            // What is no number is no mass either.
            double mass = values[i] > 0 ? values[i] : 0;
            all += mass;
            inside += mass * Covered(i / columns, rows, top, bottom) * Covered(i % columns, columns, left, right);
        }
        return all > 0 ? inside / all : 0;
    }

    // How much of a cell lies between two places along an axis.
    private static double Covered(int cell, int cells, double from, double to) =>
        Math.Clamp(Math.Min(to * cells, cell + 1) - Math.Max(from * cells, cell), 0, 1);
}
