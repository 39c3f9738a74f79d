using Cnn.Cpu.Lanes;

namespace Cnn.Cpu;

/// <summary>
/// What the processor can do at best with so many threads, measured here and now: multiply-adds out of registers, and reading from
/// memory of several sizes, so that a layer's time can be held to it.
/// </summary>
/// <param name="Lanes">Floats in the widest vector register.</param>
/// <param name="Gigaflops">Multiplications and additions, 10⁹ a second, all threads together.</param>
/// <param name="Reads">Bytes that are read again and again, all threads together, and how fast, 10⁹ bytes a second.</param>
public sealed record ProcessorPeak(int Lanes, double Gigaflops, IReadOnlyList<(long Bytes, double GigabytesPerSecond)> Reads)
{
    // Of a shared machine's speed the best of several short looks is nearest to what it can do.
    private const int Looks = 16;
    private const int ProductsPerLook = 1 << 20;
    private const long SmallestRead = 1 << 15, LargestRead = 1L << 28, BytesPerLook = 1L << 26;

    /// <summary>Measures in the widest registers; takes about a second.</summary>
    /// <param name="threads">How many threads work at the same time.</param>
    /// <param name="time">The clock; null: the system's.</param>
    /// <exception cref="CnnException"><paramref name="threads"/> is below 1.</exception>
    public static ProcessorPeak Measure(int threads, TimeProvider? time = null)
    {
        if (threads < 1)
            throw new CnnException($"{threads} threads cannot run anything; give 1 or more");
        time ??= TimeProvider.System;
        return CpuBackend.WidestLanes switch
        {
            16 => Measure<Lanes16>(threads, time),
            8 => Measure<Lanes8>(threads, time),
            _ => Measure<Lanes4>(threads, time),
        };
    }

    private static ProcessorPeak Measure<V>(int threads, TimeProvider time) where V : unmanaged, ILanes<V>
    {
        double flops = 2.0 * V.Count * PeakLoops<V>.Chains * ProductsPerLook * threads;
        double gigaflops = flops / Shortest(threads, time, _ => PeakLoops<V>.Multiply(ProductsPerLook)) * 1e-9;
        var reads = new List<(long, double)>();
        for (long each = SmallestRead; each * threads <= LargestRead; each *= 4)
        {
            // Memory that nobody has written to is none yet.
            float[][] values = [.. Enumerable.Range(0, threads).Select(_ => Enumerable.Repeat(1f, (int)(each / sizeof(float))).ToArray())];
            long times = Math.Max(1, BytesPerLook / each);
            double seconds = Shortest(threads, time, thread =>
            {
                for (long i = 0; i < times; i++)
                    PeakLoops<V>.Read(values[thread]);
            });
            reads.Add((each * threads, each * times * threads / seconds * 1e-9));
        }
        return new ProcessorPeak(V.Count, gigaflops, reads);
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
}
