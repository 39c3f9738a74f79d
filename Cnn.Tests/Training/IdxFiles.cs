using System.Buffers.Binary;
using System.IO.Compression;
using Cnn.Training;

namespace Cnn.Tests.Training;

/// <summary>Writes the files that a data folder is read from.</summary>
internal static class IdxFiles
{
    public static void Write(string folder, string prefix, DataSet data, bool packed = false)
    {
        var indices = Enumerable.Range(0, data.Count);
        Write(Path.Combine(folder, $"{prefix}-images-idx3-ubyte"), packed, [data.Count, data.Height, data.Width],
            [.. indices.SelectMany(i => data.Image(i).ToArray())]);
        Write(Path.Combine(folder, $"{prefix}-labels-idx1-ubyte"), packed, [data.Count], [.. indices.Select(i => (byte)data.Label(i))]);
    }

    public static byte[] Pack(byte[] bytes)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest))
            gzip.Write(bytes);
        return packed.ToArray();
    }

    private static void Write(string path, bool packed, int[] lengths, byte[] values)
    {
        var bytes = new byte[4 + 4 * lengths.Length + values.Length];
        bytes[2] = 0x08;
        bytes[3] = (byte)lengths.Length;
        for (int axis = 0; axis < lengths.Length; axis++)
            BinaryPrimitives.WriteInt32BigEndian(bytes.AsSpan(4 + 4 * axis), lengths[axis]);
        values.CopyTo(bytes, 4 + 4 * lengths.Length);
        File.WriteAllBytes(packed ? path + ".gz" : path, packed ? Pack(bytes) : bytes);
    }
}
