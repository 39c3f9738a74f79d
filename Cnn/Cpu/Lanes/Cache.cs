using System.Runtime.Intrinsics.X86;

namespace Cnn.Cpu.Lanes;

/// <summary>Hints to the processor's caches.</summary>
internal static unsafe class Cache
{
    /// <summary>Says that the cache line at an address is needed soon; any address will do.</summary>
    public static void Prefetch(float* at)
    {
        if (Sse.IsSupported)
            Sse.Prefetch0(at);
    }
}
