using Cnn.Cpu.Lanes;
using Cnn.Ops;

namespace Cnn.Cpu.Kernels;

/// <summary>Sums of row-major tensors: over the first axes, as of biases, or of all there is, as of losses and norms.</summary>
internal static class RowSums<V> where V : unmanaged, ILanes<V>
{
    /// <summary>ReduceSum over the first axes, or ReduceSum, ReduceMean, ReduceSumSquare and ReduceL2 over all.</summary>
    public static bool Plan(NodePlanner p)
    {
        var shape = p.Node.Inputs[0].Shape;
        var reduced = ((Reduce)p.Node.Op).Reduced(shape);
        int first = Array.IndexOf(reduced, false);
        if (p.Node.Type != DataType.Float32 || shape.Count == 0)
            return false;
        if (first < 0)
            p.Launch(new WholeSumLaunch<V>(p.Node, p.Input(0, CpuLayout.Rows), p.Output(CpuLayout.Rows)));
        else if (first > 0 && p.Node.Op is ReduceSum && Array.TrueForAll(reduced[first..], axis => !axis))
            p.Launch(new RowSumLaunch<V>(p.Node, p.Input(0, CpuLayout.Rows), p.Output(CpuLayout.Rows)));
        else
            return false;
        return true;
    }
}

/// <summary>The sum of rows, column by column.</summary>
internal sealed unsafe class RowSumLaunch<V>(Node node, CpuTensor x, CpuTensor y)
    : Launch(node, node.Op.Name, [x], y) where V : unmanaged, ILanes<V>
{
    // So many rows are summed in floats before they meet the others.
    private const int Block = 64;

    private readonly int _columns = (int)y.Shape.Count, _rows = (int)(x.Shape.Count / y.Shape.Count);

    public override int Tasks => 1;

    public override void Run(int task)
    {
        float* y = Written.Floats;
        int column = 0;
        for (; column + V.Count <= _columns; column += V.Count)
        {
            V sum = V.Zero;
            for (int row = 0; row < _rows; row += Block)
            {
                V part = V.Zero;
                float* x = Reads[0].Floats + (long)row * _columns + column;
                for (int i = Math.Min(Block, _rows - row); i > 0; i--, x += _columns)
                    part += V.Load(x);
                sum += part;
            }
            V.Store(sum, y + column);
        }
        // A register would write into the next tensor.
        for (; column < _columns; column++)
        {
            double sum = 0;
            for (int row = 0; row < _rows; row++)
                sum += Reads[0].Floats[(long)row * _columns + column];
            y[column] = (float)sum;
        }
    }
}

/// <summary>The sum of all elements, or of their squares or the root of that, or their mean.</summary>
internal sealed unsafe class WholeSumLaunch<V>(Node node, CpuTensor x, CpuTensor y)
    : Launch(node, node.Op.Name, [x], y) where V : unmanaged, ILanes<V>
{
    // So many registers are summed in floats before they meet the others.
    private const int Block = 64;

    private readonly bool _squares = node.Op is ReduceSumSquare or ReduceL2;
    private readonly long _count = x.Shape.Count;

    public override int Tasks => 1;

    public override void Run(int task)
    {
        double sum = 0;
        float* x = Reads[0].Floats;
        long i = 0;
        while (i + V.Count <= _count)
        {
            V part = V.Zero;
            for (int k = 0; k < Block && i + V.Count <= _count; k++, i += V.Count)
            {
                V value = V.Load(x + i);
                part = _squares ? V.MultiplyAdd(value, value, part) : part + value;
            }
            sum += V.Sum(part);
        }
        for (; i < _count; i++)
            sum += _squares ? (double)x[i] * x[i] : x[i];
        *Written.Floats = (float)(Node.Op switch
        {
            ReduceMean => sum / _count,
            ReduceL2 => Math.Sqrt(sum),
            _ => sum,
        });
    }
}
