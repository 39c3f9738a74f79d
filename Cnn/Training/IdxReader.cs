using System.Buffers.Binary;
using System.IO.Compression;

namespace Cnn.Training;

/// <summary>
/// Reads the IDX files that MNIST and its relatives come in (<see href="http://yann.lecun.com/exdb/mnist/"/>): a big-endian
/// header (two zero bytes, the element type, the rank, the lengths), then the elements. A name that ends in .gz is unpacked.
/// </summary>
internal static class IdxReader
{
    private const int UnsignedByte = 0x08;
    private const long MaxBytes = 1L << 30;

    // Deflate cannot pack tighter than this, so a small file that promises gigabytes is known to lie before anything is allocated.
    private const int DeflateLimit = 1032;

    /// <summary>Reads a file of unsigned bytes with the given rank; nothing is allocated for axes that are too long.</summary>
    /// <param name="path">The file.</param>
    /// <param name="rank">How many axes it must have.</param>
    /// <param name="longest">The longest that an axis after the first may be.</param>
    /// <returns>The lengths and the elements, row-major.</returns>
    /// <exception cref="CnnException">The file cannot be read, is no such file, or is longer or shorter than its header says.</exception>
    public static (int[] Lengths, byte[] Values) Read(string path, int rank, int longest = int.MaxValue)
    {
        try
        {
            FileKinds.RefuseEndless(path);
            using var file = File.OpenRead(path);
            bool packed = path.EndsWith(".gz", StringComparison.OrdinalIgnoreCase);
            using var stream = packed ? new GZipStream(file, CompressionMode.Decompress) : (Stream)file;
            return Read(path, stream, rank, longest, packed ? file.Length * DeflateLimit : file.Length);
        }
        catch (EndOfStreamException)
        {
            throw new CnnException($"{path}: the file ends before the elements that its header promises");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or InvalidDataException)
        {
            throw new CnnException($"{path}: {e.Message.ReplaceLineEndings(" ")}", e);
        }
    }

    private static (int[] Lengths, byte[] Values) Read(string path, Stream stream, int rank, int longest, long available)
    {
        Span<byte> header = stackalloc byte[4 + 4 * rank];
        if (stream.ReadAtLeast(header, header.Length, throwOnEndOfStream: false) < header.Length)
            throw new CnnException($"{path}: {header.Length} bytes of IDX header are needed; the file ends before");
        if (header[0] != 0 || header[1] != 0)
            throw new CnnException($"{path}: not an IDX file (it begins with 0x{header[0]:x2}{header[1]:x2}, not 0x0000)");
        if (header[2] != UnsignedByte)
            throw new CnnException($"{path}: IDX element type 0x{header[2]:x2}; only unsigned bytes (0x08) are read");
        if (header[3] != rank)
            throw new CnnException($"{path}: an IDX file of rank {header[3]}; rank {rank} is needed");
        var lengths = new int[rank];
        long count = 1;
        for (int axis = 0; axis < rank; axis++)
        {
            lengths[axis] = BinaryPrimitives.ReadInt32BigEndian(header[(4 + 4 * axis)..]);
            if (lengths[axis] < 1)
                throw new CnnException($"{path}: axis {axis} has length {lengths[axis]}");
            if (axis > 0 && lengths[axis] > longest)
                throw new CnnException($"{path}: axis {axis} has length {lengths[axis]}; at most {longest} is read");
            count = Math.Min(count, MaxBytes + 1) * lengths[axis];
        }
        if (count > MaxBytes)
            throw new CnnException(
                $"{path}: the header [{string.Join(", ", lengths)}] promises {count} bytes; at most {MaxBytes} are read");
        if (count > available)
            throw new CnnException($"{path}: the header [{string.Join(", ", lengths)}] promises {count} bytes; the file has fewer");
        var values = new byte[count];
        stream.ReadExactly(values);
        if (stream.ReadByte() >= 0)
            throw new CnnException(
                $"{path}: the file goes on after the {count} bytes that its header [{string.Join(", ", lengths)}] promises");
        return (lengths, values);
    }
}
