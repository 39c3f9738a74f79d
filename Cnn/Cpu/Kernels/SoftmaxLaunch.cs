using Cnn.Cpu.Lanes;
using Cnn.Ops;

namespace Cnn.Cpu.Kernels;

/// <summary>Softmax along the last axis of a row-major tensor. A task has some of its lines.</summary>
internal sealed unsafe class SoftmaxLaunch<V>(Node node, CpuTensor x, CpuTensor y, int threads)
    : Launch(node, node.Op.Name, [x], y) where V : unmanaged, ILanes<V>
{
    private readonly int _length = y.Shape[y.Shape.Rank - 1];
    private readonly int _pieces = (int)Math.Min(y.Shape.Count / y.Shape[y.Shape.Rank - 1], Pieces.Of(y.Elements, threads));

    /// <summary>Softmax where the elements of a sum are neighbours: along the last axis, or to the end.</summary>
    public static bool Plan(NodePlanner p)
    {
        var shape = p.Node.Shape;
        var op = (Softmax)p.Node.Op;
        if (shape.Count == 0 || shape.Rank == 0 || p.Node.Type != DataType.Float32)
            return false;
        int axis = shape.Axis(op.Axis);
        int length = (int)shape.Product(axis, shape.Rank);
        if (!op.ToEnd && length != shape[axis])
            return false;
        Shape lines = [(int)(shape.Count / length), length];
        CpuTensor x = p.Input(0, CpuLayout.Rows), y = p.Output(CpuLayout.Rows);
        p.Launch(new SoftmaxLaunch<V>(p.Node, x with { Shape = lines }, y with { Shape = lines }, p.Threads));
        return true;
    }

    public override int Tasks => _pieces;

    public override void Run(int task)
    {
        long lines = Written.Shape.Count / _length;
        for (long line = lines * task / _pieces; line < lines * (task + 1) / _pieces; line++)
            Line(Reads[0].Floats + line * _length, Written.Floats + line * _length);
    }

    private void Line(float* x, float* y)
    {
        int whole = _length / V.Count * V.Count;
        float largest = float.NegativeInfinity;
        for (int i = 0; i < _length; i++)
            largest = MathF.Max(largest, x[i]);
        V high = V.All(largest), sums = V.Zero;
        for (int i = 0; i < whole; i += V.Count)
        {
            V power = Exponential<V>.Of(V.Load(x + i) - high);
            sums += power;
            V.Store(power, y + i);
        }
        // What comes after the line is another one's.
        float sum = V.Sum(sums);
        for (int i = whole; i < _length; i++)
            sum += y[i] = MathF.Exp(x[i] - largest);
        V share = V.All(1 / sum);
        for (int i = 0; i < whole; i += V.Count)
            V.Store(V.Load(y + i) * share, y + i);
        for (int i = whole; i < _length; i++)
            y[i] /= sum;
    }
}
