using System.Runtime.InteropServices;

namespace Cnn.Cpu;

/// <summary>
/// Memory for one value: a piece of its own, or a part of a larger one that it shares with values of other times. Pieces begin at
/// cache lines, which are also the widest registers.
/// </summary>
/// <param name="bytes">How much, in bytes.</param>
internal sealed unsafe class CpuMemory(long bytes)
{
    /// <summary>Where pieces begin: multiples of so many bytes.</summary>
    public const int Alignment = 64;

    private byte* _own;
    private CpuMemory? _whole;
    private long _offset;

    /// <summary>How much it is, in whole cache lines: what is read or written past the last element is nobody else's.</summary>
    public long Bytes { get; } = Math.Max(1, (bytes + Alignment - 1) / Alignment) * Alignment;

    /// <summary>The piece that it is a part of; itself if none.</summary>
    public CpuMemory Whole => _whole ?? this;

    /// <summary>Where it begins; only once it is allocated.</summary>
    public byte* Begin => _whole is null ? _own : _whole.Begin + _offset;

    /// <summary>Makes it a part of another piece, from <paramref name="offset"/> bytes on.</summary>
    public void LieIn(CpuMemory whole, long offset) => (_whole, _offset) = (whole, offset);

    /// <summary>Takes it from the system, zeroed; once.</summary>
    /// <exception cref="CnnException">There is not so much.</exception>
    public void Allocate()
    {
        if (_whole is not null)
        {
            _whole.Allocate();
            return;
        }
        if (_own is not null)
            return;
        try
        {
            _own = (byte*)NativeMemory.AlignedAlloc((nuint)Bytes, Alignment);
        }
        catch (OutOfMemoryException)
        {
            throw new CnnException($"a value of {Bytes:N0} bytes does not fit into memory");
        }
        NativeMemory.Clear(_own, (nuint)Bytes);
    }

    /// <summary>Gives it back.</summary>
    public void Free()
    {
        NativeMemory.AlignedFree(_own);
        _own = null;
    }
}
