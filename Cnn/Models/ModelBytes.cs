namespace Cnn.Models;

/// <summary>Reads a model file whole, within the limits.</summary>
internal static class ModelBytes
{
    public static byte[] ReadFile(string path, ModelLimits limits)
    {
        try
        {
            if (FileKinds.Of(path) is FileKind.Pipe or FileKind.Device)
                throw new ModelException(path, null, "the model cannot be read: it is a pipe or a device");
            using var stream = System.IO.File.OpenRead(path);
            return ReadStream(stream, path, limits);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            string why = e is FileNotFoundException or DirectoryNotFoundException ? "there is no such file"
                : e is ArgumentException ? "that is no file's name"
                : Directory.Exists(path) ? "it is a folder" : e.Message;
            throw new ModelException(path, null, $"the model cannot be read: {why}", e);
        }
    }

    public static byte[] ReadStream(Stream stream, string name, ModelLimits limits)
    {
        if (stream.CanSeek && stream.Length - stream.Position > limits.MaxFileBytes)
            throw new ModelException(name, null, $"the file has {stream.Length} bytes; the limit is {limits.MaxFileBytes}");
        using var bytes = new MemoryStream(stream.CanSeek ? (int)(stream.Length - stream.Position) : 0);
        var block = new byte[1 << 16];
        for (int read; (read = stream.Read(block)) > 0;)
        {
            if (bytes.Length + read > limits.MaxFileBytes)
                throw new ModelException(name, null, $"the file has more than {limits.MaxFileBytes} bytes, the limit");
            bytes.Write(block, 0, read);
        }
        return bytes.Capacity == bytes.Length ? bytes.GetBuffer() : bytes.ToArray();
    }
}
