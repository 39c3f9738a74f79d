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
