using System.CommandLine;
using System.Text;
using System.Text.Json;
using Cnn;
using Demo.Catalogue;

namespace Demo.Commands;

/// <summary><c>models</c>: the models that can be fetched by name, and fetching them.</summary>
internal static class ModelsCommand
{
    public static Command Create()
    {
        var json = new Option<bool>("--json") { Description = "One JSON array instead of text" };
        var command = new Command("models", "List the models that --model takes by name; models fetch NAME brings one here")
        {
            json, Fetch(),
        };
        command.SetAction(result => List(result.GetValue(json)));
        return command;
    }

    private static Command Fetch()
    {
        var names = new Argument<string[]>("names") { Description = "The models' names", Arity = ArgumentArity.ZeroOrMore };
        var all = new Option<bool>("--all") { Description = "All models of the list" };
        var command = new Command("fetch", "Fetch models into the cache folder, with npm") { names, all };
        command.SetAction(result => Fetch(result.GetValue(names) ?? [], result.GetValue(all)));
        return command;
    }

    private static int Fetch(string[] names, bool all)
    {
        if (all == names.Length > 0)
            throw new CnnException(
                all ? "models fetch takes names or --all, not both" : "models fetch needs names, or --all; models lists them");
        var catalogue = Catalogue();
        KnownModel[] models = all ? [.. catalogue.Models] : [.. names.Distinct().Select(name => catalogue[name])];
        foreach (string file in ModelNames.Fetched(catalogue, models))
            Console.WriteLine(file);
        return CommandLine.Done;
    }

    private static int List(bool json)
    {
        var catalogue = Catalogue();
        var cache = ModelCache.OfUser();
        if (json)
            Console.WriteLine(ToJson(catalogue, cache));
        else
            foreach (var model in catalogue.Models)
            {
                string size = ModelFetcher.Size(model.Files.Sum(file => file.Bytes));
                string where = cache.Has(model) ? "here" : $"{ModelFetcher.Size(catalogue.PackageOf(model).Bytes)} to fetch";
                Console.WriteLine($"{model.Name,-12}{model.Sees,-44}{size,8}  {where,-18}{model.Licence}");
            }
        return CommandLine.Done;
    }

    private static string ToJson(ModelCatalogue catalogue, ModelCache cache)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream))
        {
            json.WriteStartArray();
            foreach (var model in catalogue.Models)
            {
                json.WriteStartObject();
                json.WriteString("name", model.Name);
                json.WriteString("sees", model.Sees);
                json.WriteString("licence", model.Licence);
                json.WriteNumber("bytes", model.Files.Sum(file => file.Bytes));
                json.WriteString("from", catalogue.PackageOf(model).Id);
                json.WriteNumber("toFetch", cache.Has(model) ? 0 : catalogue.PackageOf(model).Bytes);
                json.WriteString("file", cache.Has(model) ? cache.FileOf(model) : null);
                json.WriteEndObject();
            }
            json.WriteEndArray();
        }
        return Encoding.UTF8.GetString(stream.ToArray());
    }

    private static ModelCatalogue Catalogue() => ModelCatalogue.Open(Content.File("models.json"));
}
