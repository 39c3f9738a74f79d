using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text;

namespace Demo.Exports;

/// <summary>Writes arrays as NumPy's <c>.npy</c>, version 1.0 of its format: <c>numpy.load</c> reads them.</summary>
internal static class Npy
{
    // Magic, version, and the length of what follows up to the numbers, which begin at a multiple of 64 bytes.
    private const int Fixed = 10, Alignment = 64;

    /// <summary>Writes 32-bit floats, row by row.</summary>
    /// <param name="stream">Where to.</param>
    /// <param name="values">As many as the lengths make.</param>
    /// <param name="lengths">Of each dimension.</param>
    public static void Write(Stream stream, ReadOnlySpan<float> values, params ReadOnlySpan<int> lengths)
    {
        string shape = string.Concat(lengths.ToArray().Select(length => $"{length}, ")).TrimEnd(' ');
        string says = $"{{'descr': '<f4', 'fortran_order': False, 'shape': ({shape}), }}";
        int padding = Alignment - (Fixed + says.Length + 1) % Alignment;
        says += new string(' ', padding % Alignment) + "\n";
        byte[] head = [0x93, .. "NUMPY"u8, 1, 0, 0, 0];
        BinaryPrimitives.WriteUInt16LittleEndian(head.AsSpan(8), (ushort)says.Length);
        stream.Write(head);
        stream.Write(Encoding.ASCII.GetBytes(says));
        if (BitConverter.IsLittleEndian)
        {
            stream.Write(MemoryMarshal.AsBytes(values));
            return;
        }
        byte[] number = new byte[4];
        foreach (float value in values)
        {
            BinaryPrimitives.WriteSingleLittleEndian(number, value);
            stream.Write(number);
        }
    }
}
