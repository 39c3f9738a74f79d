using System.Runtime.InteropServices;

namespace Cnn.Cpu.Kernels;

/// <summary>Room for what a task computes on its way: each thread has its own, as large as the largest task that it has seen.</summary>
internal static unsafe class Scratch
{
    [ThreadStatic]
    private static float[]? _room;

    /// <summary>So many floats from a cache line on, with anything in them, until the thread asks again.</summary>
    public static float* Take(long floats)
    {
        int line = CpuMemory.Alignment / sizeof(float);
        if (_room is null || _room.Length < floats + line)
            _room = GC.AllocateUninitializedArray<float>(checked((int)(floats + line)), pinned: true);
        nint begin = Marshal.UnsafeAddrOfPinnedArrayElement(_room, 0);
        return (float*)((begin + CpuMemory.Alignment - 1) / CpuMemory.Alignment * CpuMemory.Alignment);
    }
}
