using Demo.Views.Filters;

namespace Cnn.Tests.Demo.Filters;

/// <summary>What the lab must compute, written once more: loops in double with an idea of the picture's edge of their own.</summary>
internal static class PlainFilters
{
    /// <summary>The channels of a frame, 0 … 1, as [row, column].</summary>
    public static double[][,] Picture(int[] pixels, int width, int height, LabColours colours)
    {
        double[][,] rgb =
            [.. Enumerable.Range(0, 3).Select(c => Map(height, width, (y, x) => (pixels[y * width + x] >> 8 * c & 255) / 255.0))];
        return colours >= LabColours.Red ? [rgb[colours - LabColours.Red]]
            : colours != LabColours.Grey ? rgb
            : [Map(height, width, (y, x) => (77 * rgb[0][y, x] + 150 * rgb[1][y, x] + 29 * rgb[2][y, x]) / 256)];
    }

    /// <summary>The picture moved to the right.</summary>
    public static double[][,] Shifted(double[][,] picture, int pixels) => [.. picture.Select(c =>
        Map(c.GetLength(0), c.GetLength(1), (y, x) => c[y, Math.Clamp(x - pixels, 0, c.GetLength(1) - 1)]))];

    /// <summary>What all stages make of it, the picture first.</summary>
    public static List<double[][,]> Row(LabRow row, double[][,] picture)
    {
        List<double[][,]> values = [picture];
        foreach (var stage in row.Stages)
            values.Add(stage switch
            {
                FilterStage filter => Filtered(filter, values[^1], row.Colours == LabColours.Each),
                ActivationStage activation => [.. values[^1].Select(c => Map(c.GetLength(0), c.GetLength(1), (y, x) =>
                    Curve(activation.Kind, c[y, x])))],
                _ => Pooled((PoolStage)stage, values[^1]),
            });
        return values;
    }

    public static double[][,] Pooled(PoolStage pool, double[][,] maps) => [.. maps.Select(c => Map(
        (c.GetLength(0) - pool.Size) / pool.Stride + 1, (c.GetLength(1) - pool.Size) / pool.Stride + 1, (y, x) =>
        {
            var window = from dy in Enumerable.Range(0, pool.Size)
                         from dx in Enumerable.Range(0, pool.Size)
                         select c[y * pool.Stride + dy, x * pool.Stride + dx];
            return pool.Kind == PoolKind.Max ? window.Max() : window.Average();
        }))];

    public static double MeanOf(double[][,] maps) => maps.SelectMany(m => m.Cast<double>()).Average();

    private static double[][,] Filtered(FilterStage stage, double[][,] maps, bool apart)
    {
        if (apart)
            return [.. maps.Select(c => Convolved(stage, [c]))];
        return [Convolved(stage, maps)];
    }

    private static double[,] Convolved(FilterStage stage, double[][,] maps)
    {
        var kernel = stage.Kernel;
        int height = maps[0].GetLength(0), width = maps[0].GetLength(1), reach = (kernel.Size - 1) * stage.Dilation;
        int margin = stage.Padding == Padding.None ? 0 : reach / 2;
        return Map((height + 2 * margin - reach - 1) / stage.Stride + 1, (width + 2 * margin - reach - 1) / stage.Stride + 1, (oy, ox) =>
        {
            double squares = 0, last = 0;
            for (int m = 0; m < kernel.Maps; m++, squares += last * last)
            {
                last = 0;
                for (int c = 0; c < maps.Length; c++)
                    for (int ky = 0; ky < kernel.Size; ky++)
                        for (int kx = 0; kx < kernel.Size; kx++)
                            last += Tap(m, c, ky, kx) * kernel.Scale * At(maps[c], stage.Padding,
                                oy * stage.Stride - margin + ky * stage.Dilation, ox * stage.Stride - margin + kx * stage.Dilation);
            }
            return (kernel.Maps == 1 ? last : Math.Sqrt(squares)) + kernel.Bias;
        });

        double Tap(int m, int c, int ky, int kx)
        {
            double Number(int channel) => kernel.Numbers[((m * kernel.Channels + channel) * kernel.Size + ky) * kernel.Size + kx];
            return maps.Length == kernel.Channels ? Number(c)
                : maps.Length == 1 ? Number(0) + Number(1) + Number(2)
                : Number(0) * (c == 0 ? 77 : c == 1 ? 150 : 29) / 256;
        }
    }

    private static double At(double[,] map, Padding padding, int y, int x)
    {
        int height = map.GetLength(0), width = map.GetLength(1);
        if (padding == Padding.Edge)
            (y, x) = (Math.Min(Math.Max(y, 0), height - 1), Math.Min(Math.Max(x, 0), width - 1));
        if (padding == Padding.Mirror)
            (y, x) = (Mirrored(y, height), Mirrored(x, width));
        return y < 0 || x < 0 || y >= height || x >= width ? 0 : map[y, x];
    }

    private static int Mirrored(int i, int length) => i < 0 ? -i : i >= length ? 2 * (length - 1) - i : i;

    private static double Curve(ActivationKind kind, double x) => kind switch
    {
        ActivationKind.Relu => x > 0 ? x : 0,
        ActivationKind.LeakyRelu => x > 0 ? x : 0.1 * x,
        ActivationKind.Sigmoid => 1 / (1 + Math.Exp(-x)),
        ActivationKind.Tanh => Math.Tanh(x),
        _ => x,
    };

    private static double[,] Map(int height, int width, Func<int, int, double> value)
    {
        var map = new double[height, width];
        for (int y = 0; y < height; y++)
            for (int x = 0; x < width; x++)
                map[y, x] = value(y, x);
        return map;
    }
}
