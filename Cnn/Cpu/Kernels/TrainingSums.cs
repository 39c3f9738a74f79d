using Cnn.Cpu.Lanes;
using Cnn.Ops;

namespace Cnn.Cpu.Kernels;

/// <summary>What a training step sums up: gradients of biases and of fully connected layers.</summary>
internal static class TrainingSums<V> where V : unmanaged, ILanes<V>
{
    /// <summary>ReduceSum of packed maps over all axes but the channels'.</summary>
    public static bool ReduceSum(NodePlanner p)
    {
        bool perChannel = p.LayoutOf(0) == CpuLayout.Packed
            && ((ReduceSum)p.Node.Op).Reduced(p.Node.Inputs[0].Shape) is [true, false, true, true];
        if (perChannel)
            p.Launch(new ChannelSumLaunch<V>(p.Node, p.Input(0, CpuLayout.Packed), p.Output(CpuLayout.Rows)));
        return perChannel;
    }

    /// <summary>Gemm without C as gradients are: A transposed, or sums too short for registers along them.</summary>
    public static bool Gemm(NodePlanner p)
    {
        var op = (Gemm)p.Node.Op;
        bool isShort = op.Sizes(p.Node.Inputs[0].Shape, p.Node.Inputs[1].Shape).K < 4 * V.Count;
        if (op.TransB || !(op.TransA || isShort) || p.Node.Inputs.Length != 2)
            return false;
        p.Launch(new LinesGemmLaunch<V>(
            p.Node, op, p.Input(0, CpuLayout.Rows), p.Input(1, CpuLayout.Rows), p.Output(CpuLayout.Rows), p.Threads));
        return true;
    }
}

/// <summary>The sum of each channel's maps over the batch. A task is a pack.</summary>
internal sealed unsafe class ChannelSumLaunch<V>(Node node, CpuTensor x, CpuTensor y)
    : Launch(node, node.Op.Name, [x], y) where V : unmanaged, ILanes<V>
{
    public override int Tasks => x.Packs;

    public override void Run(int task)
    {
        double* sums = stackalloc double[V.Count];
        new Span<double>(sums, V.Count).Clear();
        float* lanes = stackalloc float[V.Count];
        for (int image = 0; image < x.Shape[0]; image++)
        {
            float* from = x.Floats + image * x.ImageStride + task * x.PackStride, end = from + x.PackStride;
            V a = V.Zero, b = V.Zero;
            for (; from + V.Count < end; from += 2 * V.Count)
            {
                a += V.Load(from);
                b += V.Load(from + V.Count);
            }
            if (from < end)
                a += V.Load(from);
            V.Store(a + b, lanes);
            for (int lane = 0; lane < V.Count; lane++)
                sums[lane] += lanes[lane];
        }
        int count = Math.Min(V.Count, x.Shape[1] - task * V.Count);
        for (int lane = 0; lane < count; lane++)
            Written.Floats[task * V.Count + lane] = (float)sums[lane];
    }
}

/// <summary>A product of matrices of which each row is a sum of rows of B. A task has some rows.</summary>
internal sealed unsafe class LinesGemmLaunch<V>(Node node, Gemm op, CpuTensor a, CpuTensor b, CpuTensor y, int threads)
    : Launch(node, node.Op.Name, [a, b], y) where V : unmanaged, ILanes<V>
{
    private readonly int _depth = b.Shape[0], _rows = y.Shape[0], _columns = y.Shape[1];
    // From a row's factors to the next row's, and from a factor to the next one.
    private readonly int _line = op.TransA ? 1 : a.Shape[1], _step = op.TransA ? a.Shape[1] : 1;
    private readonly int _pieces = Math.Min(y.Shape[0], Pieces.Of(y.Shape.Count * b.Shape[0] / 4, threads));

    public override int Tasks => _pieces;

    public override void Run(int task)
    {
        int end = (int)((long)_rows * (task + 1) / _pieces);
        for (int row = (int)((long)_rows * task / _pieces); row < end; row++)
        {
            int column = 0;
            for (; column + 4 * V.Count <= _columns; column += 4 * V.Count)
                Four(row, column);
            for (; column + V.Count <= _columns; column += V.Count)
                One(row, column);
            // A register would read past the last row.
            for (; column < _columns; column++)
                Single(row, column);
        }
    }

    private void Four(int row, int column)
    {
        float* factors = Reads[0].Floats + (long)row * _line, lines = Reads[1].Floats + column;
        float* to = Written.Floats + (long)row * _columns + column;
        V p = V.Zero, q = V.Zero, r = V.Zero, s = V.Zero;
        for (int k = 0; k < _depth; k++, factors += _step, lines += _columns)
        {
            V factor = V.All(*factors);
            p = V.MultiplyAdd(factor, V.Load(lines), p);
            q = V.MultiplyAdd(factor, V.Load(lines + V.Count), q);
            r = V.MultiplyAdd(factor, V.Load(lines + 2 * V.Count), r);
            s = V.MultiplyAdd(factor, V.Load(lines + 3 * V.Count), s);
        }
        V scale = V.All(op.Alpha);
        V.Store(scale * p, to);
        V.Store(scale * q, to + V.Count);
        V.Store(scale * r, to + 2 * V.Count);
        V.Store(scale * s, to + 3 * V.Count);
    }

    private void One(int row, int column)
    {
        float* factors = Reads[0].Floats + (long)row * _line, lines = Reads[1].Floats + column;
        V sum = V.Zero;
        for (int k = 0; k < _depth; k++, factors += _step, lines += _columns)
            sum = V.MultiplyAdd(V.All(*factors), V.Load(lines), sum);
        V.Store(V.All(op.Alpha) * sum, Written.Floats + (long)row * _columns + column);
    }

    private void Single(int row, int column)
    {
        double sum = 0;
        for (int k = 0; k < _depth; k++)
            sum += (double)Reads[0].Floats[(long)row * _line + (long)k * _step] * Reads[1].Floats[(long)k * _columns + column];
        Written.Floats[(long)row * _columns + column] = (float)(op.Alpha * sum);
    }
}
