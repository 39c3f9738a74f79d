using System.Diagnostics;
using Example;
using NUnit.Framework;

namespace Cnn.Tests.Library;

/// <summary>A program that uses the library, compiled ahead of time to machine code: it must run without .NET, and say the same.</summary>
[Parallelizable]
public class PublishTests
{
    private const string Model = "content/models/digits.onnx";

    [Test]
    public void A_consumer_compiled_ahead_of_time_says_what_it_says_otherwise()
    {
        if (!OperatingSystem.IsLinux() || !OnPath("clang") && !OnPath("gcc") || !File.Exists("/usr/include/zlib.h"))
            Assert.Inconclusive("compiling ahead of time needs a linker and zlib: apt-get install gcc zlib1g-dev");
        string folder = Directory.CreateTempSubdirectory("realtimecnn-aot").FullName;
        try
        {
            // The analyzers have seen these sources in the build that the test is part of; ILC's warnings are its own.
            var (code, said) = Run("dotnet", "publish", ArchitectureTests.PathOf("Cnn.Sample"), "-c", "Release", "--use-current-runtime",
                "-p:PublishAot=true", "-p:RunAnalyzers=false",
                "--artifacts-path", $"{folder}/build", "-o", $"{folder}/program", "-nologo", "-v", "q");
            if (said.Contains("ILCompiler", StringComparison.Ordinal) && said.Contains("NU110", StringComparison.Ordinal))
                Assert.Inconclusive("the package runtime.*.Microsoft.DotNet.ILCompiler cannot be restored here");
            Assert.That(code, Is.Zero, said);
            Assert.That(said, Does.Not.Contain("warning"));
            string program = $"{folder}/program/Cnn.Sample";
            Assert.That(File.Exists(program) && !File.Exists(program + ".dll"));
            var native = Run(program, ArchitectureTests.PathOf(Model));
            var managed = Run("dotnet", typeof(Sharpen).Assembly.Location, ArchitectureTests.PathOf(Model));
            Assert.That(native, Is.EqualTo(managed));
            Assert.That(native.Said.Split(' ').Select(double.Parse).Sum(), Is.EqualTo(1).Within(0.01));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static bool OnPath(string program) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':').Any(folder => File.Exists(Path.Combine(folder, program)));

    private static (int Code, string Said) Run(string program, params string[] arguments)
    {
        var start = new ProcessStartInfo(program) { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (string argument in arguments)
            start.ArgumentList.Add(argument);
        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync();
        string said = process.StandardOutput.ReadToEnd() + errors.Result;
        process.WaitForExit();
        return (process.ExitCode, said.Trim());
    }
}
