using Cnn;
using Demo.Commands;

namespace Demo.Catalogue;

/// <summary>
/// What looks through a camera when no model is named: one that sees things, if it is here or a person lets it be fetched. The
/// question is asked once.
/// </summary>
/// <param name="catalogue">What there is.</param>
/// <param name="cache">What is here.</param>
/// <param name="fetch">Fetches a model and says where its file is.</param>
internal sealed class CameraModel(ModelCatalogue catalogue, ModelCache cache, Func<KnownModel, string> fetch)
{
    private const string Name = "nanodet";

    /// <summary>Chooses with the catalogue, the cache and the terminal of this program.</summary>
    /// <param name="asks">Whether there is a person to ask.</param>
    /// <returns>The model's file; null for the digit network.</returns>
    public static string? Choose(bool asks)
    {
        var catalogue = ModelCatalogue.Open(Content.File("models.json"));
        return new CameraModel(catalogue, ModelCache.OfUser(), model => ModelNames.Fetched(catalogue, [model])[0])
            .Choose(asks ? Console.In : null, Console.Error);
    }

    /// <summary>The model's file; null for the digit network.</summary>
    /// <param name="answers">What a person types; null where there is nobody to ask.</param>
    /// <param name="terminal">Takes the question and notes.</param>
    public string? Choose(TextReader? answers, TextWriter terminal)
    {
        var model = catalogue[Name];
        try
        {
            if (cache.Has(model))
                return cache.Open(model);
            if (answers is null || cache.WasDeclined(model))
            {
                terminal.WriteLine($"note: looking for digits; models fetch {Name} brings a network that sees {model.Sees}");
                return null;
            }
            terminal.WriteLine($"{Name} sees {model.Sees} ({ModelFetcher.Size(catalogue.PackageOf(model).Bytes)} to fetch, "
                + $"licence {model.Licence}); without it digits are looked for.");
            terminal.Write("Fetch it? [Y/n] ");
            string? answer = answers.ReadLine();
            if (answer is not null && !answer.Trim().StartsWith("n", StringComparison.OrdinalIgnoreCase))
                return fetch(model);
            cache.Decline(model);
            return null;
        }
        catch (CnnException e)
        {
            terminal.WriteLine($"note: {e.Message}; looking for digits");
            return null;
        }
    }
}
