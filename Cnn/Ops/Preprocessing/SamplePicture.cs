namespace Cnn.Ops.Preprocessing;

/// <summary>
/// Resizes a frame, each channel, with a triangle filter as wide as two output pixels (of the frame's own pixels when it
/// enlarges): bilinear, with antialiasing. Inputs: the frame (Int32, one RGBA pixel each), its size (height, width), and
/// switches Int32 [1]: mirror; aspect (0: the middle of the output's aspect is cut out; 1: all of the frame, between bars;
/// 2: all of it, stretched); colours (0 red first, 1 blue first); antialiasing (0: the triangle is never wider than two of
/// the frame's pixels). Output Float32 [1,C,H,W], or [1,H,W,C]: 0 … 255.
/// </summary>
/// <param name="Height">Of the output, in pixels.</param>
/// <param name="Width">Of the output, in pixels.</param>
/// <param name="Channels">1 (luminance) or 3.</param>
/// <param name="ChannelsLast">Whether the channels are the last axis.</param>
/// <param name="Crop">The part of the largest middle of this aspect that is used, in thousandths.</param>
/// <param name="Bars">The bars' colour, 0xRRGGBB.</param>
public sealed record SamplePicture(
    int Height, int Width, int Channels = 3, bool ChannelsLast = false, int Crop = 1000, int Bars = 0) : Op
{
    /// <summary>The most pixels that are weighed along an axis; of more, only every second, third … is taken.</summary>
    internal const int MaxTaps = 64;

    /// <inheritdoc/>
    public override IEnumerable<(string Name, double Value)> Parameters() =>
    [
        ("HEIGHT", Height), ("WIDTH", Width), ("CHANNELS", Channels),
        ("CHANNELS_LAST", ChannelsLast ? 1 : 0), ("CROP", Crop), ("BARS", Bars),
    ];

    /// <inheritdoc/>
    public override TensorInfo Infer(ReadOnlySpan<TensorInfo> inputs)
    {
        Require.Inputs(inputs, 6, 6);
        Maps.RequireFrame(inputs[0], inputs[1]);
        foreach (var choice in inputs[2..])
            Maps.RequireVector(choice, 1, "a switch");
        if (Channels is not (1 or 3))
            throw new CnnException($"{Channels} channels; 1 or 3 are needed");
        return new TensorInfo(ChannelsLast ? [1, Height, Width, Channels] : [1, Channels, Height, Width]);
    }

    /// <inheritdoc/>
    public override void Evaluate(ReadOnlySpan<Tensor> inputs, Tensor output)
    {
        var frame = inputs[0].Span<int>();
        var (height, width) = Maps.FrameSize(inputs[1], frame.Length);
        bool mirror = inputs[2].Span<int>()[0] != 0;
        bool blueFirst = inputs[4].Span<int>()[0] != 0, antialias = inputs[5].Span<int>()[0] != 0;
        var (regionHeight, regionWidth) = Region(height, width, inputs[3].Span<int>()[0]);
        var values = output.Floats;
        for (int y = 0; y < Height; y++)
        {
            var rows = new Taps(y, Height, regionHeight, height, antialias);
            for (int x = 0; x < Width; x++)
            {
                var columns = new Taps(mirror ? Width - 1 - x : x, Width, regionWidth, width, antialias);
                double red = 0, green = 0, blue = 0, total = 0;
                for (int row = rows.First; row <= rows.Last; row += rows.Step)
                    for (int column = columns.First; column <= columns.Last; column += columns.Step)
                    {
                        int pixel = frame[row * width + column];
                        double weight = (double)rows.Weight(row) * columns.Weight(column);
                        red += weight * (pixel & 255);
                        green += weight * (pixel >> 8 & 255);
                        blue += weight * (pixel >> 16 & 255);
                        total += weight;
                    }
                if (total == 0)
                    (red, green, blue, total) = (Bars >> 16 & 255, Bars >> 8 & 255, Bars & 255, 1);
                ReadOnlySpan<double> colours = Channels == 1
                    ? [(77 * red + 150 * green + 29 * blue) / 256] : blueFirst ? [blue, green, red] : [red, green, blue];
                for (int c = 0; c < Channels; c++)
                    values[ChannelsLast ? (y * Width + x) * Channels + c : (c * Height + y) * Width + x] =
                        (float)(colours[c] / total);
            }
        }
    }

    /// <summary>
    /// The region that the output shows, around a frame's middle: height and width in pixels, beyond the frame's where it is fitted.
    /// </summary>
    /// <param name="height">The frame's.</param>
    /// <param name="width">The frame's.</param>
    /// <param name="aspect">The switch's value: 0 crop, 1 fit, 2 stretch.</param>
    public (int Height, int Width) Region(int height, int width, int aspect)
    {
        if (aspect == 2)
            return (height, width);
        if (aspect == 1)
            return (Math.Max(height, Scaled(width, Height, Width)), Math.Max(width, Scaled(height, Width, Height)));
        bool wide = Scaled(width, Height, Width) >= height;
        int regionHeight = wide ? height : Math.Max(1, Scaled(width, Height, Width));
        int regionWidth = wide ? Math.Max(1, Scaled(height, Width, Height)) : width;
        return (Math.Max(1, Scaled(regionHeight, Crop, 1000)), Math.Max(1, Scaled(regionWidth, Crop, 1000)));
    }

    private static int Scaled(int a, int b, int c) => (int)((long)a * b / c);

    // The pixels of one axis that output pixel i weighs. Places are in 64ths of a frame pixel.
    internal readonly struct Taps
    {
        private readonly int _centre, _reach;

        public Taps(int i, int size, int region, int length, bool antialias)
        {
            int begin = (length - region) * (Maps.Unit / 2);
            _centre = begin + Maps.Edge(region * Maps.Unit, 2 * i + 1, 2 * size);
            _reach = antialias ? Math.Max(Maps.Unit, region * Maps.Unit / size) : Maps.Unit;
            // Pixels whose middle lies within reach; none where the output shows no frame.
            First = Math.Max((int)Math.Floor((double)(_centre - _reach - Maps.Unit / 2) / Maps.Unit) + 1, 0);
            Last = Math.Min((int)Math.Ceiling((double)(_centre + _reach - Maps.Unit / 2) / Maps.Unit) - 1, length - 1);
            Step = (Last - First) / MaxTaps + 1;
        }

        public int First { get; }
        public int Last { get; }
        public int Step { get; }

        // At the frame's edge the filter is cut; beyond it nothing is left.
        public int Weight(int pixel) => Math.Max(0, _reach - Math.Abs(pixel * Maps.Unit + Maps.Unit / 2 - _centre));
    }
}
