using Cnn.Models;
using Cnn.Onnx.Proto;

namespace Cnn.Onnx;

/// <summary>Reads weights that lie in files beside the model; see <see cref="InFolder"/>.</summary>
/// <param name="folder">The model's folder, or null when the model came from a stream and has none.</param>
/// <param name="limits">The longest file that is read.</param>
internal sealed class ExternalData(string? folder, ModelLimits limits)
{
    /// <summary>The bytes of one tensor.</summary>
    /// <exception cref="ModelException">The location leaves the folder, cannot be read, or is too short.</exception>
    public byte[] Read(TensorProto proto, string file, string subject, long needed)
    {
        string name = $"tensor {ModelException.Quote(subject)}";
        ModelException Error(string message) => new(file, subject, $"{name} {message}");
        string? Entry(string key) => proto.ExternalData.LastOrDefault(e => e.Key == key)?.Value;

        if (folder is null)
            throw Error("has external data, which a model read from a stream cannot have");
        string location = Entry("location") ?? throw Error("has external data without a location");
        string path = InFolder.Find(folder, location)
            ?? throw Error($"has external data at {ModelException.Quote(location)}, which is not inside the model's folder");
        if (FileKinds.Of(path) is FileKind.Pipe or FileKind.Device)
            throw Error($"has external data at {ModelException.Quote(location)}, which is a pipe or a device");
        long offset = Number("offset") ?? 0;
        long length = Number("length") ?? needed;
        if (length != needed)
            throw Error($"needs {needed} bytes, but its external data says {length}");
        if (needed > limits.MaxFileBytes)
            throw Error($"needs {needed} bytes of external data; the limit is {limits.MaxFileBytes}");
        try
        {
            using var stream = System.IO.File.OpenRead(path);
            if (offset > stream.Length || needed > stream.Length - offset)
                throw Error(
                    $"needs {needed} bytes from byte {offset} of {ModelException.Quote(location)}, which has {stream.Length}");
            var bytes = new byte[needed];
            stream.Position = offset;
            stream.ReadExactly(bytes);
            return bytes;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // The system's message would quote the path, which may be long or break the line.
            string why = e switch
            {
                FileNotFoundException or DirectoryNotFoundException => "there is no such file",
                PathTooLongException => "the name is too long",
                UnauthorizedAccessException => "it may not be read, or is a folder",
                _ => "the system refuses it",
            };
            throw Error($"has external data at {ModelException.Quote(location)}, which cannot be read: {why}");
        }

        long? Number(string key)
        {
            if (Entry(key) is not { } text)
                return null;
            return long.TryParse(text, out long value) && value >= 0
                ? value
                : throw Error($"has external data with {key} {ModelException.Quote(text)}");
        }
    }
}
