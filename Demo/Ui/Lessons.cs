using System.Collections.Immutable;
using System.Text.Json;
using Cnn;
using Demo.Commands;

namespace Demo.Ui;

/// <summary>
/// The sentences that a beginner reads, by key, in each language: <c>kernel.sobel-x</c>, <c>layer.conv</c>, <c>pool.max</c>. A language
/// is a file of a folder, named as it; what cannot be read or is missing there is said in English, which the program itself holds.
/// </summary>
/// <param name="languages">Name and sentences of each; the first is English.</param>
/// <param name="fault">What was wrong with the files; empty for nothing.</param>
internal sealed class Lessons(ImmutableArray<(string Name, IReadOnlyDictionary<string, string> Sentences)> languages, string fault = "")
{
    private const string English = "en";
    private const int MostBytes = 1 << 20;

    /// <summary>What the languages are called, such as <c>de</c>; English is the first.</summary>
    public ImmutableArray<string> Names { get; } = [.. languages.Select(language => language.Name)];

    /// <summary>The same as buttons say it: <c>DE</c>.</summary>
    public ImmutableArray<string> Signs { get; } = [.. languages.Select(language => language.Name.ToUpperInvariant())];

    /// <summary>Which of <see cref="Names"/> is read.</summary>
    public int Language { get; private set; }

    /// <summary>What was wrong with the files; empty for nothing.</summary>
    public string Fault => fault;

    /// <summary>The keys of a language.</summary>
    public IEnumerable<string> KeysOf(int language) => languages[language].Sentences.Keys;

    /// <summary>The sentence of a key, in English where the language has none; empty if there is none.</summary>
    public string this[string key] => languages[Language].Sentences.TryGetValue(key, out string? sentence) ? sentence
        : languages[0].Sentences.GetValueOrDefault(key, "");

    /// <summary>Whether there is a sentence of a key.</summary>
    public bool Has(string key) => this[key].Length > 0;

    /// <summary>Takes the next language.</summary>
    public void Switch() => Choose((Language + 1) % languages.Length);

    /// <summary>Takes one of <see cref="Names"/>.</summary>
    public void Choose(int language) => Language = language;

    /// <summary>Reads the program's own files.</summary>
    /// <param name="language">The one that is read first; unless given, the environment says it.</param>
    public static Lessons OfContent(string? language = null) =>
        Open(Content.File("lessons"), language ?? LanguageOf(Environment.GetEnvironmentVariable));

    /// <summary>Reads the files of a folder.</summary>
    /// <param name="folder">Where they are.</param>
    /// <param name="language">The one that is read first, such as <c>de</c>; English where there is no such file.</param>
    public static Lessons Open(string folder, string language)
    {
        string fault = "";
        var languages = ImmutableArray.CreateBuilder<(string Name, IReadOnlyDictionary<string, string>)>();
        languages.Add((English, Try(Path.Combine(folder, $"{English}.json")) ?? Parse(Held())));
        if (Directory.Exists(folder))
            foreach (string path in Directory.EnumerateFiles(folder, "*.json").Order(StringComparer.Ordinal))
                if (Path.GetFileNameWithoutExtension(path) is var name and not English)
                    languages.Add((name, Try(path) ?? ImmutableDictionary<string, string>.Empty));
        int chosen = languages.Count - 1;
        while (chosen > 0 && !languages[chosen].Name.Equals(language, StringComparison.OrdinalIgnoreCase))
            chosen--;
        return new Lessons(languages.ToImmutable(), fault) { Language = chosen };

        IReadOnlyDictionary<string, string>? Try(string path)
        {
            try
            {
                if (new FileInfo(path).Length > MostBytes)
                    throw new CnnException("it is too long for a file of sentences");
                return Parse(File.ReadAllBytes(path));
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException or JsonException or CnnException)
            {
                fault = $"{path}: {e.Message.ReplaceLineEndings(" ")}; what it would say is in English";
                return null;
            }
        }
    }

    /// <summary>The language that the environment asks for: <c>de</c> of <c>de_AT.UTF-8</c>; English unless it does.</summary>
    /// <param name="variable">Reads a variable of the environment.</param>
    public static string LanguageOf(Func<string, string?> variable)
    {
        // The order in which POSIX has them.
        foreach (string name in (string[])["LC_ALL", "LC_MESSAGES", "LANG"])
            if (variable(name) is { Length: > 0 } value)
                return value[..(value.IndexOfAny(['_', '.', '@']) is >= 0 and var end ? end : value.Length)].ToLowerInvariant();
        return English;
    }

    private static IReadOnlyDictionary<string, string> Parse(byte[] json) =>
        JsonSerializer.Deserialize<Dictionary<string, string>>(json) ?? throw new CnnException("it is no object of keys and sentences");

    private static byte[] Held()
    {
        using var stream = typeof(Lessons).Assembly.GetManifestResourceStream($"lessons/{English}.json")!;
        byte[] bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return bytes;
    }
}
