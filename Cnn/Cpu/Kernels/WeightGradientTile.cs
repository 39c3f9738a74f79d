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
            case 8: Add<Number8>(x, places, a, b, sums); break;
            case 5: Add<Number5>(x, places, a, b, sums); break;
            case 4: Add<Number4>(x, places, a, b, sums); break;
            case 3: Add<Number3>(x, places, a, b, sums); break;
            case 2: Add<Number2>(x, places, a, b, sums); break;
            default: Add<Number1>(x, places, a, b, sums); break;
        }
    }

    private static void Add<N>(float* x, in Places places, float* a, float* b, float* sums) where N : INumber
    {
        if (b == null)
            Add<N, Number1>(x, places, a, b, sums);
        else
            Add<N, Number2>(x, places, a, b, sums);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Add<N, P>(float* x, in Places places, float* a, float* b, float* sums) where N : INumber where P : INumber
    {
        nint lanes = V.Count, weight = P.Value * lanes, step = places.Step;
        V a0 = V.Zero, a1 = a0, a2 = a0, a3 = a0, a4 = a0, a5 = a0, a6 = a0, a7 = a0;
        V b0 = a0, b1 = a0, b2 = a0, b3 = a0, b4 = a0, b5 = a0, b6 = a0, b7 = a0;
        Load<P>(ref a0, ref b0, sums);
        if (N.Value > 1) Load<P>(ref a1, ref b1, sums + weight);
        if (N.Value > 2) Load<P>(ref a2, ref b2, sums + 2 * weight);
        if (N.Value > 3) Load<P>(ref a3, ref b3, sums + 3 * weight);
        if (N.Value > 4) Load<P>(ref a4, ref b4, sums + 4 * weight);
        if (N.Value > 5) Load<P>(ref a5, ref b5, sums + 5 * weight);
        if (N.Value > 6) Load<P>(ref a6, ref b6, sums + 6 * weight);
        if (N.Value > 7) Load<P>(ref a7, ref b7, sums + 7 * weight);
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
                ConvTile<V>.Product<P>(ref a0, ref b0, p, u, v);
                if (N.Value > 1) ConvTile<V>.Product<P>(ref a1, ref b1, p + step, u, v);
                if (N.Value > 2) ConvTile<V>.Product<P>(ref a2, ref b2, p + 2 * step, u, v);
                if (N.Value > 3) ConvTile<V>.Product<P>(ref a3, ref b3, p + 3 * step, u, v);
                if (N.Value > 4) ConvTile<V>.Product<P>(ref a4, ref b4, p + 4 * step, u, v);
                if (N.Value > 5) ConvTile<V>.Product<P>(ref a5, ref b5, p + 5 * step, u, v);
                if (N.Value > 6) ConvTile<V>.Product<P>(ref a6, ref b6, p + 6 * step, u, v);
                if (N.Value > 7) ConvTile<V>.Product<P>(ref a7, ref b7, p + 7 * step, u, v);
            }
        }
        Store<P>(a0, b0, sums);
        if (N.Value > 1) Store<P>(a1, b1, sums + weight);
        if (N.Value > 2) Store<P>(a2, b2, sums + 2 * weight);
        if (N.Value > 3) Store<P>(a3, b3, sums + 3 * weight);
        if (N.Value > 4) Store<P>(a4, b4, sums + 4 * weight);
        if (N.Value > 5) Store<P>(a5, b5, sums + 5 * weight);
        if (N.Value > 6) Store<P>(a6, b6, sums + 6 * weight);
        if (N.Value > 7) Store<P>(a7, b7, sums + 7 * weight);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Load<P>(ref V a, ref V b, float* sums) where P : INumber
    {
        a = V.Load(sums);
        if (P.Value > 1)
            b = V.Load(sums + V.Count);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Store<P>(V a, V b, float* sums) where P : INumber
    {
        V.Store(a, sums);
        if (P.Value > 1)
            V.Store(b, sums + V.Count);
    }
}
