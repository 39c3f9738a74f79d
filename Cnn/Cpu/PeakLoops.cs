using System.Runtime.CompilerServices;
using Cnn.Cpu.Lanes;

namespace Cnn.Cpu;

/// <summary>Loops that do nothing but multiply and add, or read, as fast as registers of one width can.</summary>
internal static unsafe class PeakLoops<V> where V : unmanaged, ILanes<V>
{
    /// <summary>Products that do not wait for each other: a unit's latency is four, and there are two units.</summary>
    public const int Chains = 12;

    /// <summary>So many multiplications and additions on each chain. Values stay near 1.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static float Multiply(int products)
    {
        V m = V.All(0.75f), c = V.All(0.25f);
        V a0 = c, a1 = c, a2 = c, a3 = c, a4 = c, a5 = c, a6 = c, a7 = c, a8 = c, a9 = c, a10 = c, a11 = c;
        for (int i = 0; i < products; i++)
        {
            a0 = V.MultiplyAdd(a0, m, c);
            a1 = V.MultiplyAdd(a1, m, c);
            a2 = V.MultiplyAdd(a2, m, c);
            a3 = V.MultiplyAdd(a3, m, c);
            a4 = V.MultiplyAdd(a4, m, c);
            a5 = V.MultiplyAdd(a5, m, c);
            a6 = V.MultiplyAdd(a6, m, c);
            a7 = V.MultiplyAdd(a7, m, c);
            a8 = V.MultiplyAdd(a8, m, c);
            a9 = V.MultiplyAdd(a9, m, c);
            a10 = V.MultiplyAdd(a10, m, c);
            a11 = V.MultiplyAdd(a11, m, c);
        }
        // All are used, so that none is left out.
        return V.Sum(a0 + a1 + a2 + a3 + a4 + a5 + a6 + a7 + a8 + a9 + a10 + a11);
    }

    /// <summary>Reads all values once: eight sums, so that additions do not wait for each other.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static float Read(float[] values)
    {
        V s0 = V.Zero, s1 = s0, s2 = s0, s3 = s0, s4 = s0, s5 = s0, s6 = s0, s7 = s0;
        int step = 8 * V.Count;
        fixed (float* begin = values)
            for (float* from = begin, end = begin + values.Length / step * step; from < end; from += step)
            {
                s0 += V.Load(from);
                s1 += V.Load(from + V.Count);
                s2 += V.Load(from + 2 * V.Count);
                s3 += V.Load(from + 3 * V.Count);
                s4 += V.Load(from + 4 * V.Count);
                s5 += V.Load(from + 5 * V.Count);
                s6 += V.Load(from + 6 * V.Count);
                s7 += V.Load(from + 7 * V.Count);
            }
        return V.Sum(s0 + s1 + s2 + s3 + s4 + s5 + s6 + s7);
    }
}
