using Cnn.Tests.Demo.Learn;
using Cnn.Tests.Platform;
using Cnn.Tests.Sources;
using Demo.Catalogue;
using Demo.Views;
using Demo.Views.Filters;
using Demo.Views.Learn;
using NUnit.Framework;

namespace Cnn.Tests.Demo.Walk;

/// <summary>
/// Every view, overlay and panel of the whole app, with three kinds of network and of source at three sizes: nothing is cut off or
/// overlaps on the way (<see cref="LayoutTests.Check"/>), nothing is said to have failed, and the pictures are those that were kept.
/// REALTIMECNN_WALK names a folder: all sizes and networks are walked then, and the pictures left there to be looked at.
/// REALTIMECNN_GOLDEN=write keeps what was seen.
/// </summary>
[NonParallelizable]
public class WindowWalkTests
{
    private static readonly string? Pictures = Environment.GetEnvironmentVariable("REALTIMECNN_WALK");

    private static readonly bool Writes = Environment.GetEnvironmentVariable("REALTIMECNN_GOLDEN") == "write";

    private static readonly (int, int)[] Sizes = Pictures is null ? [(960, 540)] : [(960, 540), (1280, 720), (2560, 1440)];

    private static readonly string[] Models = Pictures is null ? ["digits"] : ["digits", "mobilenet", "blazeface"];

    // A film is a new run of all networks in each tick.
    private static readonly string[] Sources = Pictures is null ? ["canvas", "picture"] : ["canvas", "picture", "video"];

    private string _folder = "", _before = "";

    [SetUp]
    public void MakeFolder()
    {
        _folder = Directory.CreateTempSubdirectory("walk").FullName;
        _before = Environment.CurrentDirectory;
    }

    [TearDown]
    public void RemoveFolder()
    {
        Environment.CurrentDirectory = _before;
        Directory.Delete(_folder, recursive: true);
    }

    [OwnThread]
    [Test]
    public void Everything_is_as_it_was_seen(
        [ValueSource(nameof(Sizes))] (int Width, int Height) size, [ValueSource(nameof(Models))] string model,
        [ValueSource(nameof(Sources))] string source)
    {
        string title = $"{model}-{source}-{size.Width}x{size.Height}";
        string? pictures = Pictures is null ? null : Directory.CreateDirectory(Path.GetFullPath(Path.Combine(Pictures, title))).FullName;
        var (file, opened) = (FileOf(model), SourceOf(source));
        var sheet = new GoldenSheet(ArchitectureTests.PathOf($"Cnn.Tests/Demo/Walk/golden/{title}.png"));
        // What is saved on the way is left there.
        Environment.CurrentDirectory = _folder;
        // What the window chooses on software OpenGL.
        using var walker = new WindowWalker(size.Width, size.Height, file, model == "digits" ? "gl" : "cpu", opened, Views());
        (string? step, int shots) = ("", 0);
        walker.Walk(walker.All(name => step = name), Keep);
        Assert.That(walker.Notes, Has.None.Contain("cannot").And.None.Contain("error"));
        if (Writes)
            sheet.Save();
        else
            Assert.That(sheet.Differences(), Is.Empty, $"REALTIMECNN_WALK=FOLDER shows them; docs/testing.md says more");

        void Keep()
        {
            if (step is null)
                return;
            string png = Path.Combine(pictures ?? _folder, $"{++shots:00} {step}.png");
            walker.Shoot(png);
            sheet.Add(step, png);
        }
    }

    // All that the window has, learning from pictures that are always there, and with no kernels of a person's own.
    private IView[] Views() =>
    [
        .. ViewList.Create().All.Select(view => view switch
        {
            FiltersView => new FiltersView(new LabState(FilterLibrary.Open(
                ArchitectureTests.PathOf("content/filters.json"), Path.Combine(_folder, "own.json")))),
            LearnView => new LearnView(new LearnState([LearnScene.WriteBars(_folder)])),
            _ => view,
        }),
    ];

    private string FileOf(string model)
    {
        switch (model)
        {
            case "mobilenet":
                return DataFile("models/mobilenet_v2_1.0_224_f32.onnx");
            case "blazeface":
                string copy = Path.Combine(_folder, "blazeface.onnx");
                File.Copy(DataFile("cases/models/blazeface-front-128/model.onnx"), copy);
                var catalogue = ModelCatalogue.Open(ArchitectureTests.PathOf("content/models.json"));
                File.WriteAllText(Path.ChangeExtension(copy, ".json"), catalogue["blazeface"].Recipe.GetRawText());
                return copy;
            default:
                return ArchitectureTests.PathOf("content/models/digits.onnx");
        }
    }

    private static string DataFile(string name)
    {
        string path = Path.Combine(Environment.GetEnvironmentVariable("REALTIMECNN_TESTDATA") ?? "", name);
        if (!File.Exists(path))
            Assert.Inconclusive($"REALTIMECNN_TESTDATA names no folder with {name}");
        return path;
    }

    private string? SourceOf(string source) => source switch
    {
        "picture" => ArchitectureTests.PathOf("content/images/9-perspective.png"),
        "video" => Clips.Make(Path.Combine(_folder, "film.mkv"), "testsrc2=size=640x480:rate=30:duration=60"),
        _ => null,
    };
}
