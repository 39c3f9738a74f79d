using System.Text.RegularExpressions;
using NUnit.Framework;

namespace Cnn.Tests;

/// <summary>Holds the house's rules: who may know whom, what lies where, and how long files and lines may be.</summary>
public partial class ArchitectureTests
{
    private const int MostLines = 300;
    private const int MostColumns = 140;
    private const int MedianLines = 80;

    // The rooms of the library that run, read or teach graphs know graphs, not each other.
    private static readonly string[] Rooms = ["Cpu", "Explain", "Gl", "Onnx", "Preprocessing", "Surgery", "Tfjs", "Training"];

    private static readonly string Root = FindRoot();

    /// <summary>A folder, and the rooms or types that its files must not name.</summary>
    private static IEnumerable<TestCaseData> Rules()
    {
        yield return Rule("Cnn", "Demo", "SkiaSharp", "Spectre", "System.CommandLine", "System.Diagnostics.Process");
        // Time comes through a TimeProvider, so that tests can stand still.
        yield return Rule("Cnn", "DateTime", "DateTimeOffset", "Environment.TickCount", "Environment.TickCount64", "Stopwatch");
        yield return Rule("Cnn/Planning", [.. Rooms, "Backends", "Networks", "Silk", "Google", "GlTensor", "GlLayout", "Kernel"]);
        yield return Rule("Cnn/Models", [.. Rooms, "Planning", "Backends", "Networks", "Silk", "Google"]);
        yield return Rule("Cnn/Graph", [.. Rooms, "Planning", "Backends", "Networks", "Silk", "Google"]);
        yield return Rule("Cnn/Ops", [.. Rooms, "Planning", "Backends", "Networks", "Silk", "Google"]);
        yield return Rule("Cnn/Detection", [.. Rooms, "Planning", "Backends", "Networks", "Silk", "Google"]);
        yield return Rule("Cnn/Surgery", "Planning", "Backends", "Networks", "Models", "File", "Stream");
        yield return Rule("Cnn/Networks", [.. Rooms, "Backends", "Silk", "Google"]);
        yield return Rule("Cnn/Backends", [.. Rooms, "Silk", "Google"]);
        foreach (string room in Rooms)
        {
            if (!Directory.Exists(Path.Combine(Root, "Cnn", room)))
                continue;
            yield return Rule($"Cnn/{room}", [.. Rooms.Where(r => r != room)]);
            if (room != "Gl")
                yield return Rule($"Cnn/{room}", "Silk");
            if (room != "Onnx")
                yield return Rule($"Cnn/{room}", "Google");
        }
        yield return Rule("Demo/Overlays", "Silk.NET.OpenGL", "ISession", "IGlSession", "GlSession", "IFrameSource", "Demo.Sources");
        yield return Rule("Demo/Overlays", "Silk.NET.OpenGL", "ISession", "Demo.Sources", "Demo.Drawing", "Demo.Engines");
        yield return Rule("Demo/Ui", "Silk.NET.OpenGL", "ISession", "Demo.Drawing", "Demo.Engines", "Demo.Overlays");
        yield return Rule("Demo/Arithmetic", "Silk.NET.OpenGL", "ISession", "Demo.Drawing", "Demo.Engines", "Demo.Overlays", "DrawList");
        yield return Rule("Demo/Outputs", "Silk.NET.OpenGL", "ISession", "Demo.Sources", "Demo.Drawing", "Demo.Engines", "Demo.Overlays");
        yield return Rule("Demo/Views", "Silk.NET.OpenGL", "ISession", "Demo.Sources", "Demo.Drawing", "Demo.Engines");
        yield return Rule("Demo/Browsing", "Silk.NET.OpenGL", "ISession", "Demo.Overlays", "Demo.Drawing", "Demo.Ui", "Demo.Views");
        yield return Rule("Demo/Remembering", "Silk.NET.OpenGL", "ISession", "Demo.Overlays", "Demo.Drawing", "Demo.Engines");
        yield return Rule("Demo/Learning", "Silk.NET.OpenGL", "Demo.Sources", "Demo.Drawing", "Demo.Engines", "Demo.Views");
        yield return Rule("Demo/Cutting", "Silk.NET.OpenGL", "Demo.Views", "Demo.Overlays", "Demo.Drawing", "Demo.Engines");
        yield return Rule("Demo/Teaching", "Silk.NET.OpenGL", "Demo.Views", "Demo.Overlays", "Demo.Drawing");
        yield return Rule("Demo/Sources", "Silk.NET.OpenGL", "ISession", "Demo.Ui", "Demo.Overlays", "Demo.Platform");
        yield return Rule("Demo/Platform", "ISession", "Demo.Ui", "Demo.Overlays", "Demo.Sources", "SkiaSharp");
        yield return Rule("Demo/Touring", "Silk.NET.OpenGL", "ISession", "Demo.Drawing", "Demo.Engines", "Demo.Overlays", "Demo.Sources");
        yield return Rule("Demo/Exports", "Silk.NET.OpenGL", "ISession", "Demo.Drawing", "Demo.Engines", "Demo.Overlays", "Demo.Views");
        yield return Rule("Demo/Recording", "Silk.NET.OpenGL", "ISession", "Demo.Ui", "Demo.Overlays", "Demo.Views", "Demo.Drawing");
        yield return Rule("Demo/Pages", "Silk.NET.OpenGL", "ISession", "Demo.Ui", "Demo.Overlays", "Demo.Platform");
        yield return Rule("Demo/Catalogue", "Silk.NET.OpenGL", "ISession", "Demo.Ui", "Demo.Overlays", "Demo.Platform", "Demo.Sources");
        yield return Rule("", "NotImplementedException");
    }

    [TestCaseSource(nameof(Rules))]
    public void A_folder_knows_only_what_it_may(string folder, string[] banned)
    {
        var offences = SourceFiles(folder)
            .SelectMany(path => Offences(File.ReadAllText(path), banned).Select(name => $"{Relative(path)} names {name}"));
        Assert.That(offences, Is.Empty);
    }

    [TestCase("using Cnn.Gl;", true)]
    [TestCase("var backend = new Gl.GlBackend(gl);", true)]
    [TestCase("Cnn.Gl.GlBackend backend;", true)]
    [TestCase("/// <see cref=\"Cnn.Gl.GlBackend\"/>", false)]
    [TestCase("// Gl.GlBackend is faster", false)]
    [TestCase("gl.BindBuffer(Target.Gl, 0);", false)]
    [TestCase("var a = \"Gl.\";", false)]
    public void The_scan_sees_names_and_not_words(string source, bool offends) =>
        Assert.That(Offences(source, ["Gl"]).Any(), Is.EqualTo(offends));

    [Test]
    public void Shaders_holds_only_glsl() =>
        Assert.That(Files("Shaders").Where(f => !f.EndsWith(".glsl", StringComparison.Ordinal)).Select(Relative), Is.Empty);

    [Test]
    public void No_file_is_longer_than_people_read() =>
        Assert.That(
            Written().Select(path => (Name: Relative(path), Lines: File.ReadLines(path).Count())).Where(f => f.Lines > MostLines),
            Is.Empty);

    [Test]
    public void Most_files_are_short()
    {
        int[] lengths = [.. SourceFiles("").Select(path => File.ReadLines(path).Count()).Order()];
        Assert.That(lengths[lengths.Length / 2], Is.LessThanOrEqualTo(MedianLines));
    }

    [Test]
    public void A_line_fits_beside_another_file()
    {
        var offences = Written()
            .SelectMany(path => File.ReadLines(path).Select((line, i) => (Place: $"{Relative(path)}:{i + 1}", line.Length)))
            .Where(line => line.Length > MostColumns);
        Assert.That(offences, Is.Empty);
    }

    [Test]
    public void No_file_has_a_name_that_says_nothing() =>
        Assert.That(SourceFiles("").Select(Path.GetFileName).Where(n => EmptyName().IsMatch(n!)), Is.Empty);

    // The library must never drag a peer along; only tests and benchmarks know other engines.
    [TestCase("Cnn/Cnn.csproj")]
    [TestCase("Demo/Demo.csproj")]
    public void Other_engines_are_not_referenced(string project) =>
        Assert.That(File.ReadAllText(Path.Combine(Root, project)), Does.Not.Match("OnnxRuntime|TorchSharp|OpenCvSharp"));

    /// <summary>The banned names that a source text uses, outside comments and strings.</summary>
    private static IEnumerable<string> Offences(string source, string[] banned)
    {
        string code = CommentsAndStrings().Replace(source, " ");
        foreach (string name in banned)
        {
            string escaped = Regex.Escape(name);
            // A room is used by a directive or before a dot; a type by its bare name.
            bool room = Rooms.Contains(name)
                || name is "Planning" or "Backends" or "Networks" or "Models" or "Demo" or "Silk" or "Google" or "Spectre";
            string pattern = room ? $@"\busing\s+(static\s+)?(Cnn\.)?{escaped}\b|(?<![\w.])(Cnn\.)?{escaped}\.[A-Z]"
                : $@"(?<!\w){escaped}\b";
            if (Regex.IsMatch(code, pattern))
                yield return name;
        }
    }

    /// <summary>A file of the repository.</summary>
    internal static string PathOf(string name) => Path.Combine(Root, name);

    private static TestCaseData Rule(string folder, params string[] banned) =>
        new TestCaseData(folder, banned).SetArgDisplayNames(folder == "" ? "everything" : folder, string.Join(' ', banned));

    private static IEnumerable<string> SourceFiles(string folder) =>
        Files(folder)
            .Where(f => f.EndsWith(".cs", StringComparison.Ordinal) && !f.EndsWith("ArchitectureTests.cs", StringComparison.Ordinal));

    /// <summary>What people write and read: C#, GLSL and shell scripts.</summary>
    private static IEnumerable<string> Written() => Files("").Where(f => Path.GetExtension(f) is ".cs" or ".glsl" or ".sh");

    private static IEnumerable<string> Files(string folder) =>
        Directory.EnumerateFiles(Path.Combine(Root, folder), "*", SearchOption.AllDirectories)
            .Where(f => !BuildOutput().IsMatch(Relative(f)));

    private static string Relative(string path) => Path.GetRelativePath(Root, path).Replace('\\', '/');

    private static string FindRoot()
    {
        string? folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder!, "RealtimeCnn.sln")))
            folder = Path.GetDirectoryName(folder);
        return folder!;
    }

    [GeneratedRegex(@"(^|/)(bin|obj|out|\.[^/]+)/")]
    private static partial Regex BuildOutput();

    [GeneratedRegex(@"//[^\n]*|/\*.*?\*/|""(\\.|[^""\\\n])*""", RegexOptions.Singleline)]
    private static partial Regex CommentsAndStrings();

    [GeneratedRegex("Manager|Helper|Util")]
    private static partial Regex EmptyName();
}
