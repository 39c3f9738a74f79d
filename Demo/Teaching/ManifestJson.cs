using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace Demo.Teaching;

/// <summary>What a project file says of itself.</summary>
/// <param name="Version">Of the format.</param>
/// <param name="Backbone">The backbone's name, for people.</param>
/// <param name="Digest">Of its weights.</param>
/// <param name="Features">How many it yields.</param>
/// <param name="HeldOut">The share that is held out.</param>
/// <param name="Classes">The classes in order.</param>
/// <param name="Taught">Whether the head's weights are in the file.</param>
internal sealed record ManifestJson(
    int Version, string Backbone, string Digest, int Features, double HeldOut, ImmutableArray<ClassJson> Classes, bool Taught);

/// <summary>A class in a project file.</summary>
/// <param name="Name">What people call it.</param>
/// <param name="Count">How many examples it has.</param>
internal sealed record ClassJson(string Name, int Count);

/// <summary>How the manifest is read and written, without reflection.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, WriteIndented = true,
    RespectRequiredConstructorParameters = true, RespectNullableAnnotations = true)]
[JsonSerializable(typeof(ManifestJson))]
internal sealed partial class ProjectJson : JsonSerializerContext;
