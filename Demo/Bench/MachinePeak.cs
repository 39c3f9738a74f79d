using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Demo.Bench;

/// <summary>
/// What the processor can do at best with so many threads, measured here and now: multiply-adds out of registers, and reading from
/// memory of several sizes, so that a layer's time can be held to it.
/// </summary>
/// <param name="Lanes">Floats in the widest vector register.</param>
/// <param name="Gigaflops">Multiplications and additions, 10⁹ a second, all threads together.</param>
/// <param name="Reads">Bytes that are read again and again, all threads together, and how fast, 10⁹ bytes a second.</param>
internal sealed record MachinePeak(int Lanes, double Gigaflops, IReadOnlyList<(long Bytes, double GigabytesPerSecond)> Reads)
{
    // Of a shared machine's speed the best of several short looks is nearest to what it can do.
    private const int Looks = 16;
    private const int Chains = 12, ProductsPerLook = 1 << 20;
    private const long SmallestRead = 1 << 15, LargestRead = 1L << 28, BytesPerLook = 1L << 26;

    /// <summary>Measures; takes about a second.</summary>
    public static MachinePeak Measure(int threads, TimeProvider time)
    {
        int lanes = Avx512F.IsSupported ? 16 : Vector256.IsHardwareAccelerated ? 8 : 4;
        double flops = 2.0 * lanes * Chains * ProductsPerLook * threads;
        double gigaflops = flops / Shortest(threads, time, _ => Multiply(lanes)) * 1e-9;
        var reads = new List<(long, double)>();
        for (long each = SmallestRead; each * threads <= LargestRead; each *= 4)
        {
            // Memory that nobody has written to is none yet.
            float[][] values = [.. Enumerable.Range(0, threads).Select(_ => Enumerable.Repeat(1f, (int)(each / sizeof(float))).ToArray())];
            long times = Math.Max(1, BytesPerLook / each);
            double seconds = Shortest(threads, time, thread =>
            {
                for (long i = 0; i < times; i++)
                    Read(lanes, values[thread]);
            });
            reads.Add((each * threads, each * times * threads / seconds * 1e-9));
        }
        return new MachinePeak(lanes, gigaflops, reads);
    }

    /// <summary>The shortest time in which so much could be done, in milliseconds.</summary>
    /// <param name="products">Multiply-accumulates.</param>
    /// <param name="bytes">What is read and written; as fast as reading again what is as large.</param>
    public double Floor(long products, long bytes)
    {
        double speed = Reads.FirstOrDefault(read => read.Bytes >= bytes, Reads[^1]).GigabytesPerSecond;
        return Math.Max(2.0 * products / Gigaflops, bytes / speed) * 1e-6;
    }

    // The seconds from the start of the first thread to the end of the last one, at the best look.
    private static double Shortest(int threads, TimeProvider time, Action<int> work)
    {
        double least = double.PositiveInfinity;
        using var gate = new Barrier(threads);
        void Work(int thread)
        {
            for (int look = 0; look < Looks; look++)
            {
                gate.SignalAndWait();
                long began = time.GetTimestamp();
                work(thread);
                gate.SignalAndWait();
                if (thread == 0)
                    least = Math.Min(least, time.GetElapsedTime(began).TotalSeconds);
            }
        }
        var others = Enumerable.Range(1, threads - 1).Select(thread => new Thread(() => Work(thread)) { IsBackground = true }).ToArray();
        foreach (var other in others)
            other.Start();
        Work(0);
        foreach (var other in others)
            other.Join();
        return least;
    }

    private static float Multiply(int lanes) => lanes switch { 16 => Multiply<Wide16>(), 8 => Multiply<Wide8>(), _ => Multiply<Wide4>() };

    // Twelve chains of products that do not wait for each other: a unit's latency is four, and there are two units. Values stay near 1.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static float Multiply<V>() where V : struct, IWide<V>
    {
        var (m, c) = (V.All(0.75f), V.All(0.25f));
        V a0 = c, a1 = c, a2 = c, a3 = c, a4 = c, a5 = c, a6 = c, a7 = c, a8 = c, a9 = c, a10 = c, a11 = c;
        for (int i = 0; i < ProductsPerLook; i++)
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
        return a0.Sum + a1.Sum + a2.Sum + a3.Sum + a4.Sum + a5.Sum + a6.Sum + a7.Sum + a8.Sum + a9.Sum + a10.Sum + a11.Sum;
    }

    private static float Read(int lanes, float[] values) =>
        lanes switch { 16 => Read<Wide16>(values), 8 => Read<Wide8>(values), _ => Read<Wide4>(values) };

    // Eight sums at a time, so that additions do not wait for each other.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static float Read<V>(float[] values) where V : struct, IWide<V>
    {
        ref float from = ref values[0];
        nuint lanes = V.Lanes, end = (nuint)values.Length - 8 * lanes;
        V s0 = V.All(0), s1 = s0, s2 = s0, s3 = s0, s4 = s0, s5 = s0, s6 = s0, s7 = s0;
        for (nuint i = 0; i <= end; i += 8 * lanes)
        {
            s0 = V.Add(s0, ref from, i);
            s1 = V.Add(s1, ref from, i + lanes);
            s2 = V.Add(s2, ref from, i + 2 * lanes);
            s3 = V.Add(s3, ref from, i + 3 * lanes);
            s4 = V.Add(s4, ref from, i + 4 * lanes);
            s5 = V.Add(s5, ref from, i + 5 * lanes);
            s6 = V.Add(s6, ref from, i + 6 * lanes);
            s7 = V.Add(s7, ref from, i + 7 * lanes);
        }
        return s0.Sum + s1.Sum + s2.Sum + s3.Sum + s4.Sum + s5.Sum + s6.Sum + s7.Sum;
    }

    // A register of any width.
    private interface IWide<V> where V : struct, IWide<V>
    {
        static abstract V All(float value);

        static abstract V MultiplyAdd(V a, V b, V c);

        /// <summary>Adds what lies in memory.</summary>
        static abstract V Add(V a, ref float from, nuint at);

        static abstract nuint Lanes { get; }

        float Sum { get; }
    }

    private readonly struct Wide16(Vector512<float> value) : IWide<Wide16>
    {
        private readonly Vector512<float> _value = value;

        public static Wide16 All(float value) => new(Vector512.Create(value));

        // Of AVX-512 Vector512 makes no use on some processors.
        public static Wide16 MultiplyAdd(Wide16 a, Wide16 b, Wide16 c) => new(Avx512F.FusedMultiplyAdd(a._value, b._value, c._value));

        public static Wide16 Add(Wide16 a, ref float from, nuint at) => new(Avx512F.Add(a._value, Vector512.LoadUnsafe(ref from, at)));

        public static nuint Lanes => 16;

        public float Sum => Vector512.Sum(_value);
    }

    private readonly struct Wide8(Vector256<float> value) : IWide<Wide8>
    {
        private readonly Vector256<float> _value = value;

        public static Wide8 All(float value) => new(Vector256.Create(value));

        public static Wide8 MultiplyAdd(Wide8 a, Wide8 b, Wide8 c) => new(Vector256.FusedMultiplyAdd(a._value, b._value, c._value));

        public static Wide8 Add(Wide8 a, ref float from, nuint at) => new(a._value + Vector256.LoadUnsafe(ref from, at));

        public static nuint Lanes => 8;

        public float Sum => Vector256.Sum(_value);
    }

    private readonly struct Wide4(Vector128<float> value) : IWide<Wide4>
    {
        private readonly Vector128<float> _value = value;

        public static Wide4 All(float value) => new(Vector128.Create(value));

        public static Wide4 MultiplyAdd(Wide4 a, Wide4 b, Wide4 c) => new(Vector128.FusedMultiplyAdd(a._value, b._value, c._value));

        public static Wide4 Add(Wide4 a, ref float from, nuint at) => new(a._value + Vector128.LoadUnsafe(ref from, at));

        public static nuint Lanes => 4;

        public float Sum => Vector128.Sum(_value);
    }
}
