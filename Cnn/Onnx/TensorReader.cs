using System.Buffers.Binary;
using System.Runtime.InteropServices;
using Cnn.Models;
using Cnn.Onnx.Proto;
using ElementType = Cnn.Onnx.Proto.TensorProto.Types.ElementType;

namespace Cnn.Onnx;

/// <summary>
/// Turns a file's tensors into this library's: checks every length before it allocates, and widens or narrows the other
/// float types to float32.
/// </summary>
internal static class TensorReader
{
    /// <summary>The type that values of an ONNX type have here, or null when there is none.</summary>
    public static DataType? TypeOf(int elementType) => (ElementType)elementType switch
    {
        ElementType.Float or ElementType.Float16 or ElementType.Bfloat16 or ElementType.Double => DataType.Float32,
        ElementType.Int64 => DataType.Int64,
        ElementType.Int32 => DataType.Int32,
        ElementType.Uint8 => DataType.UInt8,
        ElementType.Bool => DataType.Bool,
        _ => null,
    };

    /// <summary>An ONNX type's name as people know it.</summary>
    public static string NameOf(int elementType) => Enum.IsDefined((ElementType)elementType)
        ? ((ElementType)elementType).ToString().ToUpperInvariant()
        : $"number {elementType}";

    /// <exception cref="ModelException">The tensor is damaged, of a type that is not supported, or larger than the limit.</exception>
    public static Tensor Read(TensorProto proto, string file, string subject, ModelLimits limits, ExternalData external)
    {
        string name = $"tensor {ModelException.Quote(subject)}";
        if (TypeOf(proto.DataType) is not { } type)
            throw new ModelException(file, subject,
                $"{name} has element type {NameOf(proto.DataType)}; float32, float16, bfloat16, double, int64, int32, uint8 and bool are "
                    + "supported");
        if (proto.Dims.Count > Shape.MaxRank)
            throw new ModelException(file, subject, $"{name} has {proto.Dims.Count} axes; at most {Shape.MaxRank} are supported");
        string dims = $"[{string.Join(",", proto.Dims)}]";
        long count = 1;
        foreach (long dim in proto.Dims)
        {
            if (dim < 0)
                throw new ModelException(file, subject, $"{name} has a negative axis: {dims}");
            if (dim > int.MaxValue || (dim > 0 && count > long.MaxValue / dim))
                throw new ModelException(file, subject, $"{name} of shape {dims} exceeds the limit of {limits.MaxElements} elements");
            count *= dim;
        }
        if (count > limits.MaxElements)
            throw new ModelException(file, subject, $"{name} of shape {dims} has {count} elements; the limit is {limits.MaxElements}");

        ReadOnlySpan<byte> raw = default;
        bool isRaw = proto.HasRawData;
        if (proto.DataLocation == TensorProto.Types.DataLocation.External)
        {
            raw = external.Read(proto, file, subject, count * BytesPerElement(proto.DataType));
            isRaw = true;
        }
        else if (isRaw)
            raw = proto.RawData.Span;
        if (isRaw && raw.Length != count * BytesPerElement(proto.DataType))
            throw new ModelException(file, subject,
                $"{name} of shape {dims} and type {NameOf(proto.DataType)} needs {count * BytesPerElement(proto.DataType)} bytes, but has "
                    + $"{raw.Length}");
        int given = isRaw ? (int)count : TypedCount(proto);
        if (given != count)
            throw new ModelException(file, subject, $"{name} of shape {dims} needs {count} values, but has {given}");

        var tensor = new Tensor(new Shape([.. proto.Dims.Select(d => (int)d)]), type);
        if (isRaw)
            FromRaw(raw, (ElementType)proto.DataType, tensor);
        else
            FromTyped(proto, tensor, name, file, subject);
        return tensor;
    }

    private static int BytesPerElement(int elementType) => (ElementType)elementType switch
    {
        ElementType.Int64 or ElementType.Double => 8,
        ElementType.Float or ElementType.Int32 => 4,
        ElementType.Float16 or ElementType.Bfloat16 => 2,
        _ => 1,
    };

    private static int TypedCount(TensorProto proto) => (ElementType)proto.DataType switch
    {
        ElementType.Float => proto.FloatData.Count,
        ElementType.Double => proto.DoubleData.Count,
        ElementType.Int64 => proto.Int64Data.Count,
        _ => proto.Int32Data.Count,
    };

    // raw_data is little-endian whatever the machine.
    private static void FromRaw(ReadOnlySpan<byte> raw, ElementType type, Tensor tensor)
    {
        switch (type)
        {
            case ElementType.Float:
                var floats = tensor.Floats;
                if (BitConverter.IsLittleEndian)
                    raw.CopyTo(MemoryMarshal.AsBytes(floats));
                else
                    for (int i = 0; i < floats.Length; i++)
                        floats[i] = BinaryPrimitives.ReadSingleLittleEndian(raw[(4 * i)..]);
                break;
            case ElementType.Float16:
                for (int i = 0; i < tensor.Count; i++)
                    tensor.Floats[i] = (float)BinaryPrimitives.ReadHalfLittleEndian(raw[(2 * i)..]);
                break;
            case ElementType.Bfloat16:
                for (int i = 0; i < tensor.Count; i++)
                    tensor.Floats[i] = FromBfloat16(BinaryPrimitives.ReadUInt16LittleEndian(raw[(2 * i)..]));
                break;
            case ElementType.Double:
                for (int i = 0; i < tensor.Count; i++)
                    tensor.Floats[i] = (float)BinaryPrimitives.ReadDoubleLittleEndian(raw[(8 * i)..]);
                break;
            case ElementType.Int64:
                for (int i = 0; i < tensor.Count; i++)
                    tensor.Span<long>()[i] = BinaryPrimitives.ReadInt64LittleEndian(raw[(8 * i)..]);
                break;
            case ElementType.Int32:
                for (int i = 0; i < tensor.Count; i++)
                    tensor.Span<int>()[i] = BinaryPrimitives.ReadInt32LittleEndian(raw[(4 * i)..]);
                break;
            case ElementType.Uint8:
                raw.CopyTo(tensor.Span<byte>());
                break;
            default:
                for (int i = 0; i < tensor.Count; i++)
                    tensor.Span<bool>()[i] = raw[i] != 0;
                break;
        }
    }

    private static void FromTyped(TensorProto proto, Tensor tensor, string name, string file, string subject)
    {
        switch ((ElementType)proto.DataType)
        {
            case ElementType.Float:
                for (int i = 0; i < tensor.Count; i++)
                    tensor.Floats[i] = proto.FloatData[i];
                break;
            case ElementType.Double:
                for (int i = 0; i < tensor.Count; i++)
                    tensor.Floats[i] = (float)proto.DoubleData[i];
                break;
            case ElementType.Float16:
                for (int i = 0; i < tensor.Count; i++)
                    tensor.Floats[i] = (float)BitConverter.UInt16BitsToHalf(unchecked((ushort)proto.Int32Data[i]));
                break;
            case ElementType.Bfloat16:
                for (int i = 0; i < tensor.Count; i++)
                    tensor.Floats[i] = FromBfloat16(unchecked((ushort)proto.Int32Data[i]));
                break;
            case ElementType.Int64:
                for (int i = 0; i < tensor.Count; i++)
                    tensor.Span<long>()[i] = proto.Int64Data[i];
                break;
            case ElementType.Int32:
                for (int i = 0; i < tensor.Count; i++)
                    tensor.Span<int>()[i] = proto.Int32Data[i];
                break;
            case ElementType.Uint8:
                for (int i = 0; i < tensor.Count; i++)
                    tensor.Span<byte>()[i] = proto.Int32Data[i] is >= 0 and <= 255 and var value
                        ? (byte)value
                        : throw new ModelException(file, subject, $"{name} holds {proto.Int32Data[i]}, which is no uint8");
                break;
            default:
                for (int i = 0; i < tensor.Count; i++)
                    tensor.Span<bool>()[i] = proto.Int32Data[i] != 0;
                break;
        }
    }

    // bfloat16 is the upper half of a float32.
    private static float FromBfloat16(ushort bits) => BitConverter.Int32BitsToSingle(bits << 16);
}
