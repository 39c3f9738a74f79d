namespace Cnn.Ops;

/// <summary>
/// What a resampling along one axis sums: output o is <c>Added[o] + Σₖ Weights[o·Width + k] · input[Indices[o·Width + k]]</c>.
/// </summary>
/// <param name="Output">The number of outputs.</param>
/// <param name="Width">The number of taps per output.</param>
/// <param name="Indices">Where each tap reads, inside the input.</param>
/// <param name="Weights">What it is multiplied by.</param>
/// <param name="Added">The value of outputs outside the input, whose weights are 0; else 0.</param>
/// <param name="IsIdentity">Whether output and input are the same.</param>
public sealed record ResizeTaps(int Output, int Width, int[] Indices, double[] Weights, double[] Added, bool IsIdentity);

/// <summary>One axis of a <see cref="Resize"/>: lengths in elements, output = scale · input.</summary>
/// <param name="Input">The input's length.</param>
/// <param name="Output">The output's length.</param>
/// <param name="Scale">The factor, which need not be their quotient.</param>
internal readonly record struct ResizeAxis(int Input, int Output, float Scale)
{
    // An antialiased picture of 100,000 pixels along an axis needs some 400,000, whatever it shrinks to.
    private const int MaxTaps = 1 << 22;

    /// <summary>Where the region begins, from 0 to 1.</summary>
    public float Start { get; init; }

    /// <summary>Where the region ends, from 0 to 1.</summary>
    public float End { get; init; } = 1;

    /// <summary>The taps of every output.</summary>
    public ResizeTaps Taps(Resize resize)
    {
        bool crops = resize.Coordinates == ResizeCoordinates.TfCropAndResize;
        if (Input == Output && Scale == 1 && !(crops && (Start != 0 || End != 1))
            && resize.Coordinates != ResizeCoordinates.TfHalfPixelForNn)
            return new(Output, 0, [], [], [], IsIdentity: true);
        // Shrinking with antialiasing stretches the filter so that it covers what falls onto one output.
        float stretch = resize.Antialias && Scale < 1 ? Scale : 1;
        int reach = resize.Mode == ResizeMode.Cubic ? 2 : 1;
        double taps = resize.Mode == ResizeMode.Nearest ? 1 : 2 * Math.Ceiling(reach / (double)stretch);
        if (Output * taps > MaxTaps)
            throw new CnnException($"{Output} outputs at scale {Scale} sum {taps} elements each; {MaxTaps} in all are possible");
        int width = (int)taps;
        var indices = new int[Output * width];
        var weights = new double[Output * width];
        var added = new double[Output];
        for (int o = 0; o < Output; o++)
        {
            float x = Place(o, resize.Coordinates);
            if (crops && (x < 0 || x > Input - 1))
                added[o] = resize.Extrapolation;
            else if (resize.Mode == ResizeMode.Nearest)
                (indices[o], weights[o]) = (Math.Clamp(NearestTo(x, resize.Nearest), 0, Input - 1), 1);
            else
                Fill(resize, x, stretch, indices.AsSpan(o * width, width), weights.AsSpan(o * width, width));
        }
        return new(Output, width, indices, weights, added, IsIdentity: false);
    }

    // In float, as other implementations do: on a boundary between two elements the last bit decides which is nearest.
    private float Place(int o, ResizeCoordinates coordinates) => coordinates switch
    {
        ResizeCoordinates.HalfPixel => (o + 0.5f) / Scale - 0.5f,
        ResizeCoordinates.HalfPixelSymmetric =>
            Input / 2f * (1 - Output / (Scale * Input)) + (o + 0.5f) / Scale - 0.5f,
        ResizeCoordinates.PytorchHalfPixel => Output > 1 ? (o + 0.5f) / Scale - 0.5f : 0,
        ResizeCoordinates.AlignCorners => Output == 1 ? 0 : (float)o * (Input - 1) / (Output - 1),
        ResizeCoordinates.Asymmetric => o / Scale,
        ResizeCoordinates.TfHalfPixelForNn => (o + 0.5f) / Scale,
        _ => Output > 1
            ? Start * (Input - 1) + o * (End - Start) * (Input - 1) / (Output - 1)
            : 0.5f * (Start + End) * (Input - 1),
    };

    private static int NearestTo(float x, ResizeNearest nearest) => (int)(nearest switch
    {
        ResizeNearest.RoundPreferFloor => MathF.Ceiling(x - 0.5f),
        ResizeNearest.RoundPreferCeil => MathF.Floor(x + 0.5f),
        ResizeNearest.Floor => MathF.Floor(x),
        _ => MathF.Ceiling(x),
    });

    private void Fill(Resize resize, float x, float stretch, Span<int> indices, Span<double> weights)
    {
        int first = (int)MathF.Floor(x) - indices.Length / 2 + 1;
        double sum = 0;
        for (int k = 0; k < indices.Length; k++)
        {
            double distance = Math.Abs((first + k - (double)x) * stretch);
            bool inside = first + k >= 0 && first + k < Input;
            indices[k] = Math.Clamp(first + k, 0, Input - 1);
            weights[k] = resize.ExcludeOutside && !inside ? 0
                : resize.Mode == ResizeMode.Linear ? Math.Max(0, 1 - distance) : Cubic(distance, resize.CubicA);
            sum += weights[k];
        }
        for (int k = 0; k < weights.Length; k++)
            weights[k] /= sum;
    }

    // Keys 1981, "Cubic convolution interpolation for digital image processing".
    private static double Cubic(double d, double a) => d switch
    {
        <= 1 => ((a + 2) * d - (a + 3)) * d * d + 1,
        < 2 => ((a * d - 5 * a) * d + 8 * a) * d - 4 * a,
        _ => 0,
    };
}
