using Cnn;

namespace Demo.Views.Filters;

/// <summary>
/// The numbers that slide over a picture. One map is a plain kernel; of two, such as Sobel's x and y, the lab shows the
/// magnitude √(a² + b²).
/// </summary>
/// <param name="Name">What files and the command line call it, such as <c>sobel-x</c>.</param>
/// <param name="Title">What people read, such as <c>Sobel x</c>.</param>
/// <param name="Size">Rows and columns: 3, 5 or 7.</param>
/// <param name="Numbers">As a person types them: [Maps, Channels, Size, Size], row-major.</param>
/// <param name="Channels">1, or 3 for a kernel that looks at red, green and blue together.</param>
/// <param name="Maps">1 or 2.</param>
/// <param name="Scale">What all numbers are multiplied by: nine ones and 1/9 are a box blur.</param>
/// <param name="Bias">What is added at the end: to the sum, or to the magnitude of two maps.</param>
internal sealed record FilterKernel(
    string Name, string Title, int Size, Floats Numbers, int Channels = 1, int Maps = 1, float Scale = 1, float Bias = 0)
{
    // As the preprocessing makes red, green and blue grey (SamplePicture).
    private static readonly float[] Luminance = [77 / 256f, 150 / 256f, 29 / 256f];

    // Sums of floats that should be 0 are not quite.
    private const double NearlyNothing = 1e-6;

    /// <summary>The numbers of one map and channel are a plane.</summary>
    public int Plane => Size * Size;

    /// <summary>Where a number stands in <see cref="Numbers"/>.</summary>
    public int IndexOf(int map, int channel, int row, int column) => ((map * Channels + channel) * Size + row) * Size + column;

    /// <summary>A number as it is multiplied: scaled.</summary>
    public float Weight(int index) => Numbers[index] * Scale;

    /// <summary>The sum of the scaled numbers of a map.</summary>
    public double SumOf(int map = 0) => Total(map, x => x) * Scale;

    /// <summary>The scale as people write it: <c>× 1/9</c>, <c>× 0.3</c>; empty where it is 1.</summary>
    public string ScaleText
    {
        get
        {
            double inverse = Math.Abs(1.0 / Scale);
            string sign = Scale < 0 ? "−" : "";
            return Scale == 1 ? ""
                : inverse is > 1 and < 1e6 && Math.Abs(inverse - Math.Round(inverse)) < 1e-6 * inverse ? $"× {sign}1/{Math.Round(inverse)}"
                : $"× {sign}{Math.Abs(Scale):0.####}";
        }
    }

    /// <summary>Whether another kernel's numbers fit where this one's are: nothing has to be built anew.</summary>
    public bool HasShapeOf(FilterKernel other) => Size == other.Size && Maps == other.Maps;

    /// <summary>With another number.</summary>
    public FilterKernel With(int index, float number)
    {
        float[] numbers = [.. Numbers];
        numbers[index] = number;
        return this with { Numbers = Floats.Create(numbers) };
    }

    /// <summary>Left and right exchanged.</summary>
    public FilterKernel Mirror() => Moved(Size, (row, column) => (row, Size - 1 - column));

    /// <summary>Top and bottom exchanged.</summary>
    public FilterKernel Flip() => Moved(Size, (row, column) => (Size - 1 - row, column));

    /// <summary>Turned clockwise by a right angle.</summary>
    public FilterKernel Rotate() => Moved(Size, (row, column) => (Size - 1 - column, row));

    /// <summary>With so many rows and columns: the middle is kept, what is new is 0.</summary>
    public FilterKernel Resized(int size)
    {
        int shift = (Size - size) / 2;
        return Moved(size, (row, column) => (row + shift, column + shift));
    }

    /// <summary>
    /// Scaled so that the sum is 1, which keeps a picture's brightness; where it is 0, so that the sum without signs is 1. Of two
    /// maps the first one counts. A kernel of zeros stays.
    /// </summary>
    public FilterKernel Normalise()
    {
        double sum = Total(0, x => x), size = Total(0, Math.Abs);
        return size == 0 ? this : this with { Scale = (float)(1 / (Math.Abs(sum) > NearlyNothing * size ? sum : size)) };
    }

    /// <summary>
    /// For an input of 1 or 3 channels. Over three channels a grey kernel is weighed by their share of the brightness, so that it
    /// sees what it sees in the grey picture; of three channels' kernels the sum is what they see in grey.
    /// </summary>
    public FilterKernel ForChannels(int channels)
    {
        if (channels == Channels)
            return this;
        var numbers = new float[Maps * channels * Plane];
        for (int map = 0; map < Maps; map++)
            for (int from = 0; from < Channels; from++)
                for (int to = 0; to < channels; to++)
                    for (int i = 0; i < Plane; i++)
                        numbers[(map * channels + to) * Plane + i] +=
                            Numbers[(map * Channels + from) * Plane + i] * (channels == 1 ? 1 : Luminance[to]);
        return this with { Numbers = Floats.Create(numbers), Channels = channels };
    }

    private double Total(int map, Func<double, double> of)
    {
        double sum = 0;
        foreach (float number in Numbers.AsSpan().Slice(map * Channels * Plane, Channels * Plane))
            sum += of(number);
        return sum;
    }

    private FilterKernel Moved(int size, Func<int, int, (int Row, int Column)> from)
    {
        var numbers = new float[Maps * Channels * size * size];
        for (int i = 0; i < numbers.Length; i++)
        {
            var (row, column) = from(i / size % size, i % size);
            if ((uint)row < (uint)Size && (uint)column < (uint)Size)
                numbers[i] = Numbers[(i / (size * size) * Size + row) * Size + column];
        }
        return this with { Size = size, Numbers = Floats.Create(numbers) };
    }
}
