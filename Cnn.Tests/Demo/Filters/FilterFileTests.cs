using System.Text;
using Demo.Views.Filters;
using NUnit.Framework;

namespace Cnn.Tests.Demo.Filters;

/// <summary>Files of kernels are kept as they are, and what is wrong with one is one line with its place.</summary>
public class FilterFileTests
{
    private const string Good = "\"numbers\": [[0,0,0],[0,1,0],[0,0,0]]";

    private string _folder = "";

    [SetUp]
    public void MakeFolder() => _folder = Directory.CreateTempSubdirectory("filters").FullName;

    [TearDown]
    public void RemoveFolder() => Directory.Delete(_folder, recursive: true);

    [Test]
    public void Every_preset_is_there_and_blurs_keep_the_brightness()
    {
        var presets = FilterFile.Read(ArchitectureTests.PathOf("content/filters.json")).ToDictionary(kernel => kernel.Name);
        string[] named = ["identity", "box", "gaussian", "gaussian-5", "gaussian-7", "sharpen", "unsharp", "sobel-x", "sobel-y", "sobel",
            "prewitt-x", "prewitt-y", "prewitt", "scharr-x", "scharr-y", "scharr", "laplacian", "laplacian-8", "roberts", "emboss",
            "motion-5", "motion-7", "motion-diagonal"];
        Assert.That(presets.Keys, Is.EqualTo(named));
        foreach (string name in (string[])["sobel-x", "sobel", "prewitt-y", "scharr", "laplacian", "laplacian-8", "roberts"])
            Assert.That(presets[name].SumOf(), Is.Zero, name);
        foreach (string name in (string[])["identity", "box", "gaussian", "gaussian-5", "gaussian-7", "sharpen", "unsharp", "motion-7"])
            Assert.That(presets[name].SumOf(), Is.EqualTo(1).Within(1e-6), name);
        Assert.That(presets["sobel"].Maps, Is.EqualTo(2));
        Assert.That(presets["gaussian-7"].ScaleText, Is.EqualTo("× 1/4096"));
    }

    [Test]
    public void What_is_written_is_read_again()
    {
        FilterKernel[] kernels =
        [
            LabSession.RandomKernel(1, 7, maps: 2, channels: 3) with { Name = "mein Kern „1“", Title = "Kern √" },
            LabSession.RandomKernel(2, 3) with { Name = "b", Scale = 1 / 9f, Bias = -1e-30f },
        ];
        string path = Path.Combine(_folder, "new", "filters.json");
        FilterFile.Write(path, kernels);
        Assert.That(FilterFile.Read(path), Is.EqualTo(kernels));
        Assert.That(Directory.GetFiles(Path.GetDirectoryName(path)!), Has.Length.EqualTo(1));
        Assert.That(File.ReadAllText(path), Does.Contain("„1“").And.Contain("\n"));
    }

    [Test]
    public void Own_kernels_are_kept_replaced_and_removed_and_come_before_presets()
    {
        string own = Path.Combine(_folder, "own.json"), presets = ArchitectureTests.PathOf("content/filters.json");
        var library = FilterLibrary.Open(presets, own);
        Assert.That(library.Own, Is.Empty);
        var kernel = LabSession.RandomKernel(3, 3) with { Name = "box" };
        library = library.Keep(LabSession.RandomKernel(4, 5) with { Name = "other" }).Keep(kernel with { Scale = 7 }).Keep(kernel);
        Assert.That(library.Find("box"), Is.EqualTo(kernel));
        Assert.That(FilterLibrary.Open(presets, own).Own, Is.EqualTo(library.Own).And.Length.EqualTo(2));
        Assert.That(library.FreeName("box"), Is.EqualTo("box-2"));
        Assert.That(library.Remove("box").Find("box")!.Title, Is.EqualTo("box blur"));
        File.WriteAllText(own, "no json");
        Assert.That(() => library.Keep(kernel), Throws.TypeOf<CnnException>());
        Assert.That(File.ReadAllText(own), Is.EqualTo("no json"));
        var broken = FilterLibrary.Open(presets, own);
        Assert.That(broken.Fault, Does.StartWith($"{own}: not valid JSON"));
        Assert.That((broken.Presets.Length, broken.Own.Length), Is.EqualTo((23, 0)));
    }

    [TestCase("", "not valid JSON")]
    [TestCase("filters", "not valid JSON")]
    [TestCase("{\"kernels\": [NaN]}", "not valid JSON")]
    [TestCase("[]", "a file of kernels is an object")]
    [TestCase("{\"kernels\": 3}", "a file of kernels is an object")]
    [TestCase("{\"kernels\": [3]}", "kernel 1: it is Number")]
    public void What_is_no_file_of_kernels_is_told_as_such(string text, string message) => Refuses(text, message);

    [TestCase($"{Good}", "kernel 1: field 'name' is missing")]
    [TestCase($"\"name\": \" \", {Good}", "kernel 1: field 'name' is missing, empty")]
    [TestCase($"\"name\": \"a\\u001b[2J\", {Good}", "kernel 1: field 'name' holds a character that cannot be shown")]
    [TestCase($"\"name\": \"a\\ud800\", {Good}", "a text in it is none")]
    [TestCase($"\"name\": \"a#b\", {Good}", "kernel 1: field 'name' holds '#'")]
    [TestCase($"\"name\": \"a\", \"title\": \"\\u202e\", {Good}", "kernel 1 'a': field 'title' holds a character")]
    [TestCase($"\"name\": \"a\", \"nmbers\": 1, {Good}", "kernel 1 'a': unknown field 'nmbers'")]
    [TestCase($"\"name\": \"a\", {Good}, {Good}", "kernel 1 'a': field 'numbers' stands there twice")]
    [TestCase("\"name\": \"a\"", "kernel 1 'a': field 'numbers' is missing")]
    [TestCase("\"name\": \"a\", \"numbers\": []", "kernel 1 'a': field 'numbers' has rows of 0 numbers; a kernel is 3×3, 5×5 or 7×7")]
    [TestCase("\"name\": \"a\", \"numbers\": [[1,2],[3,4]]", "kernel 1 'a': field 'numbers' has rows of 2 numbers")]
    [TestCase("\"name\": \"a\", \"numbers\": [[0,0,0],[0,1],[0,0,0]]", "row 2 of field 'numbers' has 2 numbers; the first has 3")]
    [TestCase("\"name\": \"a\", \"numbers\": [[0,0,0],[0,1,0]]", "has 2 rows of 3; 3×3 for 1 channel and 1 map are 3 rows")]
    [TestCase("\"name\": \"a\", \"numbers\": [[0,0,0],[0,\"one\",0],[0,0,0]]", "row 2 of field 'numbers' holds \"one\"")]
    [TestCase("\"name\": \"a\", \"numbers\": [[0,0,0],[0,1e999,0],[0,0,0]]", "holds 1e999, which is no number that a float holds")]
    [TestCase("\"name\": \"a\", \"numbers\": [[0,0,0],[0,\"NaN\",0],[0,0,0]]", "holds \"NaN\"")]
    [TestCase($"\"name\": \"a\", \"scale\": null, {Good}", "field 'scale' holds Null")]
    [TestCase($"\"name\": \"a\", \"bias\": -1e50, {Good}", "field 'bias' holds -1e50")]
    [TestCase($"\"name\": \"a\", \"maps\": 2, {Good}", "has 3 rows of 3; 3×3 for 1 channel and 2 maps are 6 rows")]
    [TestCase($"\"name\": \"a\", \"maps\": 3, {Good}", "field 'maps' is 3; it is 1 or 2")]
    [TestCase($"\"name\": \"a\", \"channels\": 2, {Good}", "field 'channels' is 2; it is 1 or 3")]
    [TestCase($"\"name\": \"a\", \"channels\": 1.5, {Good}", "field 'channels' is 1.5")]
    public void What_is_no_kernel_is_told_with_its_place(string fields, string message) =>
        Refuses($"{{\"kernels\": [{{{fields}}}]}}", message);

    [Test]
    public void Large_ragged_twice_named_and_endless_files_are_refused()
    {
        string nine = $"[{string.Join(",", Enumerable.Repeat($"[{string.Join(",", Enumerable.Repeat("1", 9))}]", 9))}]";
        Refuses($"{{\"kernels\": [{{\"name\": \"a\", \"numbers\": {nine}}}]}}", "rows of 9 numbers; a kernel is 3×3, 5×5 or 7×7");
        string kernel = $"{{\"name\": \"a\", {Good}}}";
        Refuses($"{{\"kernels\": [{kernel}, {kernel}]}}", "kernel 2 is called 'a' as one before it");
        Refuses($"{{\"kernels\": [{string.Join(",", Enumerable.Repeat("1", 1_000_000))}]}}", "it holds 1000000 kernels; at most 500");
        Refuses(new string(' ', 5 << 20), "it has 5 MiB; a file of kernels has at most 4");
        Refuses(new string('[', 1000), "not valid JSON");
        Assert.That(() => FilterFile.Read("/dev/zero"), Throws.TypeOf<CnnException>().With.Message.Contains("pipe or a device"));
        Assert.That(() => FilterFile.Read(_folder), Throws.TypeOf<CnnException>().With.Message.StartsWith(_folder));
        string missing = Path.Combine(_folder, "missing.json");
        Assert.That(() => FilterFile.Read(missing), Throws.TypeOf<CnnException>().With.Message.Contains("missing.json"));
    }

    // One line that begins with the file.
    private void Refuses(string text, string message)
    {
        string path = Path.Combine(_folder, "filters.json");
        File.WriteAllText(path, text, Encoding.UTF8);
        Assert.That(() => FilterFile.Read(path), Throws.TypeOf<CnnException>()
            .With.Message.StartsWith($"{path}: ").And.Message.Contains(message).And.Message.Not.Contains("\n"));
    }
}
