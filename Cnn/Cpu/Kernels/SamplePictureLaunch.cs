using System.Numerics;
using Cnn.Ops.Preprocessing;

namespace Cnn.Cpu.Kernels;

/// <summary>
/// Resizes a frame into a network's picture: for each row of the result its rows of the frame are weighed first, eight or more pixels
/// at a time, then columns of those sums. A task is a band of rows.
/// </summary>
internal sealed unsafe class SamplePictureLaunch : Launch
{
    private readonly SamplePicture _op;
    private readonly int _bands, _width;
    // Of each band three rows of sums, red, green and blue, as wide as the widest frame that was seen.
    private readonly float[][] _sums;
    // What each column of the result weighs, the same in all rows; one for each band, for nothing is shared between tasks.
    private readonly SamplePicture.Taps[][] _columns;

    public SamplePictureLaunch(NodePlanner p) : base(p.Node, p.Node.Op.Name, p.Inputs(), p.Output(CpuLayout.Rows))
    {
        _op = (SamplePicture)p.Node.Op;
        _bands = Math.Min(_op.Height, 2 * p.Threads);
        _width = _op.Width;
        _sums = [.. Enumerable.Range(0, _bands).Select(_ => Array.Empty<float>())];
        _columns = [.. Enumerable.Range(0, _bands).Select(_ => new SamplePicture.Taps[_width])];
    }

    /// <summary>SamplePicture.</summary>
    public static bool Plan(NodePlanner p)
    {
        p.Launch(new SamplePictureLaunch(p));
        return true;
    }

    public override int Tasks => _bands;

    public override void Run(int task)
    {
        int* size = (int*)Reads[1].Floats;
        var (height, width) = Maps.FrameSize(size[0], size[1], (int)Reads[0].Shape.Count);
        if (_sums[task].Length < 3 * width)
            _sums[task] = new float[3 * width];
        bool mirror = Switch(2) != 0, blueFirst = Switch(4) != 0, antialias = Switch(5) != 0;
        var (regionHeight, regionWidth) = _op.Region(height, width, Switch(3));
        var columns = _columns[task];
        for (int x = 0; x < _width; x++)
            columns[x] = new SamplePicture.Taps(mirror ? _width - 1 - x : x, _width, regionWidth, width, antialias);
        for (int y = _op.Height * task / _bands; y < _op.Height * (task + 1) / _bands; y++)
        {
            var rows = new SamplePicture.Taps(y, _op.Height, regionHeight, height, antialias);
            float weight = SumRows(rows, width, _sums[task]);
            for (int x = 0; x < _width; x++)
                Put(y, x, Sum(columns[x], weight, width, _sums[task]), blueFirst);
        }
    }

    private int Switch(int input) => *(int*)Reads[input].Floats;

    // Weighs rows of the frame into rows of red, green and blue; gives the sum of their weights.
    private float SumRows(in SamplePicture.Taps rows, int width, float[] sums)
    {
        sums.AsSpan(0, 3 * width).Clear();
        float total = 0;
        for (int row = rows.First; row <= rows.Last; row += rows.Step)
        {
            float weight = rows.Weight(row);
            total += weight;
            var pixels = new ReadOnlySpan<int>((int*)Reads[0].Floats + (long)row * width, width);
            for (int channel = 0; channel < 3; channel++)
                AddRow(pixels, 8 * channel, weight, sums.AsSpan(channel * width, width));
        }
        return total;
    }

    private static void AddRow(ReadOnlySpan<int> pixels, int shift, float weight, Span<float> sums)
    {
        int i = 0;
        var low = new Vector<int>(255);
        for (; i + Vector<int>.Count <= pixels.Length; i += Vector<int>.Count)
        {
            var colour = Vector.ConvertToSingle((new Vector<int>(pixels[i..]) >> shift) & low);
            (new Vector<float>(sums[i..]) + colour * weight).CopyTo(sums[i..]);
        }
        for (; i < pixels.Length; i++)
            sums[i] += weight * (pixels[i] >> shift & 255);
    }

    private (float Red, float Green, float Blue) Sum(in SamplePicture.Taps columns, float rows, int width, float[] sums)
    {
        float red = 0, green = 0, blue = 0, total = 0;
        for (int column = columns.First; column <= columns.Last; column += columns.Step)
        {
            float weight = columns.Weight(column);
            total += weight;
            red += weight * sums[column];
            green += weight * sums[width + column];
            blue += weight * sums[2 * width + column];
        }
        total *= rows;
        int bars = _op.Bars;
        return total == 0 ? (bars >> 16 & 255, bars >> 8 & 255, bars & 255) : (red / total, green / total, blue / total);
    }

    private void Put(int y, int x, (float Red, float Green, float Blue) colour, bool blueFirst)
    {
        var (red, green, blue) = colour;
        int plane = _op.Height * _width, at = y * _width + x;
        float* values = Written.Floats;
        if (_op.Channels == 1)
        {
            values[at] = (77 * red + 150 * green + 29 * blue) / 256;
            return;
        }
        var (begin, step) = _op.ChannelsLast ? (3 * at, 1) : (at, plane);
        values[begin] = blueFirst ? blue : red;
        values[begin + step] = green;
        values[begin + 2 * step] = blueFirst ? red : blue;
    }
}
