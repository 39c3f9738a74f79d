using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;
using Cnn;

namespace Demo.Catalogue;

/// <summary>The models that can be fetched by name: <c>content/models.json</c>.</summary>
/// <param name="Packages">What they come in.</param>
/// <param name="Models">The models, in the order in which they are listed.</param>
internal sealed record ModelCatalogue(ImmutableArray<ModelPackage> Packages, ImmutableArray<KnownModel> Models)
{
    /// <summary>Reads the file.</summary>
    /// <exception cref="CnnException">It is missing, or no catalogue.</exception>
    public static ModelCatalogue Open(string path)
    {
        try
        {
            return JsonSerializer.Deserialize(File.ReadAllBytes(path), CatalogueJson.Default.ModelCatalogue)
                ?? throw new CnnException($"{path} is empty");
        }
        catch (Exception e) when (e is JsonException or IOException or UnauthorizedAccessException)
        {
            throw new CnnException($"{path}: {e.Message}", e);
        }
    }

    /// <summary>The model of a name; null if there is none.</summary>
    public KnownModel? Find(string name) => Models.FirstOrDefault(model => model.Name == name);

    /// <summary>The package that a model comes in.</summary>
    public ModelPackage PackageOf(KnownModel model) => Packages.First(package => package.Name == model.Package);

    /// <summary>The model of a name.</summary>
    /// <exception cref="CnnException">There is none; the message lists those there are.</exception>
    public KnownModel this[string name] => Find(name)
        ?? throw new CnnException($"no model is called '{name}'; there are {string.Join(", ", Models.Select(model => model.Name))}");
}

/// <summary>How the catalogue's file is read, without reflection.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    RespectRequiredConstructorParameters = true, RespectNullableAnnotations = true)]
[JsonSerializable(typeof(ModelCatalogue))]
internal sealed partial class CatalogueJson : JsonSerializerContext;
