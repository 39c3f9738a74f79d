using System.Numerics;
using Cnn.Ops.Preprocessing;

namespace Cnn.Cpu.Kernels;

/// <summary>
/// Thickens or thins strokes: the largest of the ink around a place, weighed by a soft disc, for sixteen or more places of a row at once.
/// A task is a band of rows.
/// </summary>
internal sealed unsafe class AdjustStrokeLaunch : Launch
{
    private const int Reach = AdjustStroke.Reach;

    // Of a row: the map's width in whole registers, and what lies around it, where there is no ink.
    private readonly int _height, _width, _stride, _bands;
    // Of each band its rows and those around; 16 bits are enough for 255 · 16.
    private readonly short[][] _inks;

    public AdjustStrokeLaunch(NodePlanner p) : base(p.Node, p.Node.Op.Name, p.Inputs(), p.Output(CpuLayout.Rows))
    {
        (_height, _width) = (p.Node.Shape[2], p.Node.Shape[3]);
        _stride = (_width + Vector<short>.Count - 1) / Vector<short>.Count * Vector<short>.Count + 2 * Reach;
        _bands = Math.Min(_height, 2 * p.Threads);
        int rows = (_height + _bands - 1) / _bands + 2 * Reach;
        _inks = [.. Enumerable.Range(0, _bands).Select(_ => new short[rows * _stride])];
    }

    /// <summary>AdjustStroke.</summary>
    public static bool Plan(NodePlanner p)
    {
        p.Launch(new AdjustStrokeLaunch(p));
        return true;
    }

    public override int Tasks => _bands;

    public override void Run(int task)
    {
        int first = _height * task / _bands, end = _height * (task + 1) / _bands;
        int radius = *(int*)Reads[3].Floats == 0 ? 0 : AdjustStroke.Radius(*(int*)Reads[1].Floats, new((int*)Reads[2].Floats, 4));
        bool thin = radius < 0;
        short[] ink = _inks[task];
        Copy(ink, first - Reach, end + Reach, thin);
        // Which places around count, and by how much.
        Span<(int At, short Weight)> disc = stackalloc (int, short)[(2 * Reach + 1) * (2 * Reach + 1)];
        int count = 0;
        for (int v = -Reach; v <= Reach; v++)
            for (int u = -Reach; u <= Reach; u++)
                if (AdjustStroke.Weight(Math.Abs(radius), u * u + v * v) is > 0 and var weight)
                    disc[count++] = ((v + Reach) * _stride + u + Reach, (short)weight);
        for (int y = first; y < end; y++)
            Adjust(ink.AsSpan((y - first) * _stride), disc[..count], thin, new Span<int>((int*)Written.Floats + y * _width, _width));
    }

    // Rows of ink, or of paper where strokes are thinned; outside of the map there is none.
    private void Copy(short[] ink, int from, int to, bool thin)
    {
        Array.Clear(ink);
        for (int y = Math.Max(from, 0); y < Math.Min(to, _height); y++)
        {
            var row = new ReadOnlySpan<int>((int*)Reads[0].Floats + y * _width, _width);
            var copy = ink.AsSpan((y - from) * _stride + Reach, _width);
            for (int x = 0; x < _width; x++)
                copy[x] = (short)(thin ? 255 - row[x] : row[x]);
        }
    }

    private static void Adjust(ReadOnlySpan<short> ink, ReadOnlySpan<(int At, short Weight)> disc, bool thin, Span<int> row)
    {
        for (int x = 0; x < row.Length; x += Vector<short>.Count)
        {
            var most = Vector<short>.Zero;
            foreach (var (at, weight) in disc)
                most = Vector.Max(most, new Vector<short>(ink[(at + x)..]) * weight);
            // 16 is the whole of it.
            most >>= 4;
            if (thin)
                most = new Vector<short>(255) - most;
            for (int lane = 0; lane < Math.Min(Vector<short>.Count, row.Length - x); lane++)
                row[x + lane] = most[lane];
        }
    }
}
