using System.Collections.Immutable;
using System.Text.Json;
using Cnn;

namespace Demo.Views.Filters;

/// <summary>
/// The sentences that a beginner reads, by key, in each language: <c>kernel.sobel-x</c>, <c>activation.relu</c>, <c>pool.max</c>. A
/// file that cannot be read is an empty panel and one line.
/// </summary>
/// <param name="languages">Name and sentences of each.</param>
/// <param name="fault">What was wrong with the files; empty for nothing.</param>
internal sealed class Lessons(ImmutableArray<(string Name, IReadOnlyDictionary<string, string> Sentences)> languages, string fault = "")
{
    private const int MostBytes = 1 << 20;

    /// <summary>The files that are looked for, and what their languages are called.</summary>
    public static readonly ImmutableArray<string> Names = ["en", "de"];

    /// <summary>Which of <see cref="Names"/> is read.</summary>
    public int Language { get; private set; }

    /// <summary>What was wrong with the files; empty for nothing.</summary>
    public string Fault => fault;

    /// <summary>The keys of a language.</summary>
    public IEnumerable<string> KeysOf(int language) => languages[language].Sentences.Keys;

    /// <summary>The sentence of a key; empty if there is none.</summary>
    public string this[string key] => languages[Language].Sentences.GetValueOrDefault(key, "");

    /// <summary>Whether there is a sentence of a key.</summary>
    public bool Has(string key) => languages[Language].Sentences.ContainsKey(key);

    /// <summary>Takes the other language.</summary>
    public void Switch() => Language = (Language + 1) % languages.Length;

    /// <summary>Reads the files of a folder.</summary>
    /// <param name="folder">Where they are.</param>
    /// <param name="language">Which one is read first.</param>
    public static Lessons Open(string folder, int language)
    {
        string fault = "";
        var languages = ImmutableArray.CreateBuilder<(string, IReadOnlyDictionary<string, string>)>();
        foreach (string name in Names)
        {
            string path = Path.Combine(folder, $"{name}.json");
            try
            {
                languages.Add((name, Read(path)));
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException or JsonException or CnnException)
            {
                languages.Add((name, ImmutableDictionary<string, string>.Empty));
                fault = $"{path}: {e.Message.ReplaceLineEndings(" ")}";
            }
        }
        return new Lessons(languages.DrainToImmutable(), fault) { Language = language };
    }

    /// <summary>German where the environment says so, else English.</summary>
    /// <param name="variable">Reads a variable of the environment.</param>
    public static int LanguageOf(Func<string, string?> variable)
    {
        // The order in which POSIX has them.
        foreach (string name in (string[])["LC_ALL", "LC_MESSAGES", "LANG"])
            if (variable(name) is { Length: > 0 } value)
                return value.StartsWith("de", StringComparison.OrdinalIgnoreCase) ? 1 : 0;
        return 0;
    }

    private static IReadOnlyDictionary<string, string> Read(string path)
    {
        if (new FileInfo(path).Length > MostBytes)
            throw new CnnException("it is too long for a file of sentences");
        return JsonSerializer.Deserialize<Dictionary<string, string>>(File.ReadAllBytes(path))
            ?? throw new CnnException("it is no object of keys and sentences");
    }
}
