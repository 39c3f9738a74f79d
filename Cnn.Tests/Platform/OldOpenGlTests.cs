using NUnit.Framework;
using SkiaSharp;

namespace Cnn.Tests.Platform;

/// <summary>
/// The built program where OpenGL has no compute shaders: held down to what macOS has, 4.1, and to 3.3. Pictures are those that are drawn
/// with compute shaders from the same backend's values.
/// </summary>
[Parallelizable]
public class OldOpenGlTests
{
    private const string OnCanvas = """
        {"frame":1,"stroke":[[0.3,0.2],[0.7,0.22],[0.45,0.85]]}
        {"frame":2,"key":"Number5"}
        {"frame":2,"key":"Number7"}
        {"frame":2,"key":"L"}
        {"frame":3,"key":"Down"}
        """;

    // Every range and colours of their own, the strip, the enlarged map.
    private const string OnPictures = """
        {"frame":2,"key":"Number5"}
        {"frame":2,"key":"Number7"}
        {"frame":2,"key":"L"}
        {"frame":3,"key":"O"}
        {"frame":3,"key":"M"}
        {"frame":4,"shot":"SHOT"}
        {"frame":5,"key":"N"}
        {"frame":6,"key":"N"}
        {"frame":7,"key":"Z"}
        """;

    // The differences from the reference, which takes its time for a large network.
    private const string Differences = """

        {"frame":7,"key":"D"}
        """;

    private string _folder = "";

    [SetUp]
    public void MakeFolder() => _folder = Directory.CreateTempSubdirectory("old-opengl").FullName;

    [TearDown]
    public void RemoveFolder() => Directory.Delete(_folder, true);

    [Test]
    public void The_canvas_looks_as_with_compute_shaders() => LooksTheSame(OnCanvas, "--frames", "12");

    [Test]
    public void Moving_pictures_look_as_with_compute_shaders() =>
        LooksTheSame(OnPictures + Differences, "--frames", "10", "--source", "test:320x200", "--size", "960x540");

    [Test]
    public void A_large_network_looks_as_with_compute_shaders()
    {
        string model = Path.Combine(
            Environment.GetEnvironmentVariable("REALTIMECNN_TESTDATA") ?? "", "models", "mobilenet_v2_1.0_224_f32.onnx");
        if (!File.Exists(model))
            Assert.Inconclusive("REALTIMECNN_TESTDATA names no folder with models/mobilenet_v2_1.0_224_f32.onnx");
        LooksTheSame(OnPictures, "--frames", "8", "--source", "test:320x200", "--model", model);
    }

    [TestCase("3.3")]
    [TestCase("4.1")]
    public void Without_a_choice_networks_run_on_the_processor_and_B_says_why_not_on_gl(string version)
    {
        string script = Write("""
            {"frame":1,"stroke":[[0.3,0.2],[0.7,0.22],[0.45,0.85]]}
            {"frame":3,"key":"B"}
            {"frame":5,"key":"B"}
            """);
        var run = Demonstration.Run(["demo", "--headless", "--script", script, "--frames", "8"], Held(version));
        Assert.That(run.Code, Is.Zero, run.Errors);
        string why = $"compute shaders need OpenGL 4.3, and here it is {version}";
        Assert.That(run.Errors.TrimEnd().Split('\n'), Is.EqualTo([$"note: reference; {why}", $"note: cpu; {why}"]));
        Assert.That(run.Output, Does.Contain("7"));
    }

    [TestCase("demo", "--headless", "--frames", "1")]
    [TestCase("bench", "--model", "lenet", "--seconds", "0")]
    public void Gl_is_refused(params string[] verb)
    {
        var run = Demonstration.Run([.. verb, "--backend", "gl"], Held("4.1"));
        Assert.That((run.Code, run.Output), Is.EqualTo((2, "")));
        Assert.That(run.Errors, Does.StartWith("error: ").And.Contain("compute shaders need OpenGL 4.3"));
        Assert.That(run.Errors.TrimEnd().Split('\n'), Has.Length.EqualTo(1));
    }

    // Mesa, too, says that there is no more; nothing but that tells the program.
    [Test]
    public void A_driver_without_compute_shaders_only_draws()
    {
        var held = Held("4.1");
        held["REALTIMECNN_OPENGL"] = null;
        var devices = Demonstration.Run(["devices"], held);
        Assert.That(devices.Code, Is.Zero, devices.Errors);
        Assert.That(devices.Output, Does.Contain("gl: none (compute shaders need OpenGL 4.3, and here it is 4.1: ").And.Contain("GLSL"));
    }

    [TestCase("2.1")]
    [TestCase("new")]
    public void A_version_that_cannot_be_drawn_with_is_refused(string version)
    {
        var run = Demonstration.Run(
            ["demo", "--headless", "--frames", "1"], new Dictionary<string, string?> { ["REALTIMECNN_OPENGL"] = version });
        Assert.That((run.Code, run.Output), Is.EqualTo((2, "")));
        Assert.That(run.Errors.TrimEnd(), Is.EqualTo(
            $"error: REALTIMECNN_OPENGL is '{version}'; it is a version of OpenGL from 3.3 on, such as 4.1"));
    }

    // On the X server's virtual display; its clock is a real one, so only what stands still is compared.
    [TestCase("3.3")]
    [TestCase("4.1")]
    public void The_window_opens(string version)
    {
        if (string.IsNullOrEmpty(Environment.GetEnvironmentVariable("DISPLAY")))
            Assert.Inconclusive("no display");
        string shot = Path.Combine(_folder, "window.png"), script = Write(OnCanvas);
        var run = Demonstration.Run(["demo", "--script", script, "--seconds", "3", "--shot", shot], Held(version));
        Assert.That(run.Code, Is.Zero, run.Errors);
        Assert.That(run.Errors, Does.StartWith("frames: "), "nothing else is said");
        using var window = SKBitmap.Decode(shot);
        // The canvas with its stroke.
        Assert.That(Enumerable.Range(90, 200).Count(y => window.GetPixel(150, y).Red > 150), Is.GreaterThan(10));
    }

    private void LooksTheSame(string script, params string[] arguments)
    {
        var shots = new Dictionary<string, string[]>();
        foreach (string version in new[] { "", "3.3", "4.1" })
        {
            string[] names = [Path.Combine(_folder, $"{version} within.png"), Path.Combine(_folder, $"{version} last.png")];
            string[] verb =
            [
                "demo", "--headless", "--backend", "cpu", "--script", Write(script.Replace("SHOT", names[0])), "--shot", names[1],
                .. arguments,
            ];
            var run = version.Length == 0 ? Demonstration.Run(verb) : Demonstration.Run(verb, Held(version));
            Assert.That((run.Code, run.Errors), Is.EqualTo((0, "")));
            shots[version] = [.. names.Where(File.Exists)];
        }
        Assert.That(shots[""], Is.Not.Empty);
        foreach (var (version, files) in shots)
            for (int i = 0; i < files.Length; i++)
                Compare(shots[""][i], files[i], version);
    }

    // Below the bar at the top, where the button of one backend is missing. Both are computed alike, so that hardly any pixel may differ.
    private static void Compare(string wanted, string found, string version)
    {
        using SKBitmap a = SKBitmap.Decode(wanted), b = SKBitmap.Decode(found);
        int top = 44 * a.Height / 720 + 4, differing = 0;
        Assert.That((b.Width, b.Height), Is.EqualTo((a.Width, a.Height)));
        foreach (var (p, q) in a.Pixels.Zip(b.Pixels).Skip(top * a.Width))
        {
            int most = Math.Max(Math.Abs(p.Red - q.Red), Math.Max(Math.Abs(p.Green - q.Green), Math.Abs(p.Blue - q.Blue)));
            differing += most > 2 ? 1 : 0;
        }
        Assert.That(differing, Is.LessThanOrEqualTo(a.Width * a.Height / 1000), $"{Path.GetFileName(found)} {version}");
    }

    private string Write(string script)
    {
        string file = Path.Combine(_folder, $"{Guid.NewGuid()}.jsonl");
        File.WriteAllText(file, script);
        return file;
    }

    private static Dictionary<string, string?> Held(string version) => new()
    {
        ["REALTIMECNN_OPENGL"] = version,
        ["MESA_GL_VERSION_OVERRIDE"] = version,
        ["MESA_GLSL_VERSION_OVERRIDE"] = version.Replace(".", "") + "0",
    };
}
