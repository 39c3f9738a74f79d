using System.Collections.Immutable;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Cnn;
using Demo.Files;

namespace Demo.Views.Filters;

/// <summary>
/// Reads and writes a file of kernels: JSON, <c>{"kernels": [{"name", "title", "numbers": [[…], …], "scale", "bias", "channels",
/// "maps"}]}</c>. The rows of several maps and channels stand one below the other.
/// </summary>
internal static class FilterFile
{
    /// <summary>More kernels are no list to choose from.</summary>
    public const int MostKernels = 500;

    // 500 kernels of two maps, three channels and 7×7 numbers; larger files are something else, and are not read.
    private const int MostBytes = 4 << 20;

    private static readonly JsonWriterOptions Indented = new() { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Where a person's own kernels are kept.</summary>
    public static string OwnPath => Path.Combine(
        Environment.GetFolderPath(Environment.SpecialFolder.ApplicationData, Environment.SpecialFolderOption.DoNotVerify),
        "realtimecnn", "filters.json");

    /// <summary>Reads a file.</summary>
    /// <exception cref="CnnException">It cannot be read, or something in it is no kernel: says which and what to do.</exception>
    public static ImmutableArray<FilterKernel> Read(string path)
    {
        FileKinds.RefuseEndless(path);
        try
        {
            return Parse(ReadAll(path));
        }
        catch (Exception e) when (e is CnnException or IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw new CnnException(
                e.Message.StartsWith(path, StringComparison.Ordinal) ? e.Message : $"{path}: {e.Message}", e);
        }
    }

    /// <summary>Reads kernels from JSON.</summary>
    /// <exception cref="CnnException">Something in it is no kernel.</exception>
    public static ImmutableArray<FilterKernel> Parse(ReadOnlyMemory<byte> json)
    {
        try
        {
            using var document = JsonDocument.Parse(
                json, new JsonDocumentOptions { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true });
            return Kernels(document.RootElement);
        }
        catch (JsonException e)
        {
            throw new CnnException($"not valid JSON: {e.Message}", e);
        }
        // Half a surrogate pair, such as \ud800, is JSON but no text.
        catch (InvalidOperationException e)
        {
            throw new CnnException($"a text in it is none: {e.Message}", e);
        }
    }

    /// <summary>Writes a file; under its name there is always a whole one.</summary>
    /// <exception cref="CnnException">It cannot be written.</exception>
    public static void Write(string path, IEnumerable<FilterKernel> kernels)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream, Indented))
        {
            json.WriteStartObject();
            json.WriteStartArray("kernels");
            foreach (var kernel in kernels)
                KernelFields.Write(json, kernel);
            json.WriteEndArray();
            json.WriteEndObject();
        }
        OutputFile.Write(path, file => file.Write([.. stream.ToArray(), (byte)'\n']));
    }

    private static byte[] ReadAll(string path)
    {
        using var stream = File.OpenRead(path);
        if (stream.Length > MostBytes)
            throw new CnnException(
                $"it has {stream.Length / (1 << 20)} MiB; a file of kernels has at most {MostBytes / (1 << 20)}: is it one?");
        byte[] bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return bytes.AsSpan().StartsWith(Encoding.UTF8.Preamble) ? bytes[Encoding.UTF8.Preamble.Length..] : bytes;
    }

    private static ImmutableArray<FilterKernel> Kernels(JsonElement root)
    {
        if (root.ValueKind != JsonValueKind.Object || !root.TryGetProperty("kernels", out var list)
            || list.ValueKind != JsonValueKind.Array)
            throw new CnnException("a file of kernels is an object with a list, {\"kernels\": […]}");
        int count = list.GetArrayLength();
        if (count > MostKernels)
            throw new CnnException($"it holds {count} kernels; at most {MostKernels} are taken: split it");
        var kernels = ImmutableArray.CreateBuilder<FilterKernel>(count);
        var names = new HashSet<string>();
        foreach (var element in list.EnumerateArray())
        {
            var kernel = new KernelFields(element, kernels.Count + 1).Read();
            if (!names.Add(kernel.Name))
                throw new CnnException($"kernel {kernels.Count + 1} is called '{kernel.Name}' as one before it; give it another name");
            kernels.Add(kernel);
        }
        return kernels.DrainToImmutable();
    }
}
