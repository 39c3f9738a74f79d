using Cnn;

namespace Demo.Views.Filters;

/// <summary>One value of a filter's output taken apart.</summary>
/// <param name="Sum">Of the products of the first map.</param>
/// <param name="Second">Of the second map's; 0 where there is one.</param>
/// <param name="Bias">What is added at the end.</param>
/// <param name="Result">Sum + bias, or √(sum² + second²) + bias.</param>
internal readonly record struct FilterSum(double Sum, double Second, double Bias, double Result);

/// <summary>One value of a pool's output taken apart.</summary>
/// <param name="Result">The largest value or the mean.</param>
/// <param name="Winner">Where in the window the largest stands, the first of several: row · size + column.</param>
internal readonly record struct PoolChoice(double Result, int Winner);

/// <summary>The arithmetic behind one place, in sums of double; nothing is allocated.</summary>
internal static class LabArithmetic
{
    /// <summary>
    /// Which element of an axis a number of the window meets, as the padding has it: −1 where that is a zero from outside.
    /// </summary>
    /// <param name="size">The axis.</param>
    /// <param name="padding">What lies outside.</param>
    /// <param name="output">The place in the output.</param>
    /// <param name="tap">The row or column of the window.</param>
    public static int Source(in SizeFormula size, Padding padding, int output, int tap)
    {
        int at = output * size.Stride - size.Pad + tap * size.Dilation, last = size.Length - 1;
        return at >= 0 && at <= last ? at : padding switch
        {
            Padding.Edge => Math.Clamp(at, 0, last),
            Padding.Mirror => at < 0 ? -at : 2 * last - at,
            _ => -1,
        };
    }

    /// <summary>The value of a filter's output at a place.</summary>
    /// <param name="stage">The filter.</param>
    /// <param name="kernel">Its kernel for the row's channels (<see cref="LabRow.KernelOf"/>).</param>
    /// <param name="input">What entered, [1,C,H,W].</param>
    /// <param name="channel">Which channel of the output; each has one of the input where the kernel has one.</param>
    /// <param name="x">The column of the output.</param>
    /// <param name="y">The row of the output.</param>
    /// <param name="patch">Takes what lies under the kernel, [channels of the kernel, k, k].</param>
    /// <param name="products">Takes the products, [maps, channels of the kernel, k, k].</param>
    public static FilterSum Of(
        FilterStage stage, FilterKernel kernel, Tensor input, int channel, int x, int y, Span<float> patch, Span<double> products)
    {
        int height = input.Shape[2], width = input.Shape[3], size = kernel.Size, length = kernel.Channels * kernel.Plane;
        int first = kernel.Channels == 1 ? channel : 0;
        var (rows, columns) = (stage.SizeOf(height), stage.SizeOf(width));
        for (int i = 0; i < length; i++)
        {
            int row = Source(rows, stage.Padding, y, i / size % size), column = Source(columns, stage.Padding, x, i % size);
            patch[i] = row < 0 || column < 0 ? 0 : input.Floats[((first + i / kernel.Plane) * height + row) * width + column];
        }
        double sum = Multiply(kernel, 0, patch, products);
        if (kernel.Maps == 1)
            return new(sum, 0, kernel.Bias, sum + kernel.Bias);
        double second = Multiply(kernel, 1, patch, products);
        return new(sum, second, kernel.Bias, Math.Sqrt(sum * sum + second * second) + kernel.Bias);
    }

    /// <summary>The value of a pool's output at a place.</summary>
    /// <param name="pool">The pool.</param>
    /// <param name="input">What entered, [1,C,H,W].</param>
    /// <param name="channel">Which channel.</param>
    /// <param name="x">The column of the output.</param>
    /// <param name="y">The row of the output.</param>
    /// <param name="window">Takes what lies under the window, [size, size].</param>
    public static PoolChoice Of(PoolStage pool, Tensor input, int channel, int x, int y, Span<float> window)
    {
        int height = input.Shape[2], width = input.Shape[3], winner = 0;
        double sum = 0;
        for (int i = 0; i < pool.Size * pool.Size; i++)
        {
            int row = y * pool.Stride + i / pool.Size, column = x * pool.Stride + i % pool.Size;
            window[i] = input.Floats[(channel * height + row) * width + column];
            sum += window[i];
            if (window[i] > window[winner])
                winner = i;
        }
        return new(pool.Kind == PoolKind.Max ? window[winner] : sum / (pool.Size * pool.Size), winner);
    }

    private static double Multiply(FilterKernel kernel, int map, ReadOnlySpan<float> patch, Span<double> products)
    {
        int length = kernel.Channels * kernel.Plane;
        double sum = 0;
        for (int i = 0; i < length; i++)
            sum += products[map * length + i] = (double)patch[i] * kernel.Weight(map * length + i);
        return sum;
    }
}
