namespace Cnn.Training;

/// <summary>
/// Makes the varied pictures. Each depends only on the seed, the epoch and the picture's index, never on the order in
/// which they are asked for.
/// </summary>
internal sealed class Augmenter(DataSet data, Augmentation options, int seed)
{
    // MNIST's recipe: the longer side of the ink takes 20 of 28 pixels.
    private const float FittedShare = 20f / 28;

    // What lies outside of the picture is this many pixels away from the ink.
    private const float FarAway = 100;

    // Distances take four bytes a pixel: those of the first pictures are kept, the others are measured anew each time.
    private const int MostKept = 64 << 20;

    private readonly float[]?[] _distances = new float[Math.Min(data.Count, MostKept / (sizeof(float) * data.Height * data.Width))][];

    /// <summary>Writes the variation of one picture, values 0…1.</summary>
    /// <param name="index">Which picture.</param>
    /// <param name="epoch">Each epoch shows another variation.</param>
    /// <param name="destination">Channels × height × width values.</param>
    public void Apply(int index, int epoch, Span<float> destination)
    {
        if (options == Augmentation.None)
        {
            Plain(data, index, destination);
            return;
        }
        var random = new Random(Seeds.Mix(seed, epoch, index));
        var pen = data.Channels == 1 && random.NextDouble() < options.Redraw ? ChoosePen(random) : null;
        var source = pen is null ? Values(index) : Distances(index, random);
        float gamma = (float)Math.Pow(2, Spread(random, options.Gamma));
        var warp = ChooseWarp(random, source, pen);
        int pixels = data.Height * data.Width;
        for (int y = 0; y < data.Height; y++)
            for (int x = 0; x < data.Width; x++)
            {
                var (v, u) = warp.Source(y, x);
                // Around ink there is nothing; a photo's edge goes on.
                if (data.Channels > 1)
                    (v, u) = (Math.Clamp(v, 0, data.Height - 1), Math.Clamp(u, 0, data.Width - 1));
                for (int c = 0; c < data.Channels; c++)
                {
                    float value = Sample(source.AsSpan(c * pixels, pixels), v, u, pen is null ? 0 : FarAway);
                    destination[c * pixels + y * data.Width + x] =
                        pen?.Ink(value) ?? (options.Gamma == 0 ? value : MathF.Pow(value, gamma));
                }
            }
        Disturb(random, destination);
    }

    /// <summary>The picture as it is, values 0…1.</summary>
    public static void Plain(DataSet data, int index, Span<float> destination)
    {
        var image = data.Image(index);
        for (int i = 0; i < image.Length; i++)
            destination[i] = image[i] / 255f;
    }

    // A pen draws from the distance to the middle of the stroke: a core of ink with a soft edge.
    private sealed record Pen(float Radius, float Edge)
    {
        public float Ink(float distance) => Math.Clamp((Radius - distance) / Edge + 0.5f, 0, 1);
    }

    private Pen ChoosePen(Random random) => new(
        (float)(options.MinPen + random.NextDouble() * (options.MaxPen - options.MinPen)) / 2,
        0.8f + random.NextSingle());

    private float[] Values(int index)
    {
        var values = new float[data.Image(index).Length];
        Plain(data, index, values);
        return values;
    }

    private float[] Distances(int index, Random random)
    {
        var distances = index < _distances.Length ? _distances[index] ??= Measure(index) : Measure(index);
        return data.Label(index) == 1 && random.NextDouble() < options.Flag
            ? Flag.Draw(distances, data.Width, random)
            : distances;
    }

    private float[] Measure(int index) => Skeleton.Distance(data.Image(index), data.Height, data.Width);

    private Warp ChooseWarp(Random random, float[] source, Pen? pen)
    {
        double angle = Spread(random, options.Rotation) * Math.PI / 180;
        double slant = Spread(random, options.Slant);
        double stretch = Math.Pow(2, Spread(random, options.Aspect) / 2);
        double size = 1 + Spread(random, options.Scale);
        double mirror = options.Mirror && random.Next(2) == 0 ? -1 : 1;
        // [x', y'] = rotation · slant · stretch · [x, y], about the ink's centre.
        double cos = Math.Cos(angle), sin = Math.Sin(angle);
        double xx = cos * stretch * mirror, xy = (cos * slant - sin) / stretch;
        double yx = sin * stretch * mirror, yy = (sin * slant + cos) / stretch;
        (float Y, float X) middle = ((data.Height - 1) / 2f, (data.Width - 1) / 2f);
        var (centre, fit) = options.Refit && data.Channels == 1 ? Fit(source, pen, xx, xy, yx, yy) : (middle, 1);
        // The inverse of the map that is drawn above: a warp asks for each pixel where it comes from.
        double scale = fit * size * (xx * yy - xy * yx);
        var to = (middle.Y + (float)Spread(random, options.Shift), middle.X + (float)Spread(random, options.Shift));
        return new Warp(
            centre, to, (float)(yy / scale), (float)(-xy / scale), (float)(-yx / scale), (float)(xx / scale),
            Wave.Choose(random, (float)options.Elastic, Math.Max(data.Height, data.Width)));
    }

    // The ink's centre of mass, and the factor that brings the longer side of its distorted box to the recipe's size.
    private ((float Y, float X) Centre, double Factor) Fit(float[] source, Pen? pen, double xx, double xy, double yx, double yy)
    {
        double mass = 0, massX = 0, massY = 0;
        double minX = double.MaxValue, maxX = double.MinValue, minY = double.MaxValue, maxY = double.MinValue;
        for (int i = 0; i < source.Length; i++)
        {
            float ink = pen?.Ink(source[i]) ?? source[i];
            if (ink < 0.1f)
                continue;
            int x = i % data.Width, y = i / data.Width;
            mass += ink;
            massX += ink * x;
            massY += ink * y;
            minX = Math.Min(minX, xx * x + xy * y);
            maxX = Math.Max(maxX, xx * x + xy * y);
            minY = Math.Min(minY, yx * x + yy * y);
            maxY = Math.Max(maxY, yx * x + yy * y);
        }
        if (mass == 0)
            return (((data.Height - 1) / 2f, (data.Width - 1) / 2f), 1);
        double side = Math.Max((maxX - minX + 1) / data.Width, (maxY - minY + 1) / data.Height);
        return (((float)(massY / mass), (float)(massX / mass)), FittedShare / side);
    }

    private float Sample(ReadOnlySpan<float> source, float y, float x, float outside)
    {
        int y0 = (int)MathF.Floor(y);
        int x0 = (int)MathF.Floor(x);
        float fy = y - y0;
        float fx = x - x0;
        return (1 - fy) * ((1 - fx) * At(source, y0, x0) + fx * At(source, y0, x0 + 1))
            + fy * ((1 - fx) * At(source, y0 + 1, x0) + fx * At(source, y0 + 1, x0 + 1));

        float At(ReadOnlySpan<float> source, int row, int column) => row >= 0 && row < data.Height && column >= 0 && column < data.Width
            ? source[row * data.Width + column]
            : outside;
    }

    private void Disturb(Random random, Span<float> image)
    {
        float blur = (float)(random.NextDouble() * options.Blur);
        float contrast = (float)(1 - random.NextDouble() * options.Contrast);
        float noise = (float)(random.NextDouble() * options.Noise);
        for (int c = 0; c < data.Channels && blur > 0; c++)
            Blur.Apply(image.Slice(c * data.Height * data.Width, data.Height * data.Width), data.Height, data.Width, blur);
        for (int i = 0; i < image.Length; i++)
        {
            float value = image[i] * contrast;
            if (noise > 0)
                value += noise * Bell(random);
            image[i] = Math.Clamp(value, 0, 1);
        }
    }

    // Nearly a normal distribution of standard deviation 1: the sum of three uniform values of variance 1/3.
    private static float Bell(Random random) =>
        2 * (random.NextSingle() + random.NextSingle() + random.NextSingle()) - 3;

    private static double Spread(Random random, double range) => (2 * random.NextDouble() - 1) * range;
}
