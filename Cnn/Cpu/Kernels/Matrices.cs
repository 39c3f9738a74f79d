using Cnn.Cpu.Lanes;
using Cnn.Ops;

namespace Cnn.Cpu.Kernels;

/// <summary>Products of matrices.</summary>
internal static class Matrices<V> where V : unmanaged, ILanes<V>
{
    /// <summary>Gemm as a fully connected layer uses it: A as it is, C missing or a row.</summary>
    public static bool Gemm(NodePlanner p)
    {
        var op = (Gemm)p.Node.Op;
        var (a, b) = (p.Node.Inputs[0].Shape, p.Node.Inputs[1].Shape);
        var (m, k, n) = op.Sizes(a, b);
        bool row = p.Node.Inputs.Length == 2 || (p.Node.Inputs[2].Shape is var c && c.Count == n && c[c.Rank - 1] == n);
        if (op.TransA || !row || k == 0)
            return false;
        // Both operands' lines lie along the sum.
        int line = (k + V.Count - 1) / V.Count * V.Count;
        var weights = p.Derive($"gemm {op.TransB}", 1, [n * line],
            (from, to) => new PackLinesLaunch(p.Node, from, to, n, k, line, op.TransB ? k : 1, op.TransB ? 1 : n));
        CpuTensor[] inputs = [p.Input(0, CpuLayout.Rows), weights];
        if (p.Node.Inputs.Length == 3)
            inputs = [.. inputs, p.Input(2, CpuLayout.Rows)];
        p.Launch(new GemmLaunch<V>(p.Node, op, (m, k, n), line, inputs, p.Output(CpuLayout.Rows), p.Threads));
        return true;
    }
}

/// <summary>Copies a matrix so that each column of the product has its factors in a line, filled up with zeros.</summary>
internal sealed unsafe class PackLinesLaunch(
    Node node, CpuTensor from, CpuTensor to, int lines, int length, int line, int lineStep, int step)
    : Launch(node, "pack weights", [from], to)
{
    public override int Tasks => 1;

    public override void Run(int task)
    {
        float* source = Reads[0].Floats, target = Written.Floats;
        for (int i = 0; i < lines; i++)
            for (int k = 0; k < line; k++)
                target[(long)i * line + k] = k < length ? source[(long)i * lineStep + (long)k * step] : 0;
    }
}

/// <summary>Sums of products along lines. A task has some columns of the result, for all rows.</summary>
internal sealed unsafe class GemmLaunch<V>(
    Node node, Gemm op, (int M, int K, int N) sizes, int line, CpuTensor[] inputs, CpuTensor y, int threads)
    : Launch(node, node.Op.Name, inputs, y) where V : unmanaged, ILanes<V>
{
    private readonly int _pieces = Math.Min(sizes.N, Pieces.Of((long)sizes.M * sizes.N * line / 4, threads));

    public override int Tasks => _pieces;

    public override void Run(int task)
    {
        int from = (int)((long)sizes.N * task / _pieces), end = (int)((long)sizes.N * (task + 1) / _pieces);
        float* c = Reads.Length == 3 ? Reads[2].Floats : null;
        for (int i = 0; i < sizes.M; i++)
            for (int j = from; j < end; j++)
            {
                float sum = Dot(Reads[0].Floats + (long)i * sizes.K, Reads[1].Floats + (long)j * line);
                Written.Floats[(long)i * sizes.N + j] = op.Alpha * sum + (c is null ? 0 : op.Beta * c[j]);
            }
    }

    private float Dot(float* a, float* b)
    {
        V p = V.Zero, q = V.Zero;
        int k = 0, whole = sizes.K / V.Count * V.Count;
        for (; k + 2 * V.Count <= whole; k += 2 * V.Count)
        {
            p = V.MultiplyAdd(V.Load(a + k), V.Load(b + k), p);
            q = V.MultiplyAdd(V.Load(a + k + V.Count), V.Load(b + k + V.Count), q);
        }
        if (k < whole)
            p = V.MultiplyAdd(V.Load(a + k), V.Load(b + k), p);
        float sum = V.Sum(p + q);
        // A line of A is not filled up: the next one begins there.
        for (k = whole; k < sizes.K; k++)
            sum += a[k] * b[k];
        return sum;
    }
}
