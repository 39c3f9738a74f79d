using Cnn.Models;
using Cnn.Onnx.Proto;
using Google.Protobuf;

namespace Cnn.Onnx;

/// <summary>A single tensor in a file of ONNX's format (<c>.pb</c>), as test data comes.</summary>
public static class TensorFile
{
    /// <summary>Reads a tensor.</summary>
    /// <exception cref="ModelException">The file cannot be read, is damaged, or exceeds a limit.</exception>
    public static Tensor Read(string path, ModelLimits? limits = null)
    {
        ArgumentNullException.ThrowIfNull(path);
        limits ??= new();
        var bytes = ModelBytes.ReadFile(path, limits);
        WireScan.Check(bytes, WireScan.Kind.Tensor, path, limits);
        try
        {
            var proto = TensorProto.Parser.WithDiscardUnknownFields(true).ParseFrom(bytes);
            return TensorReader.Read(proto, path, proto.Name, limits, new ExternalData(null, limits));
        }
        catch (InvalidProtocolBufferException e)
        {
            throw new ModelException(path, null, $"this is no tensor, or a damaged one: {e.Message}", e);
        }
    }
}
