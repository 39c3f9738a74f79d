using System.Runtime.CompilerServices;
using Cnn.Cpu.Lanes;

namespace Cnn.Cpu.Kernels;

/// <summary>
/// The innermost part of a convolution's gradient for its weights: the sums of up to eight neighbouring weights for one or two packs of
/// output channels stay in registers while all places of a map go by. What a tile has fewer of, the compiler leaves out.
/// </summary>
internal static unsafe class WeightGradientTile<V> where V : unmanaged, ILanes<V>
{
    /// <summary>What the places of a map read: the input a number at a time, the output's gradient a register at a time.</summary>
    /// <param name="Rows">Rows of places.</param>
    /// <param name="Columns">Places of a row.</param>
    /// <param name="Step">Floats of the input from a weight's number to the next one's.</param>
    /// <param name="Advance">From a place's input to the next one's.</param>
    /// <param name="RowAdvance">From a row's input to the next one's.</param>
    public readonly record struct Places(int Rows, int Columns, nint Step, nint Advance, nint RowAdvance);

    /// <summary>Weights of the tiles there are, the largest first: of 16 registers half as many sums can be kept as of 32.</summary>
    public static int[] Sizes { get; } = V.HasManyRegisters ? [8, 5, 4, 3, 2, 1] : [4, 3, 2, 1];

    /// <summary>Adds the products of all places.</summary>
    /// <param name="weights">How many weights, one of <see cref="Sizes"/>.</param>
    /// <param name="x">The input under the first weight at the first place.</param>
    /// <param name="places">The places.</param>
    /// <param name="a">The output's gradient, one pack.</param>
    /// <param name="b">The same of the second pack; null: there is one only.</param>
    /// <param name="sums">The sums: of each weight one register for each pack.</param>
    public static void Add(int weights, float* x, in Places places, float* a, float* b, float* sums)
    {
        switch (weights)
        {
            case 8: Add<Eight>(x, places, a, b, sums); break;
            case 5: Add<Five>(x, places, a, b, sums); break;
            case 4: Add<Four>(x, places, a, b, sums); break;
            case 3: Add<Three>(x, places, a, b, sums); break;
            case 2: Add<Two>(x, places, a, b, sums); break;
            default: Add<One>(x, places, a, b, sums); break;
        }
    }

    private static void Add<N>(float* x, in Places places, float* a, float* b, float* sums) where N : ICount
    {
        if (b == null)
            Add<N, One>(x, places, a, b, sums);
        else
            Add<N, Two>(x, places, a, b, sums);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Add<N, P>(float* x, in Places places, float* a, float* b, float* sums) where N : ICount where P : ICount
    {
        nint lanes = V.Count, weight = P.Value * lanes, step = places.Step;
        V a0 = V.Load(sums), a1 = a0, a2 = a0, a3 = a0, a4 = a0, a5 = a0, a6 = a0, a7 = a0;
        V b0 = a0, b1 = a0, b2 = a0, b3 = a0, b4 = a0, b5 = a0, b6 = a0, b7 = a0;
        if (N.Value > 1) a1 = V.Load(sums + weight);
        if (N.Value > 2) a2 = V.Load(sums + 2 * weight);
        if (N.Value > 3) a3 = V.Load(sums + 3 * weight);
        if (N.Value > 4) a4 = V.Load(sums + 4 * weight);
        if (N.Value > 5) (a5, a6, a7) = (V.Load(sums + 5 * weight), V.Load(sums + 6 * weight), V.Load(sums + 7 * weight));
        if (P.Value > 1)
        {
            float* second = sums + lanes;
            b0 = V.Load(second);
            if (N.Value > 1) b1 = V.Load(second + weight);
            if (N.Value > 2) b2 = V.Load(second + 2 * weight);
            if (N.Value > 3) b3 = V.Load(second + 3 * weight);
            if (N.Value > 4) b4 = V.Load(second + 4 * weight);
            if (N.Value > 5) (b5, b6, b7) = (V.Load(second + 5 * weight), V.Load(second + 6 * weight), V.Load(second + 7 * weight));
        }
        nint two = 2 * step, three = 3 * step, four = 4 * step, five = 5 * step, six = 6 * step, seven = 7 * step;
        for (int row = 0; row < places.Rows; row++, x += places.RowAdvance)
        {
            float* p = x;
            for (int column = 0; column < places.Columns; column++, p += places.Advance, a += lanes)
            {
                V u = V.Load(a), v = u;
                if (P.Value > 1)
                {
                    v = V.Load(b);
                    b += lanes;
                }
                V s = V.All(p[0]);
                a0 = V.MultiplyAdd(s, u, a0);
                if (P.Value > 1) b0 = V.MultiplyAdd(s, v, b0);
                if (N.Value > 1)
                {
                    s = V.All(p[step]);
                    a1 = V.MultiplyAdd(s, u, a1);
                    if (P.Value > 1) b1 = V.MultiplyAdd(s, v, b1);
                }
                if (N.Value > 2)
                {
                    s = V.All(p[two]);
                    a2 = V.MultiplyAdd(s, u, a2);
                    if (P.Value > 1) b2 = V.MultiplyAdd(s, v, b2);
                }
                if (N.Value > 3)
                {
                    s = V.All(p[three]);
                    a3 = V.MultiplyAdd(s, u, a3);
                    if (P.Value > 1) b3 = V.MultiplyAdd(s, v, b3);
                }
                if (N.Value > 4)
                {
                    s = V.All(p[four]);
                    a4 = V.MultiplyAdd(s, u, a4);
                    if (P.Value > 1) b4 = V.MultiplyAdd(s, v, b4);
                }
                if (N.Value > 5)
                {
                    s = V.All(p[five]);
                    a5 = V.MultiplyAdd(s, u, a5);
                    if (P.Value > 1) b5 = V.MultiplyAdd(s, v, b5);
                    s = V.All(p[six]);
                    a6 = V.MultiplyAdd(s, u, a6);
                    if (P.Value > 1) b6 = V.MultiplyAdd(s, v, b6);
                    s = V.All(p[seven]);
                    a7 = V.MultiplyAdd(s, u, a7);
                    if (P.Value > 1) b7 = V.MultiplyAdd(s, v, b7);
                }
            }
        }
        V.Store(a0, sums);
        if (N.Value > 1) V.Store(a1, sums + weight);
        if (N.Value > 2) V.Store(a2, sums + 2 * weight);
        if (N.Value > 3) V.Store(a3, sums + 3 * weight);
        if (N.Value > 4) V.Store(a4, sums + 4 * weight);
        if (N.Value > 5) { V.Store(a5, sums + 5 * weight); V.Store(a6, sums + 6 * weight); V.Store(a7, sums + 7 * weight); }
        if (P.Value == 1)
            return;
        sums += lanes;
        V.Store(b0, sums);
        if (N.Value > 1) V.Store(b1, sums + weight);
        if (N.Value > 2) V.Store(b2, sums + 2 * weight);
        if (N.Value > 3) V.Store(b3, sums + 3 * weight);
        if (N.Value > 4) V.Store(b4, sums + 4 * weight);
        if (N.Value > 5) { V.Store(b5, sums + 5 * weight); V.Store(b6, sums + 6 * weight); V.Store(b7, sums + 7 * weight); }
    }

    // Numbers that the compiler knows.
    private interface ICount
    {
        static abstract int Value { get; }
    }

    private struct One : ICount { public static int Value => 1; }

    private struct Two : ICount { public static int Value => 2; }

    private struct Three : ICount { public static int Value => 3; }

    private struct Four : ICount { public static int Value => 4; }

    private struct Five : ICount { public static int Value => 5; }

    private struct Eight : ICount { public static int Value => 8; }
}
