namespace Cnn.Cpu.Kernels;

/// <summary>Copies maps into frames of zeros, in the layout in which they lie.</summary>
/// <param name="node">The node it works for.</param>
/// <param name="x">The maps.</param>
/// <param name="y">Room for the framed ones, whose shape says how much there is below and to the right.</param>
/// <param name="top">Rows of zeros above.</param>
/// <param name="left">Zeros before each row.</param>
internal sealed unsafe class PadLaunch(Node node, CpuTensor x, CpuTensor y, int top, int left) : Launch(node, "pad", [x], y)
{
    private readonly int _lanes = x.IsPacked ? x.Lanes : 1;

    public override int Tasks => x.Shape[0] * (x.IsPacked ? x.Packs : x.Shape[1]);

    public override void Run(int task)
    {
        int height = x.Shape[2], width = x.Shape[3] * _lanes, padded = Written.Shape[3] * _lanes;
        float* source = x.Floats + (long)task * height * width;
        float* target = Written.Floats + (long)task * Written.Shape[2] * padded;
        for (int row = 0; row < Written.Shape[2]; row++, target += padded)
        {
            var line = new Span<float>(target, padded);
            if (row < top || row >= top + height)
            {
                line.Clear();
                continue;
            }
            line[..(left * _lanes)].Clear();
            new Span<float>(source + (long)(row - top) * width, width).CopyTo(line[(left * _lanes)..]);
            line[(left * _lanes + width)..].Clear();
        }
    }
}
