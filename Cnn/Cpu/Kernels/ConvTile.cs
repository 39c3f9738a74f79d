using System.Runtime.CompilerServices;
using Cnn.Cpu.Lanes;

namespace Cnn.Cpu.Kernels;

/// <summary>A number that the compiler knows.</summary>
internal interface INumber
{
    static abstract int Value { get; }
}

internal struct Number1 : INumber { public static int Value => 1; }

internal struct Number2 : INumber { public static int Value => 2; }

internal struct Number4 : INumber { public static int Value => 4; }

internal struct Number7 : INumber { public static int Value => 7; }

internal struct Number8 : INumber { public static int Value => 8; }

/// <summary>
/// The innermost part of a convolution: the sums of up to eight neighbouring places for one or two packs of output channels stay in
/// registers while all products go by. What a tile has fewer of, the compiler leaves out, so that one text serves all.
/// </summary>
internal static unsafe class ConvTile<V> where V : unmanaged, ILanes<V>
{
    /// <summary>Places of the tiles there are, the largest first: of 16 registers half as many sums can be kept as of 32.</summary>
    public static int[] Sizes => V.HasManyRegisters ? [8, 7, 4, 2, 1] : [4, 2, 1];

    /// <summary>Adds all products to the sums of a tile.</summary>
    /// <param name="places">How many places, one of <see cref="Sizes"/>.</param>
    /// <param name="packs">How many packs, 1 or 2.</param>
    /// <param name="x">The input under the first tap of the first place.</param>
    /// <param name="step">Floats from a place's input to the next one's.</param>
    /// <param name="taps">What each product reads.</param>
    /// <param name="w">The weights, in the order of the products.</param>
    /// <param name="y">The sums of the first pack, place by place.</param>
    /// <param name="z">Those of the second pack.</param>
    public static void Run(int places, int packs, float* x, nint step, in ConvTaps taps, float* w, float* y, float* z)
    {
        if (packs == 2)
            Run<Number2>(places, x, step, taps, w, y, z);
        else
            Run<Number1>(places, x, step, taps, w, y, z);
    }

    private static void Run<P>(int places, float* x, nint step, in ConvTaps taps, float* w, float* y, float* z) where P : INumber
    {
        switch (places)
        {
            case 8: Add<P, Number8>(x, step, taps, w, y, z); break;
            case 7: Add<P, Number7>(x, step, taps, w, y, z); break;
            case 4: Add<P, Number4>(x, step, taps, w, y, z); break;
            case 2: Add<P, Number2>(x, step, taps, w, y, z); break;
            default: Add<P, Number1>(x, step, taps, w, y, z); break;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Add<P, N>(float* x, nint step, in ConvTaps taps, float* w, float* y, float* z) where P : INumber where N : INumber
    {
        int lanes = V.Count;
        V a0 = V.Load(y), a1 = V.Zero, a2 = V.Zero, a3 = V.Zero, a4 = V.Zero, a5 = V.Zero, a6 = V.Zero, a7 = V.Zero;
        V b0 = V.Zero, b1 = V.Zero, b2 = V.Zero, b3 = V.Zero, b4 = V.Zero, b5 = V.Zero, b6 = V.Zero, b7 = V.Zero;
        if (N.Value > 1) a1 = V.Load(y + lanes);
        if (N.Value > 2) (a2, a3) = (V.Load(y + 2 * lanes), V.Load(y + 3 * lanes));
        if (N.Value > 4) (a4, a5, a6) = (V.Load(y + 4 * lanes), V.Load(y + 5 * lanes), V.Load(y + 6 * lanes));
        if (N.Value > 7) a7 = V.Load(y + 7 * lanes);
        if (P.Value > 1)
        {
            b0 = V.Load(z);
            if (N.Value > 1) b1 = V.Load(z + lanes);
            if (N.Value > 2) (b2, b3) = (V.Load(z + 2 * lanes), V.Load(z + 3 * lanes));
            if (N.Value > 4) (b4, b5, b6) = (V.Load(z + 4 * lanes), V.Load(z + 5 * lanes), V.Load(z + 6 * lanes));
            if (N.Value > 7) b7 = V.Load(z + 7 * lanes);
        }
        nint two = 2 * step, three = 3 * step, five = 5 * step, six = 6 * step, seven = 7 * step;
        for (int run = 0; run < taps.Count; run++)
        {
            float* p = x + taps.Offsets[run];
            float* end = p + (run < taps.Full ? taps.Length : taps.Rest);
            for (; p < end; p++, w += P.Value * lanes)
            {
                V u = V.Load(w), v = P.Value > 1 ? V.Load(w + lanes) : V.Zero;
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
                    s = V.All(p[three]);
                    a3 = V.MultiplyAdd(s, u, a3);
                    if (P.Value > 1) b3 = V.MultiplyAdd(s, v, b3);
                }
                if (N.Value > 4)
                {
                    s = V.All(p[4 * step]);
                    a4 = V.MultiplyAdd(s, u, a4);
                    if (P.Value > 1) b4 = V.MultiplyAdd(s, v, b4);
                    s = V.All(p[five]);
                    a5 = V.MultiplyAdd(s, u, a5);
                    if (P.Value > 1) b5 = V.MultiplyAdd(s, v, b5);
                    s = V.All(p[six]);
                    a6 = V.MultiplyAdd(s, u, a6);
                    if (P.Value > 1) b6 = V.MultiplyAdd(s, v, b6);
                }
                if (N.Value > 7)
                {
                    s = V.All(p[seven]);
                    a7 = V.MultiplyAdd(s, u, a7);
                    if (P.Value > 1) b7 = V.MultiplyAdd(s, v, b7);
                }
            }
        }
        V.Store(a0, y);
        if (N.Value > 1) V.Store(a1, y + lanes);
        if (N.Value > 2) { V.Store(a2, y + 2 * lanes); V.Store(a3, y + 3 * lanes); }
        if (N.Value > 4) { V.Store(a4, y + 4 * lanes); V.Store(a5, y + 5 * lanes); V.Store(a6, y + 6 * lanes); }
        if (N.Value > 7) V.Store(a7, y + 7 * lanes);
        if (P.Value == 1)
            return;
        V.Store(b0, z);
        if (N.Value > 1) V.Store(b1, z + lanes);
        if (N.Value > 2) { V.Store(b2, z + 2 * lanes); V.Store(b3, z + 3 * lanes); }
        if (N.Value > 4) { V.Store(b4, z + 4 * lanes); V.Store(b5, z + 5 * lanes); V.Store(b6, z + 6 * lanes); }
        if (N.Value > 7) V.Store(b7, z + 7 * lanes);
    }
}

/// <summary>What a convolution's products read, as runs of neighbouring floats: the channels of a pack under one tap.</summary>
internal readonly unsafe struct ConvTaps(int* offsets, int count, int length, int full, int rest)
{
    /// <summary>Where each run begins, from the input under the first tap.</summary>
    public readonly int* Offsets = offsets;

    /// <summary>How many runs there are.</summary>
    public readonly int Count = count;

    /// <summary>Floats of a run.</summary>
    public readonly int Length = length;

    /// <summary>How many runs are so long; those after it belong to the last pack, which has fewer channels.</summary>
    public readonly int Full = full;

    /// <summary>Floats of those.</summary>
    public readonly int Rest = rest;
}
