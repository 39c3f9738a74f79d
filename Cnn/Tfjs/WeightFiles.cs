using System.Buffers.Binary;
using System.Runtime.InteropServices;
using Cnn.Models;

namespace Cnn.Tfjs;

/// <summary>
/// Reads the weights beside a model.json: its manifest lists groups of files, whose bytes, one file after the other, hold the
/// group's tensors, one after the other. They may be quantised: a half, or 8 or 16 bits with a scale and a minimum.
/// <see href="https://github.com/tensorflow/tfjs/blob/master/tfjs-core/src/io/types.ts"/>
/// </summary>
/// <param name="folder">The model's folder, which no path may leave.</param>
/// <param name="limits">How much the files may hold.</param>
internal sealed class WeightFiles(string folder, ModelLimits limits)
{
    private readonly Dictionary<string, Tensor> _weights = [];
    private long _bytes;

    /// <summary>All weights by name. Integers of any width become Int64, what TensorFlow's shapes and indices are here.</summary>
    /// <exception cref="ModelException">
    /// A file is missing, too short or too long, or leaves the folder; a tensor makes no sense.
    /// </exception>
    public Dictionary<string, Tensor> Read(JsonPart manifest)
    {
        foreach (var group in manifest.Items())
        {
            List<(string Name, Layout Layout)> tensors = [.. group["weights"].Items().Select(w => (w["name"].Text(), LayoutOf(w)))];
            var shards = group["paths"];
            byte[] bytes = Join(shards, tensors.Sum(t => t.Layout.Bytes));
            int at = 0;
            foreach (var (name, layout) in tensors)
            {
                if (!_weights.TryAdd(name, layout.Decode(bytes.AsSpan(at, (int)layout.Bytes))))
                    throw group.Error($"two weights are called {ModelException.Quote(name)}");
                at += (int)layout.Bytes;
            }
        }
        return _weights;
    }

    // How a tensor lies in the bytes: its elements' type there, and what they become.
    private sealed record Layout(Shape Shape, string Type, string Stored, double Scale, double Minimum)
    {
        public long Bytes => Shape.Count * WidthOf(Stored);

        public Tensor Decode(ReadOnlySpan<byte> bytes)
        {
            int count = (int)Shape.Count;
            if (Type == "bool")
                return Tensor.From(Shape, Array.ConvertAll(bytes.ToArray(), b => b != 0));
            if (Stored == "int32")
                return Tensor.From(Shape, Array.ConvertAll(MemoryMarshal.Cast<byte, int>(bytes).ToArray(), i => (long)i));
            if (Stored == "float32")
                return Tensor.From(Shape, MemoryMarshal.Cast<byte, float>(bytes).ToArray());
            var values = new float[count];
            for (int i = 0; i < count; i++)
                values[i] = Stored switch
                {
                    "float16" => (float)BinaryPrimitives.ReadHalfLittleEndian(bytes[(2 * i)..]),
                    "uint16" => (float)(BinaryPrimitives.ReadUInt16LittleEndian(bytes[(2 * i)..]) * Scale + Minimum),
                    _ => (float)(bytes[i] * Scale + Minimum),
                };
            return Type == "int32" ? Tensor.From(Shape, Array.ConvertAll(values, v => (long)Math.Round(v))) : Tensor.From(Shape, values);
        }
    }

    private static int WidthOf(string stored) => stored switch { "float32" or "int32" => 4, "float16" or "uint16" => 2, _ => 1 };

    private Layout LayoutOf(JsonPart weight)
    {
        string quoted = ModelException.Quote(weight["name"].Text());
        var lengths = new List<int>();
        foreach (var length in weight["shape"].Items())
            lengths.Add(length.Long() is >= 0 and <= int.MaxValue and var l ? (int)l
                : throw length.Error($"weight {quoted} has an axis of length {length.Long()}"));
        Shape shape;
        try
        {
            shape = new Shape(lengths.ToArray());
        }
        catch (CnnException e)
        {
            throw weight.Error($"weight {quoted}: {e.Message}");
        }
        if (shape.Count > limits.MaxElements)
            throw weight.Error($"weight {quoted} of shape {shape} has {shape.Count} elements; the limit is {limits.MaxElements}");
        string type = weight["dtype"].Text();
        if (type is not ("float32" or "int32" or "bool"))
            throw weight.Error($"weight {quoted} has type {ModelException.Quote(type)}; float32, int32 and bool are known");
        if (weight.Find("quantization") is not { } quantised)
            return new Layout(shape, type, type, 1, 0);
        string stored = quantised["dtype"].Text();
        if (stored is not ("float16" or "uint8" or "uint16") || type == "bool")
            throw weight.Error($"weight {quoted} of type {type} is quantised as {ModelException.Quote(stored)}; "
                + "float16, uint8 and uint16 are known, of float32 and int32");
        return stored == "float16"
            ? new Layout(shape, type, stored, 1, 0)
            : new Layout(shape, type, stored, quantised["scale"].Double(), quantised["min"].Double());
    }

    private byte[] Join(JsonPart paths, long needed)
    {
        if ((_bytes += needed) > limits.MaxFileBytes)
            throw paths.Error($"the weights have {_bytes} bytes; the limit is {limits.MaxFileBytes}");
        List<string> files = [.. paths.Items().Select(PathOf)];
        // Asked before anything is allocated: a manifest may claim what no file holds.
        long there = files.Sum(Length);
        if (there != needed)
        {
            string names = string.Join(", ", paths.Items().Take(3).Select(p => ModelException.Quote(p.Text())));
            string more = files.Count > 3 ? $" and {files.Count - 3} more files" : "";
            throw paths.Error($"the weights need {needed} bytes, but {names}{more} {(files.Count == 1 ? "has" : "have")} {there}");
        }
        var bytes = new byte[needed];
        int at = 0;
        foreach (string file in files)
            try
            {
                using var stream = File.OpenRead(file);
                int length = (int)stream.Length;
                stream.ReadExactly(bytes, at, length);
                at += length;
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException)
            {
                throw paths.Error($"{ModelException.Quote(Path.GetFileName(file))} cannot be read");
            }
        return bytes;
    }

    private string PathOf(JsonPart path)
    {
        string quoted = ModelException.Quote(path.Text());
        string file;
        try
        {
            file = InFolder.Find(folder, path.Text()) ?? throw path.Error($"the weights {quoted} are not inside the model's folder");
        }
        catch (Exception e) when (e is IOException or ArgumentException or UnauthorizedAccessException)
        {
            throw path.Error($"the weights {quoted} cannot be found");
        }
        return FileKinds.Of(file) switch
        {
            FileKind.Regular => file,
            FileKind.Missing => throw path.Error($"the weights {quoted} are missing; they belong beside the model's file"),
            _ => throw path.Error($"the weights {quoted} are a folder, a pipe or a device; a file is needed"),
        };
    }

    private static long Length(string file) => new FileInfo(file).Length;
}
