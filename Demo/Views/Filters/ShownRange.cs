namespace Demo.Views.Filters;

/// <summary>
/// Which values of a row's result are black and white in a picture. It follows from the row alone, so that the pictures of a film
/// compare with each other.
/// </summary>
/// <param name="Black">This value, and what is below.</param>
/// <param name="White">This value, and what is above.</param>
internal readonly record struct ShownRange(double Black, double White)
{
    // Sums of floats are not quite 0 or 1.
    private const double Nearly = 1e-4;

    // The edges of real pictures hardly come nearer to the strongest one that can be.
    private const double EdgeShare = 0.25;

    /// <summary>
    /// If a black picture stays 0 and a white one 1 (blur, sharpen, emboss): 0 … 1. Else white is the largest value that can be; a
    /// quarter of it where pictures of one shade are all alike, so that edges alone are seen (Sobel, Laplacian). If values can be
    /// below 0, 0 is middle grey and the negative of white black; if not (a magnitude, what follows ReLU or sigmoid), 0 is black.
    /// </summary>
    /// <param name="row">The row.</param>
    /// <param name="white">The value that is white; null: as said above.</param>
    public static ShownRange Of(LabRow row, double? white = null)
    {
        var (low, high) = (0.0, 1.0);
        var (black, bright) = (0.0, 1.0);
        bool bounded = false;
        for (int i = 0; i < row.Stages.Length; i++)
            if (row.Stages[i] is FilterStage filter)
            {
                var kernel = row.KernelOf(i);
                (black, bright) = (Flat(kernel, black), Flat(kernel, bright));
                if (filter.Padding == Padding.Zero)
                    (low, high) = (Math.Min(low, 0), Math.Max(high, 0));
                (low, high) = Possible(kernel, low, high);
                bounded = false;
            }
            else if (row.Stages[i] is ActivationStage activation)
            {
                (black, bright) = (activation.Of(black), activation.Of(bright));
                (low, high) = (activation.Of(low), activation.Of(high));
                bounded |= activation.Kind is ActivationKind.Sigmoid or ActivationKind.Tanh;
            }
        if (Math.Abs(black) < Nearly && Math.Abs(bright - 1) < Nearly)
            return new(0, white ?? 1);
        double most = Math.Max(Math.Abs(low), Math.Abs(high));
        bool edges = !bounded && Math.Abs(bright - black) < Nearly * most;
        double size = white ?? (most == 0 ? 1 : edges ? EdgeShare * most : most);
        return new(low < 0 ? -size : 0, size);
    }

    /// <summary>A value as a shade of grey or of a colour.</summary>
    public byte Shade(float value) =>
        // What is no number is black.
        (byte)Math.Clamp(Math.Round(255 * (value - Black) / (White - Black)), 0, 255);

    // What a kernel makes of a picture of one value.
    private static double Flat(FilterKernel kernel, double value)
    {
        double first = kernel.SumOf() * value, second = kernel.Maps == 1 ? 0 : kernel.SumOf(1) * value;
        return (kernel.Maps == 1 ? first : Math.Sqrt(first * first + second * second)) + kernel.Bias;
    }

    // The smallest and the largest value that a kernel can make of values in a range.
    private static (double Low, double High) Possible(FilterKernel kernel, double low, double high)
    {
        double squares = 0, least = 0, most = 0;
        int length = kernel.Channels * kernel.Plane;
        for (int map = 0; map < kernel.Maps; map++)
        {
            (least, most) = (0, 0);
            for (int i = 0; i < length; i++)
            {
                double weight = kernel.Weight(map * length + i);
                least += weight * (weight > 0 ? low : high);
                most += weight * (weight > 0 ? high : low);
            }
            squares += Math.Pow(Math.Max(Math.Abs(least), Math.Abs(most)), 2);
        }
        return kernel.Maps == 1 ? (least + kernel.Bias, most + kernel.Bias) : (kernel.Bias, Math.Sqrt(squares) + kernel.Bias);
    }
}
