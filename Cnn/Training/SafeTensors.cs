using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text.Json;

namespace Cnn.Training;

/// <summary>
/// Files of named float tensors in the safetensors format (<see href="https://github.com/huggingface/safetensors"/>): the length of a
/// JSON header in 8 bytes, the header with each tensor's shape and place, then the values; little-endian. Many tools read it.
/// </summary>
internal static class SafeTensors
{
    private const string Metadata = "__metadata__";
    private const int MostHeaderBytes = 16 << 20;

    /// <summary>Writes tensors and notes.</summary>
    public static void Write(Stream stream, IReadOnlyList<(string Name, Tensor Value)> tensors, IReadOnlyDictionary<string, string> notes)
    {
        using var header = new MemoryStream();
        using (var json = new Utf8JsonWriter(header))
        {
            json.WriteStartObject();
            json.WriteStartObject(Metadata);
            foreach (var (key, value) in notes)
                json.WriteString(key, value);
            json.WriteEndObject();
            long offset = 0;
            foreach (var (name, value) in tensors)
            {
                json.WriteStartObject(name);
                json.WriteString("dtype", "F32");
                json.WriteStartArray("shape");
                for (int axis = 0; axis < value.Shape.Rank; axis++)
                    json.WriteNumberValue(value.Shape[axis]);
                json.WriteEndArray();
                json.WriteStartArray("data_offsets");
                json.WriteNumberValue(offset);
                json.WriteNumberValue(offset += sizeof(float) * (long)value.Floats.Length);
                json.WriteEndArray();
                json.WriteEndObject();
            }
            json.WriteEndObject();
        }
        Span<byte> length = stackalloc byte[8];
        BinaryPrimitives.WriteInt64LittleEndian(length, header.Length);
        stream.Write(length);
        header.WriteTo(stream);
        foreach (var (_, value) in tensors)
            stream.Write(MemoryMarshal.AsBytes(value.Floats));
    }

    /// <summary>Reads a file whole; nothing is allocated for more than it holds.</summary>
    /// <exception cref="CnnException">It cannot be read, or is damaged.</exception>
    public static (Dictionary<string, Tensor> Tensors, Dictionary<string, string> Notes) Read(string path)
    {
        try
        {
            FileKinds.RefuseEndless(path);
            using var stream = File.OpenRead(path);
            Span<byte> length = stackalloc byte[8];
            stream.ReadExactly(length);
            long header = BinaryPrimitives.ReadInt64LittleEndian(length);
            if (header is < 2 or > MostHeaderBytes || header > stream.Length - 8)
                throw new CnnException($"{path}: not a safetensors file (a header of {header} bytes)");
            var json = new byte[header];
            stream.ReadExactly(json);
            using var document = JsonDocument.Parse(json);
            var tensors = new Dictionary<string, Tensor>();
            var notes = new Dictionary<string, string>();
            foreach (var entry in document.RootElement.EnumerateObject())
                if (entry.Name == Metadata)
                    foreach (var note in entry.Value.EnumerateObject())
                        notes[note.Name] = note.Value.GetString() ?? "";
                else
                    tensors[entry.Name] = ReadTensor(entry.Value, stream, 8 + header);
            return (tensors, notes);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or FormatException or KeyNotFoundException
            or EndOfStreamException or OverflowException or IndexOutOfRangeException)
        {
            throw new CnnException($"{path}: damaged, or cut short: {e.Message.ReplaceLineEndings(" ")}", e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new CnnException($"{path} cannot be read: {e.Message}", e);
        }
    }

    private static Tensor ReadTensor(JsonElement entry, FileStream stream, long data)
    {
        if (entry.GetProperty("dtype").GetString() != "F32")
            throw new FormatException("only F32 tensors are read");
        int[] lengths = [.. entry.GetProperty("shape").EnumerateArray().Select(axis => axis.GetInt32())];
        long begin = entry.GetProperty("data_offsets")[0].GetInt64(), end = entry.GetProperty("data_offsets")[1].GetInt64();
        long bytes = sizeof(float);
        foreach (int length in lengths)
            bytes = checked(bytes * length);
        if (lengths.Any(length => length < 1) || begin < 0 || end - begin != bytes || data + end > stream.Length)
            throw new FormatException("a tensor's place does not fit its shape or the file");
        var value = new Tensor([.. lengths]);
        stream.Position = data + begin;
        stream.ReadExactly(MemoryMarshal.AsBytes(value.Floats));
        return value;
    }
}
