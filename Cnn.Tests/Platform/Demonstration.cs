using System.Diagnostics;
using Demo.Commands;
using NUnit.Framework;

namespace Cnn.Tests.Platform;

/// <summary>
/// Runs the built program as a person does: its arguments, its output and its exit code. What neither a signal nor a variable of the
/// environment reaches runs in this process, where all that it needs was compiled by the runs before.
/// </summary>
internal static class Demonstration
{
    // Far longer than any run takes: a bound for a hang, not a measure.
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private const string ConfigVariable = "XDG_CONFIG_HOME";

    private static readonly string s_config = Path.Combine(Path.GetTempPath(), $"realtimecnn-tests-{Environment.ProcessId}");

    public sealed record Outcome(int Code, string Output, string Errors);

    static Demonstration() => Environment.SetEnvironmentVariable(ConfigVariable, s_config);

    /// <summary>Runs it in this process, on a thread of its own: OpenGL's context is a thread's.</summary>
    public static Outcome Run(params string[] arguments)
    {
        var program = typeof(CommandLine).Assembly.EntryPoint!;
        Outcome? outcome = null;
        bool done = OwnThread.Run(() =>
        {
            using var console = new RunConsole();
            int code = (int)program.Invoke(null, [arguments])!;
            outcome = new Outcome(code, console.Said.Output, console.Said.Errors);
        }, Patience);
        if (!done)
            Assert.Fail($"{string.Join(' ', arguments)} still runs after {Patience}");
        return outcome!;
    }

    /// <summary>Runs it in a process of its own, with variables of the environment.</summary>
    public static Outcome Run(string[] arguments, IReadOnlyDictionary<string, string?> environment) => Run(Info(arguments, environment));

    public static Outcome Run(ProcessStartInfo info)
    {
        using var process = Process.Start(info)!;
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEndAsync();
        if (!process.WaitForExit(Patience))
        {
            process.Kill();
            Assert.Fail($"{string.Join(' ', info.ArgumentList)} still runs after {Patience}");
        }
        return new Outcome(process.ExitCode, output.Result, errors.Result);
    }

    /// <summary>Expects exit code 2, nothing on stdout, and one line on stderr with this in it.</summary>
    public static void Refuses(string[] arguments, string message)
    {
        var run = Run(arguments);
        Assert.That((run.Code, run.Output), Is.EqualTo((2, "")), run.Errors);
        Assert.That(run.Errors, Does.StartWith("error: ").And.Contain(message));
        Assert.That(run.Errors.TrimEnd().Split('\n'), Has.Length.EqualTo(1), run.Errors);
    }

    /// <summary>The program that was built together with the tests. A null value removes a variable of the environment.</summary>
    public static ProcessStartInfo Info(string[] arguments, IReadOnlyDictionary<string, string?> environment)
    {
        string program = Path.Combine(AppContext.BaseDirectory, "Demo.dll");
        var info = new ProcessStartInfo("dotnet", [program, .. arguments]) { RedirectStandardOutput = true, RedirectStandardError = true };
        // What the person who runs the tests has chosen in a window is none of theirs.
        info.Environment[ConfigVariable] = s_config;
        foreach (var (name, value) in environment)
            info.Environment[name] = value;
        return info;
    }
}
