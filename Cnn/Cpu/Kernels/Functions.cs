using Cnn.Cpu.Lanes;
using Cnn.Ops;

namespace Cnn.Cpu.Kernels;

/// <summary>
/// A function of one float with its two parameters, as a loop over so many floats: whole registers, from one place to another or the same.
/// </summary>
internal readonly unsafe struct Function(delegate*<float*, float*, nint, float, float, void> loop, float a, float b)
{
    /// <summary>What it keeps values within, where that is all that it does.</summary>
    public (float Low, float High)? Bounds { get; init; }

    /// <summary>Applies it.</summary>
    public void Apply(float* from, float* to, nint count) => loop(from, to, count, a, b);
}

/// <summary>The functions of one element that kernels know, for registers of one width.</summary>
internal static unsafe class Functions<V> where V : unmanaged, ILanes<V>
{
    /// <summary>What a node applies to each element of its first input; null where no kernel knows it.</summary>
    public static Function? Of(Node node) => node.Type != DataType.Float32 ? null : node.Op switch
    {
        Relu => new Function(&Map<Positive>, 0, 0) { Bounds = (0, float.PositiveInfinity) },
        LeakyRelu op => new(&Map<Leaky>, op.Alpha, 0),
        Clip { HasMin: true, HasMax: true } when node.Inputs[1].Op is Constant low && node.Inputs[2].Op is Constant high =>
            new(&Map<Clipped>, low.Value.Floats[0], high.Value.Floats[0]) { Bounds = (low.Value.Floats[0], high.Value.Floats[0]) },
        Sigmoid => new(&Map<Logistic>, 0, 0),
        Tanh => new(&Map<Tangent>, 0, 0),
        Mul when IsGate(node) => new(&Map<Gated>, 0, 0),
        HardSigmoid op => new(&Map<Line>, op.Alpha, op.Beta),
        HardSwish => new(&Map<Swish>, 0, 0),
        Elu op => new(&Map<Growing>, op.Alpha, 0),
        Abs => new(&Map<Magnitude>, 0, 0),
        Neg => new(&Map<Negative>, 0, 0),
        Exp => new(&Map<Power>, 0, 0),
        Sqrt => new(&Map<Root>, 0, 0),
        _ => null,
    };

    // A value times its own sigmoid.
    private static bool IsGate(Node node) => node.Inputs is [var x, { Op: Sigmoid } gate] && gate.Inputs[0] == x;

    private interface IFunction
    {
        static abstract V Of(V x, V a, V b);
    }

    private static void Map<F>(float* from, float* to, nint count, float a, float b) where F : IFunction
    {
        V first = V.All(a), second = V.All(b);
        for (nint i = 0; i < count; i += V.Count)
            V.Store(F.Of(V.Load(from + i), first, second), to + i);
    }

    private struct Positive : IFunction
    {
        public static V Of(V x, V a, V b) => V.AtLeast(x, V.Zero);
    }

    private struct Leaky : IFunction
    {
        public static V Of(V x, V a, V b) => V.WherePositive(x, x, x * a);
    }

    private struct Clipped : IFunction
    {
        public static V Of(V x, V a, V b) => V.AtMost(V.AtLeast(x, a), b);
    }

    private struct Logistic : IFunction
    {
        public static V Of(V x, V a, V b) => V.All(1) / (V.All(1) + Exponential<V>.Of(V.Zero - x));
    }

    private struct Gated : IFunction
    {
        public static V Of(V x, V a, V b) => x / (V.All(1) + Exponential<V>.Of(V.Zero - x));
    }

    private struct Tangent : IFunction
    {
        // Beyond ±10 it is ±1 in floats.
        public static V Of(V x, V a, V b)
        {
            x = V.AtMost(V.AtLeast(x, V.All(-10)), V.All(10));
            return V.All(1) - V.All(2) / (Exponential<V>.Of(x + x) + V.All(1));
        }
    }

    private struct Line : IFunction
    {
        public static V Of(V x, V a, V b) => V.AtMost(V.AtLeast(V.MultiplyAdd(a, x, b), V.Zero), V.All(1));
    }

    private struct Swish : IFunction
    {
        public static V Of(V x, V a, V b) =>
            x * V.AtMost(V.AtLeast(V.MultiplyAdd(x, V.All(1 / 6f), V.All(0.5f)), V.Zero), V.All(1));
    }

    private struct Growing : IFunction
    {
        public static V Of(V x, V a, V b) => V.WherePositive(x, x, a * (Exponential<V>.Of(V.AtMost(x, V.Zero)) - V.All(1)));
    }

    private struct Magnitude : IFunction
    {
        public static V Of(V x, V a, V b) => V.Abs(x);
    }

    private struct Negative : IFunction
    {
        public static V Of(V x, V a, V b) => V.Zero - x;
    }

    private struct Power : IFunction
    {
        public static V Of(V x, V a, V b) => Exponential<V>.Of(x);
    }

    private struct Root : IFunction
    {
        public static V Of(V x, V a, V b) => V.Sqrt(x);
    }
}
