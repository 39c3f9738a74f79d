using System.Collections.Immutable;
using System.IO.Compression;
using System.Runtime.InteropServices;
using System.Text.Json;
using Cnn;
using Cnn.Networks;
using Demo.Files;

namespace Demo.Teaching;

/// <summary>What was recorded and taught.</summary>
/// <param name="Classes">The classes with their examples.</param>
/// <param name="HeldOut">The share that is held out.</param>
/// <param name="Backbone">What the features are of.</param>
/// <param name="Network">What was taught on them; null for nothing yet.</param>
internal sealed record TeachProject(
    ImmutableArray<ClassExamples> Classes, double HeldOut, Backbone Backbone, TaughtNetwork? Network);

/// <summary>
/// A project in one file: a zip with a manifest, the small pictures and features in the order of the classes, and the head's weights.
/// The backbone is not in it, only its name and digest. Nothing that a file says of lengths is believed before it is checked.
/// </summary>
internal static class ProjectFile
{
    /// <summary>How its name ends.</summary>
    public const string Ending = ".teach";

    /// <summary>How many frames a project may hold: with 8,192 features each they take 270 MB.</summary>
    public const int MostExamples = 6000;

    private const int Version = 1, MostClasses = 100, MostManifestBytes = 1 << 20, MostNameLength = 60;
    private const string Manifest = "manifest.json", Pictures = "pictures.bin", Features = "features.bin", Weights = "weights/";

    /// <summary>Writes a project, whole or not at all.</summary>
    /// <exception cref="CnnException">The file cannot be written.</exception>
    public static void Save(string path, TeachProject project) => OutputFile.Write(path, stream =>
    {
        using var zip = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true);
        var examples = project.Classes.SelectMany(c => c.Examples).ToList();
        var weights = WeightNames(project);
        using (var part = zip.CreateEntry(Manifest).Open())
            JsonSerializer.Serialize(part, new ManifestJson(
                Version, project.Backbone.Name, project.Backbone.Digest, project.Backbone.Length, project.HeldOut,
                [.. project.Classes.Select(c => new ClassJson(c.Name, c.Examples.Count))], weights.Count > 0),
                ProjectJson.Default.ManifestJson);
        using (var part = zip.CreateEntry(Pictures, CompressionLevel.Fastest).Open())
            foreach (var example in examples)
                part.Write(example.Pixels);
        using (var part = zip.CreateEntry(Features, CompressionLevel.Fastest).Open())
            foreach (var example in examples)
                part.Write(MemoryMarshal.AsBytes(example.Features.AsSpan()));
        foreach (string name in weights)
            using (var part = zip.CreateEntry(Weights + name, CompressionLevel.Fastest).Open())
                part.Write(MemoryMarshal.AsBytes(project.Network!.Variables[name].Floats));
    });

    /// <summary>Reads a project.</summary>
    /// <param name="path">The file.</param>
    /// <param name="backbones">Those at hand, of which the project's is found by its digest.</param>
    /// <exception cref="CnnException">It is damaged, of another version, or its backbone is not at hand: one line.</exception>
    public static TeachProject Open(string path, IEnumerable<Lazy<Backbone?>> backbones)
    {
        FileKinds.RefuseEndless(path);
        try
        {
            using var zip = new ZipArchive(File.OpenRead(path), ZipArchiveMode.Read);
            var manifest = JsonSerializer.Deserialize(Part(zip, Manifest, MostManifestBytes), ProjectJson.Default.ManifestJson)
                ?? throw new InvalidDataException("the manifest is empty");
            Check(manifest);
            var backbone = Find(manifest, backbones)
                ?? throw new CnnException($"{path} was taught on '{Printable.Of(manifest.Backbone)}', which is not open; "
                    + "open that network first, or fetch it: see models");
            var classes = Classes(zip, manifest, backbone);
            return new TeachProject(classes, manifest.HeldOut, backbone, manifest.Taught ? Network(zip, backbone, classes) : null);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or InvalidDataException or JsonException
            or NotSupportedException)
        {
            throw new CnnException($"{path} is no project that can be opened: {e.Message}", e);
        }
    }

    private static void Check(ManifestJson manifest)
    {
        if (manifest.Version != Version)
            throw new InvalidDataException($"it is of version {manifest.Version}; this program reads version {Version}");
        if (manifest.Classes.Length > MostClasses || manifest.Classes.Any(c => c.Count < 0 || c.Count > MostExamples)
            || manifest.Classes.Sum(c => (long)c.Count) > MostExamples)
            throw new InvalidDataException($"it has more than {MostClasses} classes or {MostExamples} frames");
        if (manifest.HeldOut is not (>= 0 and <= 0.9))
            throw new InvalidDataException($"the held-out share is {manifest.HeldOut}; 0 … 0.9 is possible");
        if (manifest.Classes.Any(c => c.Name.Length is 0 or > MostNameLength))
            throw new InvalidDataException("a class has no name, or one that is too long");
        if (manifest.Taught && (manifest.Classes.Length < 2 || manifest.Classes.Any(c => c.Count == 0)))
            throw new InvalidDataException("it says that it was taught, without two classes that have frames");
    }

    private static Backbone? Find(ManifestJson manifest, IEnumerable<Lazy<Backbone?>> backbones)
    {
        foreach (var backbone in backbones)
            if (backbone.Value is { } found && found.Length == manifest.Features && found.Digest == manifest.Digest)
                return found;
        return null;
    }

    private static ImmutableArray<ClassExamples> Classes(ZipArchive zip, ManifestJson manifest, Backbone backbone)
    {
        int count = manifest.Classes.Sum(c => c.Count), length = backbone.Learns ? 0 : backbone.Length;
        byte[] pictures = Exactly(zip, Pictures, (long)count * Example.PixelCount);
        var features = MemoryMarshal.Cast<byte, float>(Exactly(zip, Features, (long)count * length * sizeof(float)));
        foreach (float number in features)
            if (!float.IsFinite(number))
                throw new InvalidDataException("its features are no finite numbers");
        var classes = ImmutableArray.CreateBuilder<ClassExamples>();
        int next = 0;
        foreach (var one in manifest.Classes)
        {
            var examples = ImmutableList.CreateBuilder<Example>();
            for (int i = 0; i < one.Count; i++, next++)
                examples.Add(new Example(
                    pictures.AsSpan(next * Example.PixelCount, Example.PixelCount).ToArray(),
                    features.Slice(next * length, length).ToArray()));
            classes.Add(new ClassExamples(Printable.Of(one.Name), examples.ToImmutable()));
        }
        return classes.ToImmutable();
    }

    private static TaughtNetwork Network(ZipArchive zip, Backbone backbone, ImmutableArray<ClassExamples> classes)
    {
        var network = new TaughtNetwork(backbone, [.. classes.Select(c => c.Name)]);
        foreach (var variable in network.Model.Variables.Where(v => IsOwn(backbone, v.Name)))
        {
            byte[] bytes = Exactly(zip, Weights + variable.Name, variable.Shape.Count * sizeof(float));
            network.Variables.Write(variable.Name, Tensor.From(variable.Shape, MemoryMarshal.Cast<byte, float>(bytes).ToArray()));
        }
        return network;
    }

    private static List<string> WeightNames(TeachProject project) =>
        project.Network is not { } network || network.Backbone.Name != project.Backbone.Name ? []
        : [.. network.Model.Variables.Select(v => v.Name).Where(name => IsOwn(project.Backbone, name))];

    // What a training made: the head, and the small network, which learns too.
    private static bool IsOwn(Backbone backbone, string name) => backbone.Learns || TaughtHead.Names.Contains(name);

    private static byte[] Exactly(ZipArchive zip, string name, long length)
    {
        byte[] bytes = Part(zip, name, length);
        return bytes.Length == length ? bytes
            : throw new InvalidDataException($"{name} has {bytes.Length:N0} bytes; {length:N0} are needed");
    }

    // A zip may claim anything of its parts; no more is unpacked than is expected.
    private static byte[] Part(ZipArchive zip, string name, long most)
    {
        var entry = zip.GetEntry(name) ?? throw new InvalidDataException($"{name} is missing");
        using var stream = entry.Open();
        using var bytes = new MemoryStream();
        byte[] block = new byte[1 << 16];
        for (int read; (read = stream.Read(block)) > 0;)
        {
            bytes.Write(block, 0, read);
            if (bytes.Length > most)
                throw new InvalidDataException($"{name} has more than {most:N0} bytes");
        }
        return bytes.ToArray();
    }
}
