namespace Cnn.Explain;

/// <summary>A picture as planes, a channel each, row-major: noise, shifts and blurs, however a model lays it out.</summary>
/// <param name="Count">How many planes.</param>
/// <param name="Height">Rows of each.</param>
/// <param name="Width">Columns of each.</param>
internal readonly record struct Planes(int Count, int Height, int Width)
{
    public int Size => Height * Width;

    public int Length => Count * Size;

    /// <summary>
    /// Noise as in photographs: large areas differ more than small ones, all sizes alike on a logarithmic scale; and the planes differ less
    /// from each other than from place to place.
    /// </summary>
    public void FillWithNoise(Random random, Span<float> values, float middle, float reach)
    {
        values.Fill(middle);
        int longest = Math.Max(Height, Width);
        for (int cells = 2, octaves = 1; ; cells *= 2, octaves++)
        {
            var grid = new float[(cells + 1) * (cells + 1)];
            for (int plane = -1; plane < Count; plane++)
            {
                foreach (ref float value in grid.AsSpan())
                    value = (2 * random.NextSingle() - 1) * reach / octaves * (plane < 0 ? 1 : 0.5f);
                for (int each = Math.Max(0, plane); each < (plane < 0 ? Count : plane + 1); each++)
                    Spread(grid, cells, values.Slice(each * Size, Size));
            }
            if (cells >= longest)
                break;
        }
        foreach (ref float value in values)
            value = Math.Clamp(value, 0, 1);
    }

    /// <summary>Moves every plane; what leaves at one edge comes in at the other.</summary>
    public void Shift(ReadOnlySpan<float> from, Span<float> to, int down, int right)
    {
        (down, right) = ((down % Height + Height) % Height, (right % Width + Width) % Width);
        for (int row = 0; row < Count * Height; row++)
        {
            var (plane, y) = Math.DivRem(row, Height);
            var source = from.Slice(row * Width, Width);
            var target = to.Slice((plane * Height + (y + down) % Height) * Width, Width);
            source[..(Width - right)].CopyTo(target[right..]);
            source[(Width - right)..].CopyTo(target);
        }
    }

    /// <summary>The binomial mean of a place and its neighbours at a distance (1 2 1, both ways), which stays inside.</summary>
    public void Blur(ReadOnlySpan<float> from, Span<float> to, Span<float> between, int distance = 1)
    {
        for (int i = 0; i < Length; i++)
        {
            int x = i % Width;
            between[i] = (from[i - Math.Min(x, distance)] + 2 * from[i] + from[i + Math.Min(Width - 1 - x, distance)]) / 4;
        }
        for (int i = 0; i < Length; i++)
        {
            int y = i / Width % Height;
            to[i] = (between[i - Width * Math.Min(y, distance)] + 2 * between[i]
                + between[i + Width * Math.Min(Height - 1 - y, distance)]) / 4;
        }
    }

    /// <summary>Which way each number must go to differ less from its neighbours: the total variation's gradient, −4…4.</summary>
    public void TowardsNeighbours(ReadOnlySpan<float> values, Span<float> way)
    {
        const float Soft = 0.01f;
        way.Clear();
        for (int i = 0; i < Length; i++)
        {
            if (i % Width + 1 < Width)
                Pull(i, i + 1, values, way);
            if (i / Width % Height + 1 < Height)
                Pull(i, i + Width, values, way);
        }

        static void Pull(int a, int b, ReadOnlySpan<float> values, Span<float> way)
        {
            float step = values[b] - values[a], pull = step / (MathF.Abs(step) + Soft);
            way[a] += pull;
            way[b] -= pull;
        }
    }

    private void Spread(float[] grid, int cells, Span<float> plane)
    {
        for (int y = 0; y < Height; y++)
            for (int x = 0; x < Width; x++)
            {
                float down = (float)y * cells / Height, right = (float)x * cells / Width;
                int at = (int)down * (cells + 1) + (int)right;
                (down, right) = (down - (int)down, right - (int)right);
                float top = grid[at] + (grid[at + 1] - grid[at]) * right;
                float bottom = grid[at + cells + 1] + (grid[at + cells + 2] - grid[at + cells + 1]) * right;
                plane[y * Width + x] += top + (bottom - top) * down;
            }
    }
}
