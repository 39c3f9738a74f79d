using Cnn.Cpu.Lanes;
using Cnn.Ops;

namespace Cnn.Cpu.Kernels;

/// <summary>
/// A function of two elements, and of one parameter: of elements at the same place, or with one number for a run of them: for all, for
/// each channel.
/// </summary>
internal sealed unsafe class PairLaunch<V> : Launch where V : unmanaged, ILanes<V>
{
    private readonly long _run;
    private readonly int _pieces;
    private readonly float _parameter;
    private readonly delegate*<float*, nint, float*, nint, float*, nint, float, void> _loop;

    public PairLaunch(Node node, CpuTensor a, CpuTensor b, CpuTensor y, int threads) : base(node, node.Op.Name, [a, b], y)
    {
        _run = Math.Min(Run(a), Run(b));
        _pieces = Pieces.Of(y.Elements, threads);
        if (Runs > 1)
            _pieces = (int)Math.Min(Runs, _pieces);
        _loop = node.Op switch
        {
            Add or Ops.Sum => &Loop<Sum>,
            Sub => &Loop<Difference>,
            Mul => &Loop<Product>,
            Div => &Loop<Quotient>,
            PRelu => &Loop<Sloped>,
            ReluGrad => &Loop<WherePositive>,
            LeakyReluGrad => &Loop<WhereNegative>,
            SigmoidGrad => &Loop<OfLogistic>,
            TanhGrad => &Loop<OfTangent>,
            Axpy => &Loop<Scaled>,
            AdamFirstMoment => &Loop<Mean>,
            _ => &Loop<MeanSquare>,
        };
        _parameter = node.Op switch
        {
            LeakyReluGrad op => op.Alpha,
            Axpy op => op.Factor,
            AdamFirstMoment op => op.Beta,
            AdamSecondMoment op => op.Beta,
            _ => 0,
        };
    }

    /// <summary>Whether it is one of the functions.</summary>
    public static bool Knows(Op op) => op is Add or Sub or Mul or Div or PRelu
        or ReluGrad or LeakyReluGrad or SigmoidGrad or TanhGrad or Axpy or AdamFirstMoment or AdamSecondMoment;

    public override int Tasks => _pieces;

    private long Runs => Written.Elements / _run;

    private interface IPair
    {
        static abstract V Of(V a, V b, V parameter);
    }

    public override void Run(int task)
    {
        if (Runs == 1)
        {
            var (from, end) = Pieces.At(task, _pieces, Written.Elements, V.Count);
            Run(0, from, Math.Min(end, Written.Elements));
            return;
        }
        for (long run = Runs * task / _pieces; run < Runs * (task + 1) / _pieces; run++)
            Run(run, run * _run, (run + 1) * _run);
    }

    private void Run(long run, long from, long end)
    {
        float* numbers = stackalloc float[2 * V.Count];
        float* a = Operand(Reads[0], run, from, numbers, out nint stepA);
        float* b = Operand(Reads[1], run, from, numbers + V.Count, out nint stepB);
        _loop(a, stepA, b, stepB, Written.Floats + from, (nint)(end - from), _parameter);
    }

    // For how many elements of the output an input has one number, or one register.
    private long Run(CpuTensor input) => input.Shape == Written.Shape || input.Shape.Count == 1 ? Written.Elements
        : Written.IsPacked ? Written.PackStride
        : Written.Shape.Product(LastAxis(input.Shape) + Written.Shape.Rank - input.Shape.Rank + 1, Written.Shape.Rank);

    private static int LastAxis(Shape shape)
    {
        int last = shape.Rank - 1;
        while (shape[last] == 1)
            last--;
        return last;
    }

    // Where an input's registers lie, and how far the next one is: nowhere, where one serves all.
    private float* Operand(CpuTensor input, long run, long from, float* room, out nint step)
    {
        step = 0;
        if (input.Shape == Written.Shape)
        {
            step = V.Count;
            return input.Floats + from;
        }
        if (input.IsPacked)
            return input.Floats + run % (input.Shape[0] * input.Packs) * V.Count;
        V.Store(V.All(input.Floats[run % input.Shape.Count]), room);
        return room;
    }

    private static void Loop<F>(float* a, nint stepA, float* b, nint stepB, float* y, nint count, float parameter) where F : IPair
    {
        V p = V.All(parameter);
        nint i = 0;
        for (; i + V.Count <= count; i += V.Count, a += stepA, b += stepB)
            V.Store(F.Of(V.Load(a), V.Load(b), p), y + i);
        if (i == count)
            return;
        // What comes after the run is another one's.
        float* last = stackalloc float[V.Count];
        V.Store(F.Of(V.Load(a), V.Load(b), p), last);
        for (nint k = i; k < count; k++)
            y[k] = last[k - i];
    }

    private struct Sum : IPair
    {
        public static V Of(V a, V b, V p) => a + b;
    }

    private struct Sloped : IPair
    {
        public static V Of(V a, V b, V p) => V.WherePositive(a, a, a * b);
    }

    private struct Difference : IPair
    {
        public static V Of(V a, V b, V p) => a - b;
    }

    private struct Product : IPair
    {
        public static V Of(V a, V b, V p) => a * b;
    }

    private struct Quotient : IPair
    {
        public static V Of(V a, V b, V p) => a / b;
    }

    // Of an output and the gradient there.
    private struct WherePositive : IPair
    {
        public static V Of(V a, V b, V p) => V.WherePositive(a, b, V.Zero);
    }

    private struct WhereNegative : IPair
    {
        public static V Of(V a, V b, V p) => V.WherePositive(V.Zero - a, p * b, b);
    }

    private struct OfLogistic : IPair
    {
        public static V Of(V a, V b, V p) => b * a * (V.All(1) - a);
    }

    private struct OfTangent : IPair
    {
        public static V Of(V a, V b, V p) => b * (V.All(1) - a * a);
    }

    private struct Scaled : IPair
    {
        public static V Of(V a, V b, V p) => V.MultiplyAdd(p, a, b);
    }

    // Of a running mean and what is new.
    private struct Mean : IPair
    {
        public static V Of(V a, V b, V p) => V.MultiplyAdd(p, a, (V.All(1) - p) * b);
    }

    private struct MeanSquare : IPair
    {
        public static V Of(V a, V b, V p) => V.MultiplyAdd(p, a, (V.All(1) - p) * b * b);
    }
}
