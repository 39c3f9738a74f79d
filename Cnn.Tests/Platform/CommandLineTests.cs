using System.CommandLine;
using Demo.Commands;
using NUnit.Framework;

namespace Cnn.Tests.Platform;

public class CommandLineTests
{
    private static (int Code, string Errors) Run(string[] arguments, Func<ParseResult, int>? action = null)
    {
        var verb = new Command("classify", "reads pictures") { new Option<int>("--top") };
        verb.SetAction(action ?? (_ => CommandLine.Done));
        var demo = new Command("demo", "opens the window") { BackendOption.Create() };
        demo.SetAction(_ => CommandLine.CheckFailed);
        var errors = new StringWriter();
        int code = CommandLine.Run(arguments, errors, [verb, demo]);
        return (code, errors.ToString());
    }

    [Test]
    public void A_verb_runs_and_its_exit_code_is_the_programs() =>
        Assert.That(Run(["classify", "--top", "3"], r => r.GetValue<int>("--top")).Code, Is.EqualTo(3));

    [TestCase]
    [TestCase("--backend", "reference")]
    public void Without_a_verb_it_is_the_demo(params string[] arguments) =>
        Assert.That(Run(arguments).Code, Is.EqualTo(CommandLine.CheckFailed));

    [TestCase("unknown option '--tip' for classify; did you mean '--top'? See classify --help", "classify", "--tip", "3")]
    [TestCase("unknown option '--zzz' for classify; see classify --help", "classify", "--zzz")]
    [TestCase("unknown verb 'clasify'; did you mean 'classify'? See --help", "clasify")]
    [TestCase("unknown verb 'fly'; see --help", "fly")]
    [TestCase("unknown option '--backnd' for demo; did you mean '--backend'? See demo --help", "--backnd", "gl")]
    public void Unknown_words_are_one_line_with_advice(string message, params string[] arguments) =>
        Assert.That(Run(arguments), Is.EqualTo((CommandLine.BadInput, $"error: {message}{Environment.NewLine}")));

    [TestCase("classify", "--top", "many")]
    [TestCase("demo", "--backend", "cuda")]
    public void Bad_values_are_one_line(params string[] arguments)
    {
        var (code, errors) = Run(arguments);
        Assert.That(code, Is.EqualTo(CommandLine.BadInput));
        Assert.That(errors.TrimEnd(), Does.StartWith("error: ").And.Contain(arguments[^1]).And.Not.Contain("\n"));
    }

    [TestCase("--top is 'many'; a whole number is needed; see classify --help", "classify", "--top", "many")]
    [TestCase("--rate is 'fast'; a number is needed; see train --help", "train", "--rate", "fast")]
    public void Values_of_the_wrong_kind_are_told_in_words(string message, params string[] arguments)
    {
        var errors = new StringWriter();
        CommandLine.Run(arguments, errors, [TrainCommand.Create(), new Command("classify") { new Option<int>("--top") }]);
        Assert.That(errors.ToString().Trim(), Is.EqualTo($"error: {message}"));
    }

    [Test]
    public void Help_calls_the_program_as_people_start_it()
    {
        var help = Demonstration.Run("pages", "--help").Output;
        Assert.That(help, Does.Contain("./run.sh pages [options]").And.Not.Contain("Demo"));
    }

    // Whatever is said, the exit code is; a stack trace never.
    [Test]
    public void A_standard_error_that_is_full_or_closed_changes_no_exit_code() =>
        Assert.That(CommandLine.Guard(new FullWriter(), () => throw new CnnException("nobody hears it")), Is.EqualTo(CommandLine.BadInput));

    [TestCase("train --data /nowhere 2>&-")]
    [TestCase("train --data /nowhere 2>/dev/full")]
    [TestCase("inspect content/models/digits.onnx >/dev/full")]
    [TestCase("inspect content/models/digits.onnx >&- 2>&-")]
    [TestCase("evaluate --help >/dev/full 2>/dev/full")]
    public void Closed_and_full_streams_end_with_2(string line)
    {
        string program = Path.Combine(AppContext.BaseDirectory, "Demo.dll");
        using var process =
            System.Diagnostics.Process.Start(new System.Diagnostics.ProcessStartInfo("bash", ["-c", $"dotnet '{program}' {line}"])
            {
                WorkingDirectory = ArchitectureTests.PathOf("."),
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            })!;
        var said = process.StandardOutput.ReadToEndAsync();
        Assert.That(process.StandardError.ReadToEnd() + said.Result, Does.Not.Contain("   at "));
        process.WaitForExit();
        Assert.That(process.ExitCode, Is.EqualTo(CommandLine.BadInput));
    }

    [Test]
    public void Errors_hold_no_commands_for_the_terminal()
    {
        var (_, errors) = Run(["classify"], _ => throw new CnnException("layer \u001b[2J is odd"));
        Assert.That(errors.Trim(), Is.EqualTo("error: layer ?[2J is odd"));
    }

    private sealed class FullWriter : StringWriter
    {
        public override void WriteLine(string? value) => throw new IOException("No space left on device");
    }

    private static readonly Exception[] Faults =
    [
        new CnnException("tensor 'w' has 3 values; its shape asks for 4"),
        new IOException("the disk is full"),
        new UnauthorizedAccessException("no permission"),
        new InvalidOperationException("a fault\nin two lines"),
        new DllNotFoundException("Unable to load shared library 'libSkiaSharp'"),
    ];

    [TestCaseSource(nameof(Faults))]
    public void Every_error_is_one_line_and_exit_code_2(Exception fault)
    {
        var (code, errors) = Run(["classify"], _ => throw fault);
        Assert.That(code, Is.EqualTo(CommandLine.BadInput));
        Assert.That(errors.TrimEnd().Split('\n'), Has.Length.EqualTo(1));
        if (fault is not DllNotFoundException)
            Assert.That(errors, Does.Contain(fault.Message.ReplaceLineEndings(" ")));
    }
}
