namespace Cnn.Ops.Preprocessing;

/// <summary>
/// Cuts the middle of a frame and resizes it, each channel, with a triangle filter as wide as two output pixels (of the
/// frame's own pixels when it enlarges): bilinear, with antialiasing. Inputs: the frame (Int32, one RGBA pixel each), its
/// size (height, width), a mirror switch Int32 [1]. Output Float32 [1,C,H,W], or [1,H,W,C]: 0 … 255.
/// </summary>
/// <param name="Height">Of the output, in pixels.</param>
/// <param name="Width">Of the output, in pixels.</param>
/// <param name="Channels">1 (luminance) or 3.</param>
/// <param name="BlueFirst">Whether three channels are blue, green, red.</param>
/// <param name="ChannelsLast">Whether the channels are the last axis.</param>
/// <param name="Crop">The part of the largest middle of this aspect that is used, in thousandths.</param>
public sealed record SamplePicture(int Height, int Width, int Channels = 3, bool BlueFirst = false, bool ChannelsLast = false, int Crop = 1000) : Op
{
    /// <summary>The most pixels that are weighed along an axis; of more, only every second, third … is taken.</summary>
    internal const int MaxTaps = 64;

    /// <inheritdoc/>
    public override IEnumerable<(string Name, double Value)> Parameters() =>
    [
        ("HEIGHT", Height), ("WIDTH", Width), ("CHANNELS", Channels), ("BLUE_FIRST", BlueFirst ? 1 : 0),
        ("CHANNELS_LAST", ChannelsLast ? 1 : 0), ("CROP", Crop),
    ];

    /// <inheritdoc/>
    public override TensorInfo Infer(ReadOnlySpan<TensorInfo> inputs)
    {
        Require.Inputs(inputs, 3, 3);
        Maps.RequireFrame(inputs[0], inputs[1]);
        Maps.RequireVector(inputs[2], 1, "the switch");
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
        var (regionHeight, regionWidth) = Region(height, width);
        var values = output.Floats;
        for (int y = 0; y < Height; y++)
        {
            var rows = new Taps(y, Height, regionHeight, height);
            for (int x = 0; x < Width; x++)
            {
                var columns = new Taps(mirror ? Width - 1 - x : x, Width, regionWidth, width);
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
                ReadOnlySpan<double> colours = Channels == 1
                    ? [(77 * red + 150 * green + 29 * blue) / 256] : BlueFirst ? [blue, green, red] : [red, green, blue];
                for (int c = 0; c < Channels; c++)
                    values[ChannelsLast ? (y * Width + x) * Channels + c : (c * Height + y) * Width + x] = (float)(colours[c] / total);
            }
        }
    }

    /// <summary>The part of a frame that is used, its middle: height and width in pixels.</summary>
    public (int Height, int Width) Region(int height, int width)
    {
        bool wide = Scaled(width, Height, Width) >= height;
        int regionHeight = wide ? height : Math.Max(1, Scaled(width, Height, Width));
        int regionWidth = wide ? Math.Max(1, Scaled(height, Width, Height)) : width;
        return (Math.Max(1, Scaled(regionHeight, Crop, 1000)), Math.Max(1, Scaled(regionWidth, Crop, 1000)));
    }

    private static int Scaled(int a, int b, int c) => (int)((long)a * b / c);

    // The pixels of one axis that output pixel i weighs. Places are in 64ths of a frame pixel.
    private readonly struct Taps
    {
        private readonly int _centre, _reach;

        public Taps(int i, int size, int region, int length)
        {
            int begin = (length - region) * Maps.Unit / 2;
            _centre = begin + Maps.Edge(region * Maps.Unit, 2 * i + 1, 2 * size);
            _reach = Math.Max(Maps.Unit, region * Maps.Unit / size);
            // Pixels whose middle lies within reach.
            First = Math.Clamp((_centre - _reach) / Maps.Unit, 0, length - 1);
            Last = Math.Clamp((_centre + _reach) / Maps.Unit, 0, length - 1);
            Step = (Last - First) / MaxTaps + 1;
        }

        public int First { get; }
        public int Last { get; }
        public int Step { get; }

        // At the frame's edge the filter may be cut; it is never empty, since a pixel's own middle lies within 64.
        public int Weight(int pixel) => Math.Max(0, _reach - Math.Abs(pixel * Maps.Unit + Maps.Unit / 2 - _centre));
    }
}
