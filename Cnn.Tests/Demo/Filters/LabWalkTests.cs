using Cnn.Tests.Platform;
using Cnn.Tests.Sources;
using Demo.Platform;
using Demo.Views.Filters;
using NUnit.Framework;

namespace Cnn.Tests.Demo.Filters;

/// <summary>
/// One walk through all that the view Filters offers, with keyboard and mouse in the whole app: what is done takes effect, nothing is
/// said to have failed, and nothing is cut off on the way. REALTIMECNN_WALK names a folder: all sizes are walked then, and pictures
/// of each left there.
/// </summary>
[NonParallelizable]
public class LabWalkTests
{
    private static readonly string? Pictures = Environment.GetEnvironmentVariable("REALTIMECNN_WALK");

    private static readonly (int, int)[] Sizes =
        Pictures is null ? [(960, 540)] : [(960, 540), (1280, 720), (1920, 1080), (2560, 1440)];

    // A photo stands still as the canvas does, and there is as much of it as of a film.
    private static readonly string[] Kinds = Pictures is null ? ["canvas", "film"] : ["canvas", "photo", "film"];

    private static readonly string[] Expected =
    [
        "Slide a kernel", "kept as", "removed", "saved out", StageChange.FullRow, "filters-001.onnx", "the model", "digits",
    ];

    private string _folder = "", _before = "";
    private LabWalker _walker = null!;

    private LabState Lab => _walker.Lab;

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
    public void Everything_is_walked_through(
        [ValueSource(nameof(Sizes))] (int Width, int Height) size, [ValueSource(nameof(Kinds))] string kind)
    {
        string? pictures = Pictures is null ? null : Path.GetFullPath(Pictures);
        string? source = kind switch
        {
            "photo" => ArchitectureTests.PathOf("content/images/9-perspective.png"),
            "film" => Clips.Make(Path.Combine(_folder, "film.mkv"), "testsrc2=size=160x90:rate=30:duration=60"),
            _ => null,
        };
        var library = FilterLibrary.Open(ArchitectureTests.PathOf("content/filters.json"), Path.Combine(_folder, "own.json"));
        // Networks are saved in the folder out.
        Environment.CurrentDirectory = _folder;
        using var walker = new LabWalker(size.Width, size.Height, source, new LabState(library));
        _walker = walker;
        var (kernels, row) = (new KernelSteps(walker), new RowSteps(walker));
        int shots = 0;
        walker.Walk(
        [
            kind == "canvas" ? kernels.Draw() : [], kernels.Kernels(), kernels.Numbers(), kernels.Options(),
            row.Slide(), row.Activations(), row.Pools(), row.Stages(), Saved(), Language(),
        ], Shoot);
        Assert.That(walker.Notes.Where(note => !Expected.Any(known => note.StartsWith(known, StringComparison.Ordinal))), Is.Empty);

        void Shoot()
        {
            if (pictures is not null)
                walker.Shoot(Path.Combine(
                    Directory.CreateDirectory(pictures).FullName, $"{kind}-{size.Width}x{size.Height}-{++shots}.png"));
        }
    }

    private IEnumerable<string> Saved()
    {
        _walker.Press(new Chord(Key.S, Modifiers.Ctrl));
        yield return "saved";
        string path = Path.Combine(_folder, "out", "filters-001.onnx");
        Assert.That(File.Exists(path), _walker.Notes[^1]);
        _walker.Drop(path);
        for (int i = 0; i < 200 && _walker.Scene.Network.Title != "filters-001.onnx"; i++)
            yield return "opened again";
        Assert.That(_walker.Scene.Network.Title, Is.EqualTo("filters-001.onnx"));
        yield return "its kernels";
        var (learned, kernel) = (Lab.Learned.Kernels.Single(), Lab.Filter!.Kernel);
        Assert.That(learned.Numbers, Is.EqualTo(Enumerable.Range(0, kernel.Numbers.Count).Select(kernel.Weight)).Within(1e-6));
    }

    private IEnumerable<string> Language()
    {
        int language = _walker.Scene.Lessons.Language;
        _walker.Press(Key.L);
        yield return "the other language";
        Assert.That(_walker.Scene.Lessons.Language, Is.EqualTo(1 - language));
    }
}
