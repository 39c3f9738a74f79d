using Demo.Ui;

namespace Demo.Exports;

/// <summary>A layer's maps side by side as one picture, in the colours of the screen.</summary>
internal sealed class MapPicture
{
    // Small maps are drawn this large, in whole pixels a cell; no side of the picture is longer than it has to be.
    private const int Wanted = 96, Longest = 4096;

    // A map that is stretched over its own range says nothing where that is less than this share of its layer's, as in map.vert.glsl.
    private const float Flat = 0.02f;

    private const int Gap = 2;

    private readonly int _maps, _rows, _columns;

    /// <param name="maps">How many.</param>
    /// <param name="rows">Of each.</param>
    /// <param name="columns">Of each.</param>
    public MapPicture(int maps, int rows, int columns)
    {
        (_maps, _rows, _columns) = (maps, rows, columns);
        Across = (int)Math.Ceiling(Math.Sqrt(maps));
        int down = (maps + Across - 1) / Across;
        Cell = Math.Max(1, Wanted / Math.Max(rows, columns));
        while (Cell > 1 && Math.Max(Across * (columns * Cell + Gap), down * (rows * Cell + Gap)) > Longest)
            Cell--;
        (Width, Height) = (Across * (columns * Cell + Gap) - Gap, down * (rows * Cell + Gap) - Gap);
    }

    /// <summary>How many maps lie side by side.</summary>
    public int Across { get; }

    /// <summary>How many pixels a value is wide and high.</summary>
    public int Cell { get; }

    public int Width { get; }

    public int Height { get; }

    /// <summary>Draws it.</summary>
    /// <param name="values">Of all maps, one after the other.</param>
    /// <param name="colours">How numbers become colours.</param>
    /// <param name="ranges">The smallest and the largest value that they are stretched over: a pair for each map, or one for all.</param>
    /// <param name="layer">The same of all values.</param>
    /// <returns>Four bytes a pixel, row by row from the top left.</returns>
    public byte[] Draw(
        ReadOnlySpan<float> values, ColourMap colours, ReadOnlySpan<(float Low, float High)> ranges, (float Low, float High) layer)
    {
        byte[] rgba = new byte[Width * Height * 4];
        var pixels = System.Runtime.InteropServices.MemoryMarshal.Cast<byte, uint>(rgba.AsSpan());
        pixels.Fill(Bytes(Theme.Panel));
        for (int map = 0; map < _maps; map++)
        {
            var (low, high) = ranges[ranges.Length == 1 ? 0 : map];
            float life = ranges.Length == 1 ? 1 : Math.Clamp((high - low) / Math.Max(Flat * (layer.High - layer.Low), 1e-20f), 0, 1);
            int left = map % Across * (_columns * Cell + Gap), top = map / Across * (_rows * Cell + Gap);
            for (int y = 0; y < _rows * Cell; y++)
                for (int x = 0; x < _columns * Cell; x++)
                {
                    float value = values[(map * _rows + y / Cell) * _columns + x / Cell];
                    pixels[(top + y) * Width + left + x] = Bytes(Mixed(Palette.Of(colours, value, low, high), life));
                }
        }
        return rgba;
    }

    private static uint Mixed(uint colour, float life)
    {
        if (life >= 1)
            return colour;
        uint mixed = 0;
        for (int shift = 0; shift <= 16; shift += 8)
        {
            float zero = Theme.Zero >> shift & 255, full = colour >> shift & 255;
            mixed |= (uint)(zero + (full - zero) * life + 0.5f) << shift;
        }
        return mixed;
    }

    // From 0xAARRGGBB to red, green, blue, alpha in memory.
    private static uint Bytes(uint colour) => colour >> 16 & 0xFF | colour & 0xFF00 | (colour & 0xFF) << 16 | 0xFF000000;
}
