using Cnn.Models;

namespace Cnn.Onnx;

/// <summary>
/// Walks the protobuf wire format of a model before it is parsed: everything that could make a parser crash, recurse or
/// allocate without bound is found here, in one pass without allocation and without recursion.
/// </summary>
internal static class WireScan
{
    /// <summary>The messages of the format.</summary>
    public enum Kind { Model, OpsetId, Graph, Node, Attribute, Tensor, Entry, ValueInfo, Type, TensorType, Shape, Dim }

    // Wire types: https://protobuf.dev/programming-guides/encoding/
    private const int Varint = 0, Fixed64 = 1, Length = 2, Fixed32 = 5;

    // Messages are some twenty times as large in memory as an empty one is in the file, so their number is limited too.
    private const int MessagesPerNode = 20;

    /// <param name="bytes">The whole file.</param>
    /// <param name="root">What it should be: a model, or a single tensor.</param>
    /// <param name="file">The file's name, for messages.</param>
    /// <param name="limits">How much it may ask for.</param>
    /// <exception cref="ModelException">The bytes are no such message, or exceed a limit.</exception>
    public static void Check(ReadOnlySpan<byte> bytes, Kind root, string file, ModelLimits limits)
    {
        if (bytes.Length == 0)
            throw new ModelException(file, null, "the file is empty; one of ONNX was expected");
        var open = new Stack<(Kind Kind, int End)>();
        open.Push((root, bytes.Length));
        int position = 0;
        long nodes = 0, messages = 0;
        while (open.TryPeek(out var message))
        {
            if (position == message.End)
            {
                open.Pop();
                continue;
            }
            int start = position;
            ulong tag = ReadVarint(bytes[..message.End], ref position, file);
            ulong field = tag >> 3;
            if (field is 0 or > (1 << 29) - 1)
                throw Malformed(file, start, $"a {message.Kind} message has field number {field}");
            switch ((int)(tag & 7))
            {
                case Varint:
                    ReadVarint(bytes[..message.End], ref position, file);
                    break;
                case Fixed64:
                    Skip(8, message.End, ref position, file);
                    break;
                case Fixed32:
                    Skip(4, message.End, ref position, file);
                    break;
                case Length:
                    ulong length = ReadVarint(bytes[..message.End], ref position, file);
                    if (length > (ulong)(message.End - position))
                        throw new ModelException(file, null,
                            $"the file is damaged or cut off: at byte {start} a field of {length} bytes begins, but only "
                                + $"{message.End - position} are left");
                    int end = position + (int)length;
                    if (Child(message.Kind, (int)field) is not { } child)
                    {
                        if (IsPackedVarint(message.Kind, (int)field))
                            while (position < end)
                                ReadVarint(bytes[..end], ref position, file);
                        position = end;
                        break;
                    }
                    if (open.Count >= limits.MaxNesting)
                        throw new ModelException(file, null,
                            $"messages nest {open.Count + 1} deep at byte {start}; the limit is {limits.MaxNesting}");
                    if (child == Kind.Node && ++nodes > limits.MaxNodes)
                        throw new ModelException(file, null, $"the graph has more than {limits.MaxNodes} nodes, the limit");
                    if (++messages > (long)limits.MaxNodes * MessagesPerNode)
                        throw new ModelException(file, null,
                            $"the file has more than {(long)limits.MaxNodes * MessagesPerNode} messages, the limit for {limits.MaxNodes} "
                                + "nodes");
                    open.Push((child, end));
                    break;
                default:
                    throw Malformed(file, start, $"wire type {tag & 7} is not used by ONNX");
            }
        }
    }

    // The fields that hold messages. Subgraphs (attribute fields 6 and 11) are walked to be counted, then never parsed.
    private static Kind? Child(Kind kind, int field) => (kind, field) switch
    {
        (Kind.Model, 7) => Kind.Graph,
        (Kind.Model, 8) => Kind.OpsetId,
        (Kind.Graph, 1) => Kind.Node,
        (Kind.Graph, 5) => Kind.Tensor,
        (Kind.Graph, 11 or 12) => Kind.ValueInfo,
        (Kind.Node, 5) => Kind.Attribute,
        (Kind.Attribute, 5) => Kind.Tensor,
        (Kind.Attribute, 6 or 11) => Kind.Graph,
        (Kind.Tensor, 13) => Kind.Entry,
        (Kind.ValueInfo, 2) => Kind.Type,
        (Kind.Type, 1) => Kind.TensorType,
        (Kind.TensorType, 2) => Kind.Shape,
        (Kind.Shape, 1) => Kind.Dim,
        _ => null,
    };

    private static bool IsPackedVarint(Kind kind, int field) => (kind, field) switch
    {
        (Kind.Attribute, 8) => true,
        (Kind.Tensor, 1 or 5 or 7 or 11) => true,
        _ => false,
    };

    // A varint carries 7 bits a byte, least first; 64 bits fit ten bytes, the last of which is 0 or 1.
    private static ulong ReadVarint(ReadOnlySpan<byte> bytes, ref int position, string file)
    {
        int start = position;
        ulong value = 0;
        for (int shift = 0; shift < 70; shift += 7)
        {
            if (position >= bytes.Length)
                throw new ModelException(file, null, $"the file is damaged or cut off: the number at byte {start} does not end");
            byte b = bytes[position++];
            if (shift == 63 && b > 1)
                break;
            value |= (ulong)(b & 0x7f) << shift;
            if (b < 0x80)
                return value;
        }
        throw Malformed(file, start, "a number is longer than the 10 bytes of 64 bits");
    }

    private static void Skip(int count, int end, ref int position, string file)
    {
        if (count > end - position)
            throw new ModelException(file, null,
                $"the file is damaged or cut off: {count} bytes are needed at byte {position}, but only {end - position} are left");
        position += count;
    }

    private static ModelException Malformed(string file, int position, string what) =>
        new(file, null, $"this is no file of ONNX, or a damaged one: at byte {position} {what}");
}
