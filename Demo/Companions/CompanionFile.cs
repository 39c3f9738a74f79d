using Cnn;
using Demo.Catalogue;
using Demo.Models;
using Demo.Outputs;
using Demo.Ui;

namespace Demo.Companions;

/// <summary>A network that may run beside the opened one.</summary>
/// <param name="Name">What a person calls it.</param>
/// <param name="Help">One sentence, for its row.</param>
/// <param name="IsOn">Whether it runs from the start.</param>
/// <param name="Open">Reads its file; on any thread.</param>
internal sealed record CompanionFile(string Name, string Help, bool IsOn, Func<NetworkFile> Open)
{
    /// <summary>Reads what <c>--with</c> names, so that everything that is wrong with it is found before a window opens.</summary>
    /// <param name="names">Files, or names of the catalogue.</param>
    /// <param name="main">The network that they run beside.</param>
    /// <param name="drawn">Whether the source is drawn on.</param>
    /// <exception cref="CnnException">One cannot be used.</exception>
    public static IReadOnlyList<CompanionFile> Read(IReadOnlyList<string> names, NetworkFile main, bool drawn)
    {
        var files = OpenAll(names);
        if (files.Count > 0)
            CheckThings([.. files.Select(file => file.PartsFor(drawn))], main.PartsFor(drawn), besides: true);
        return [.. files.Select(file => new CompanionFile(file.Name, $"{file.Title} runs beside {main.Name}.", IsOn: true, () => file))];
    }

    /// <summary>Opens what <c>--with</c> names for single pictures, where the network of <c>--model</c> alone finds things.</summary>
    /// <exception cref="CnnException">One cannot be used.</exception>
    public static IReadOnlyList<NetworkParts> Parts(IReadOnlyList<string> names, NetworkParts main)
    {
        NetworkParts[] parts = [.. OpenAll(names).Select(file => file.PartsFor(drawn: false))];
        CheckThings(parts, main, besides: false);
        return parts;
    }

    /// <summary>The fetched networks that are not in use already.</summary>
    public static IEnumerable<CompanionFile> Fetched(IReadOnlyList<string> used) =>
        from model in ModelNames.Here()
        where !used.Contains(model.Name)
        select new CompanionFile(
            model.Name, $"{model.Name} sees {model.Sees}.", IsOn: false,
            () => new NetworkFile(ModelCache.OfUser().Open(model), labels: null) { Name = model.Name });

    /// <summary>What a network is called for which a person has typed this.</summary>
    public static string NameOf(string typed) => Path.GetFileNameWithoutExtension(typed) is { Length: > 0 } name ? name : typed;

    private static List<NetworkFile> OpenAll(IReadOnlyList<string> names)
    {
        var files = new List<NetworkFile>();
        foreach (string name in names)
        {
            if (names.Count(other => other == name) > 1)
                throw new CnnException($"--with {name} is given twice; once is enough");
            var file = new NetworkFile(ModelNames.FileOf(name), labels: null) { Name = NameOf(name) };
            if (file.Note.Length > 0)
                Console.Error.WriteLine($"note: {file.Note}");
            files.Add(file);
        }
        return files;
    }

    // Whoever looks at things needs somebody who finds them, and a place for what it says.
    private static void CheckThings(IReadOnlyList<NetworkParts> companions, NetworkParts main, bool besides)
    {
        foreach (var parts in companions)
        {
            if (parts.Preprocessing.Recipe?.Of is not { } of)
                continue;
            if (!parts.Output.TellsOfThings)
                throw new CnnException($"{parts.Name} looks at each {of}, but says {parts.Output.Text} of it; "
                    + $"{ClassesOutput.Word}, {ScoreOutput.Word} and {PointsOutput.Word} can be shown at a box");
            if (!main.Output.Finds(of) && !(besides && companions.Any(other => other.Output.Finds(of))))
                throw new CnnException($"{parts.Name} looks at each {of}, which {main.Name} does not find; "
                    + $"name a network that does with --model{(besides ? " or --with" : "")}{(of == "face" ? ", such as blazeface" : "")}");
        }
    }
}
