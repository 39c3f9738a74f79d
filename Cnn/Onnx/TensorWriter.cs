using System.Buffers.Binary;
using Cnn.Onnx.Proto;
using Google.Protobuf;
using ElementType = Cnn.Onnx.Proto.TensorProto.Types.ElementType;

namespace Cnn.Onnx;

/// <summary>Turns this library's tensors into the file's, as little-endian raw data.</summary>
internal static class TensorWriter
{
    public static ElementType TypeOf(DataType type) => type switch
    {
        DataType.Float32 => ElementType.Float,
        DataType.Int64 => ElementType.Int64,
        DataType.Int32 => ElementType.Int32,
        DataType.UInt8 => ElementType.Uint8,
        _ => ElementType.Bool,
    };

    public static TensorProto Write(Tensor tensor, string name)
    {
        var proto = new TensorProto { Name = name, DataType = (int)TypeOf(tensor.Type), RawData = Raw(tensor) };
        foreach (int length in tensor.Shape)
            proto.Dims.Add(length);
        return proto;
    }

    private static ByteString Raw(Tensor tensor)
    {
        byte[] bytes;
        switch (tensor.Type)
        {
            case DataType.Float32:
                bytes = new byte[4 * tensor.Count];
                for (int i = 0; i < tensor.Count; i++)
                    BinaryPrimitives.WriteSingleLittleEndian(bytes.AsSpan(4 * i), tensor.Floats[i]);
                break;
            case DataType.Int64:
                bytes = new byte[8 * tensor.Count];
                for (int i = 0; i < tensor.Count; i++)
                    BinaryPrimitives.WriteInt64LittleEndian(bytes.AsSpan(8 * i), tensor.Span<long>()[i]);
                break;
            case DataType.Int32:
                bytes = new byte[4 * tensor.Count];
                for (int i = 0; i < tensor.Count; i++)
                    BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(4 * i), tensor.Span<int>()[i]);
                break;
            case DataType.UInt8:
                bytes = tensor.Span<byte>().ToArray();
                break;
            default:
                bytes = Array.ConvertAll(tensor.Span<bool>().ToArray(), b => b ? (byte)1 : (byte)0);
                break;
        }
        return UnsafeByteOperations.UnsafeWrap(bytes);
    }
}
