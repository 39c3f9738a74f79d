using System.Text.Json;
using Cnn;
using Demo.Files;

namespace Demo.Engines;

/// <summary>
/// Remembers what was measured on this machine, so that the next start measures nothing: a small file, newest last. One that is damaged is
/// set aside, one that cannot be written is a line; nothing depends on it.
/// </summary>
/// <param name="path">The file.</param>
/// <param name="note">Is told what is wrong with it.</param>
internal sealed class BackendMemory(string path, Action<string> note)
{
    /// <summary>So many measurements are kept; the oldest go.</summary>
    public const int Most = 200;

    // Some 250 bytes a measurement; a larger file is something else.
    private const int MostBytes = 1 << 18;

    /// <summary>A measurement, as it is in the file.</summary>
    private sealed record Row(string On, string Network, Dictionary<string, double> Ms);

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    private List<Row>? _rows;

    /// <summary>A person's own.</summary>
    public static BackendMemory OfUser(Action<string> note) => new(Path.Combine(UserFolder.Cache, "backends.json"), note);

    /// <summary>What was measured; null for nothing.</summary>
    /// <param name="devices">What it was measured on.</param>
    /// <param name="network">The network's digest.</param>
    public BackendTimes? Find(string devices, string network) =>
        (_rows ??= Read()).FindLast(row => row.On == devices && row.Network == network) is { } found
            ? new BackendTimes([.. found.Ms.Select(pair => (pair.Key, pair.Value))]) : null;

    /// <summary>Adds a measurement in place of an older one of the same.</summary>
    public void Add(string devices, string network, BackendTimes times)
    {
        // Another window may have measured meanwhile.
        _rows = Read();
        _rows.RemoveAll(row => row.On == devices && row.Network == network);
        _rows.Add(new Row(devices, network, times.All.ToDictionary(t => t.Backend, t => Math.Round(t.Milliseconds, 3))));
        _rows.RemoveRange(0, Math.Max(0, _rows.Count - Most));
        try
        {
            OutputFile.Write(path, stream => JsonSerializer.Serialize(stream, _rows, Json));
        }
        catch (CnnException e)
        {
            note(e.Message);
        }
    }

    private List<Row> Read()
    {
        try
        {
            if (FileKinds.Of(path) is not FileKind.Regular)
                return [];
            if (new FileInfo(path).Length <= MostBytes && Parse(File.ReadAllBytes(path)) is { } rows)
                return rows;
            File.Move(path, path + ".damaged", overwrite: true);
            note($"{path} is damaged; it is {Path.GetFileName(path)}.damaged now, and backends are measured again");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            note($"{path} cannot be read: {e.Message}");
        }
        return [];
    }

    // Null where it is not what was written.
    private static List<Row>? Parse(byte[] text)
    {
        try
        {
            var rows = JsonSerializer.Deserialize<List<Row>>(text, Json);
            return rows is not null && rows.TrueForAll(IsWhole) ? rows : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static bool IsWhole(Row? row) => row is { On: not null, Network: not null, Ms.Count: > 0 }
        && row.Ms.Values.All(ms => ms > 0 && double.IsFinite(ms));
}
