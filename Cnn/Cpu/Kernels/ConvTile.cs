using System.Runtime.CompilerServices;
using Cnn.Cpu.Lanes;

namespace Cnn.Cpu.Kernels;

/// <summary>
/// The innermost part of a convolution: the sums of one or two segments of neighbouring places for one or two packs of output channels, or
/// of four segments for one, stay in registers while all products go by. What a tile has fewer of, the compiler leaves out, so that one
/// text serves all.
/// </summary>
/// <remarks>
/// 28 sums, two registers of weights and one input in all lanes are 31 of AVX-512's 32 registers. A multiplication waits four cycles for
/// the one before it on the same sum and two begin in each cycle, so eight sums are the fewest; more of them save loads.
/// </remarks>
internal static unsafe class ConvTile<V> where V : unmanaged, ILanes<V>
{
    // Products that lie between a weight's way from the second-level cache to the first and its use.
    private const int Ahead = 24;

    /// <summary>Places of the segments there are, the largest first: of 16 registers half as many sums can be kept as of 32.</summary>
    public static int[] Sizes => V.HasManyRegisters ? [7, 4, 2, 1] : [3, 2, 1];

    /// <summary>Computes all sums of a tile.</summary>
    /// <param name="tile">Which places.</param>
    /// <param name="packs">How many packs, 1 or 2.</param>
    /// <param name="x">What the tile's offsets count from in the input.</param>
    /// <param name="step">Floats from a place's input to the next one's.</param>
    /// <param name="taps">What each product reads.</param>
    /// <param name="w">The weights, in the order of the products.</param>
    /// <param name="sums">Where the sums go, and what is done with them.</param>
    public static void Run(in Tile tile, int packs, float* x, nint step, in ConvTaps taps, float* w, in ConvSums sums)
    {
        if (packs == 2)
            Run<Number2>(tile, x, step, taps, w, sums);
        else
            Run<Number1>(tile, x, step, taps, w, sums);
    }

    private static void Run<P>(in Tile tile, float* x, nint step, in ConvTaps taps, float* w, in ConvSums sums) where P : INumber
    {
        if (tile.Segments == 4 && P.Value == 1 && taps.AreEven)
            Run<P, Number4, Number2>(tile, x, step, taps, w, sums);
        else if (tile.Segments == 4 && P.Value == 1)
            Run<P, Number4, Number1>(tile, x, step, taps, w, sums);
        else if (tile.Segments == 2)
            Run<P, Number2, Number1>(tile, x, step, taps, w, sums);
        else
            Run<P, Number1, Number1>(tile, x, step, taps, w, sums);
    }

    private static void Run<P, T, U>(in Tile tile, float* x, nint step, in ConvTaps taps, float* w, in ConvSums sums)
        where P : INumber where T : INumber where U : INumber
    {
        switch (tile.Places)
        {
            case 7: Run<P, T, U, Number7>(tile, x, step, taps, w, sums); break;
            case 4: Run<P, T, U, Number4>(tile, x, step, taps, w, sums); break;
            case 3: Run<P, T, U, Number3>(tile, x, step, taps, w, sums); break;
            case 2: Run<P, T, U, Number2>(tile, x, step, taps, w, sums); break;
            default: Run<P, T, U, Number1>(tile, x, step, taps, w, sums); break;
        }
    }

    // A step that the compiler knows needs no registers: that of windows that move by one place or two.
    private static void Run<P, T, U, N>(in Tile tile, float* x, nint step, in ConvTaps taps, float* w, in ConvSums sums)
        where P : INumber where T : INumber where U : INumber where N : INumber
    {
        if (step == V.Count)
            Add<P, T, U, N, OnePack>(tile, x, step, taps, w, sums);
        else if (step == 2 * V.Count)
            Add<P, T, U, N, TwoPacks>(tile, x, step, taps, w, sums);
        else if (step == 1)
            Add<P, T, U, N, OneFloat>(tile, x, step, taps, w, sums);
        else if (step == 2)
            Add<P, T, U, N, TwoFloats>(tile, x, step, taps, w, sums);
        else
            Add<P, T, U, N, AnyStep>(tile, x, step, taps, w, sums);
    }

    private interface IStep
    {
        static abstract nint Floats(nint given);
    }

    private struct OnePack : IStep { public static nint Floats(nint given) => V.Count; }

    private struct TwoPacks : IStep { public static nint Floats(nint given) => 2 * V.Count; }

    private struct OneFloat : IStep { public static nint Floats(nint given) => 1; }

    private struct TwoFloats : IStep { public static nint Floats(nint given) => 2; }

    private struct AnyStep : IStep { public static nint Floats(nint given) => given; }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Add<P, T, U, N, S>(in Tile tile, float* x, nint given, in ConvTaps taps, float* w, in ConvSums sums)
        where P : INumber where T : INumber where U : INumber where N : INumber where S : IStep
    {
        nint step = S.Floats(given), far = tile.InputToSecond, third = tile.InputToThird;
        V a0 = V.Zero;
        if (sums.Bias != null)
            a0 = V.Load(sums.Bias);
        V b0 = P.Value > 1 && sums.Bias != null ? V.Load(sums.Bias + V.Count) : a0;
        V a1 = a0, a2 = a0, a3 = a0, a4 = a0, a5 = a0, a6 = a0;
        V b1 = b0, b2 = b0, b3 = b0, b4 = b0, b5 = b0, b6 = b0;
        V c0 = a0, c1 = a0, c2 = a0, c3 = a0, c4 = a0, c5 = a0, c6 = a0;
        V d0 = b0, d1 = b0, d2 = b0, d3 = b0, d4 = b0, d5 = b0, d6 = b0;
        int lanes = V.Count;
        float* y = sums.Y + tile.Output, r = sums.Residual + tile.Output;
        nint z = P.Value > 1 ? sums.ToSecondPack : tile.OutputToThird, next = tile.OutputToSecond;
        if (sums.Residual != null)
        {
            More<P, T>(ref a0, ref b0, r, z);
            if (N.Value > 1) More<P, T>(ref a1, ref b1, r + lanes, z);
            if (N.Value > 2) More<P, T>(ref a2, ref b2, r + 2 * lanes, z);
            if (N.Value > 3) More<P, T>(ref a3, ref b3, r + 3 * lanes, z);
            if (N.Value > 4) More<P, T>(ref a4, ref b4, r + 4 * lanes, z);
            if (N.Value > 5) More<P, T>(ref a5, ref b5, r + 5 * lanes, z);
            if (N.Value > 6) More<P, T>(ref a6, ref b6, r + 6 * lanes, z);
            if (T.Value > 1) More<P, T>(ref c0, ref d0, r + next, z);
            if (T.Value > 1 && N.Value > 1) More<P, T>(ref c1, ref d1, r + next + lanes, z);
            if (T.Value > 1 && N.Value > 2) More<P, T>(ref c2, ref d2, r + next + 2 * lanes, z);
            if (T.Value > 1 && N.Value > 3) More<P, T>(ref c3, ref d3, r + next + 3 * lanes, z);
            if (T.Value > 1 && N.Value > 4) More<P, T>(ref c4, ref d4, r + next + 4 * lanes, z);
            if (T.Value > 1 && N.Value > 5) More<P, T>(ref c5, ref d5, r + next + 5 * lanes, z);
            if (T.Value > 1 && N.Value > 6) More<P, T>(ref c6, ref d6, r + next + 6 * lanes, z);
        }
        x += tile.Input;
        for (int run = 0; run < taps.Count; run++)
        {
            float* p = x + taps.Offsets[run];
            float* end = p + (run < taps.Full ? taps.Length : taps.Rest);
            // Each segment that no register of weights is shared with has a pointer, or an instruction would be spent on each address.
            float* q = p + third, f = p + far, s = q + far;
            for (; p < end; p += U.Value, q += U.Value, f += U.Value, s += U.Value, w += P.Value * U.Value * lanes)
            {
                V u = V.Load(w), v = P.Value * U.Value > 1 ? V.Load(w + lanes) : V.Zero;
                if (P.Value > 1)
                {
                    Cache.Prefetch(w + Ahead * P.Value * lanes);
                    Cache.Prefetch(w + (Ahead * P.Value + 1) * lanes);
                }
                Product<P, T, U>(ref a0, ref b0, p, q, u, v);
                if (N.Value > 1) Product<P, T, U>(ref a1, ref b1, p + step, q + step, u, v);
                if (N.Value > 2) Product<P, T, U>(ref a2, ref b2, p + 2 * step, q + 2 * step, u, v);
                if (N.Value > 3) Product<P, T, U>(ref a3, ref b3, p + 3 * step, q + 3 * step, u, v);
                if (N.Value > 4) Product<P, T, U>(ref a4, ref b4, p + 4 * step, q + 4 * step, u, v);
                if (N.Value > 5) Product<P, T, U>(ref a5, ref b5, p + 5 * step, q + 5 * step, u, v);
                if (N.Value > 6) Product<P, T, U>(ref a6, ref b6, p + 6 * step, q + 6 * step, u, v);
                if (T.Value > 1) Product<P, T, U>(ref c0, ref d0, f, s, u, v);
                if (T.Value > 1 && N.Value > 1) Product<P, T, U>(ref c1, ref d1, f + step, s + step, u, v);
                if (T.Value > 1 && N.Value > 2) Product<P, T, U>(ref c2, ref d2, f + 2 * step, s + 2 * step, u, v);
                if (T.Value > 1 && N.Value > 3) Product<P, T, U>(ref c3, ref d3, f + 3 * step, s + 3 * step, u, v);
                if (T.Value > 1 && N.Value > 4) Product<P, T, U>(ref c4, ref d4, f + 4 * step, s + 4 * step, u, v);
                if (T.Value > 1 && N.Value > 5) Product<P, T, U>(ref c5, ref d5, f + 5 * step, s + 5 * step, u, v);
                if (T.Value > 1 && N.Value > 6) Product<P, T, U>(ref c6, ref d6, f + 6 * step, s + 6 * step, u, v);
            }
        }
        V low = V.All(sums.Low), high = V.All(sums.High);
        Put<P, T>(a0, b0, y, z, low, high);
        if (N.Value > 1) Put<P, T>(a1, b1, y + lanes, z, low, high);
        if (N.Value > 2) Put<P, T>(a2, b2, y + 2 * lanes, z, low, high);
        if (N.Value > 3) Put<P, T>(a3, b3, y + 3 * lanes, z, low, high);
        if (N.Value > 4) Put<P, T>(a4, b4, y + 4 * lanes, z, low, high);
        if (N.Value > 5) Put<P, T>(a5, b5, y + 5 * lanes, z, low, high);
        if (N.Value > 6) Put<P, T>(a6, b6, y + 6 * lanes, z, low, high);
        if (T.Value > 1) Put<P, T>(c0, d0, y + next, z, low, high);
        if (T.Value > 1 && N.Value > 1) Put<P, T>(c1, d1, y + next + lanes, z, low, high);
        if (T.Value > 1 && N.Value > 2) Put<P, T>(c2, d2, y + next + 2 * lanes, z, low, high);
        if (T.Value > 1 && N.Value > 3) Put<P, T>(c3, d3, y + next + 3 * lanes, z, low, high);
        if (T.Value > 1 && N.Value > 4) Put<P, T>(c4, d4, y + next + 4 * lanes, z, low, high);
        if (T.Value > 1 && N.Value > 5) Put<P, T>(c5, d5, y + next + 5 * lanes, z, low, high);
        if (T.Value > 1 && N.Value > 6) Put<P, T>(c6, d6, y + next + 6 * lanes, z, low, high);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void More<P, T>(ref V a, ref V b, float* from, nint second) where P : INumber where T : INumber
    {
        a += V.Load(from);
        if (P.Value > 1 || T.Value == 4)
            b += V.Load(from + second);
    }

    // Of one input and two packs' weights, or of two inputs and one pack's, two products after each other where runs are even.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Product<P, T, U>(ref V a, ref V b, float* x, float* third, V u, V v)
        where P : INumber where T : INumber where U : INumber
    {
        Product<P>(ref a, ref b, x, u, v);
        if (T.Value == 4)
            V.Accumulate(ref b, V.All(*third), u);
        if (U.Value > 1)
        {
            V.Accumulate(ref a, V.All(x[1]), v);
            V.Accumulate(ref b, V.All(third[1]), v);
        }
    }

    /// <summary>Adds the products of one input and a weight of each pack to two sums.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Product<P>(ref V a, ref V b, float* x, V u, V v) where P : INumber
    {
        V s = V.All(*x);
        V.Accumulate(ref a, s, u);
        if (P.Value > 1)
            V.Accumulate(ref b, s, v);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Put<P, T>(V a, V b, float* to, nint second, V low, V high) where P : INumber where T : INumber
    {
        V.Store(V.AtMost(V.AtLeast(a, low), high), to);
        if (P.Value > 1 || T.Value == 4)
            V.Store(V.AtMost(V.AtLeast(b, low), high), to + second);
    }
}
