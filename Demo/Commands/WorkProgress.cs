using System.Globalization;
using Spectre.Console;

namespace Demo.Commands;

/// <summary>
/// Shows how far a long piece of work is: on a terminal a bar with the time that is left, else nothing but its lines.
/// </summary>
internal sealed class WorkProgress
{
    private readonly IAnsiConsole? _terminal;
    private readonly ProgressTask? _bar;

    private WorkProgress(IAnsiConsole? terminal, ProgressTask? bar)
    {
        _terminal = terminal;
        _bar = bar;
    }

    /// <summary>Does the work on the calling thread (which has the GL context) and shows its progress on standard error.</summary>
    /// <param name="steps">How many steps the work has.</param>
    /// <param name="work">Reports its steps.</param>
    public static T Show<T>(double steps, Func<WorkProgress, T> work)
    {
        if (Console.IsErrorRedirected)
            return work(new WorkProgress(null, null));
        var terminal = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(Console.Error) });
        return terminal.Progress()
            .Columns(new TaskDescriptionColumn(), new ProgressBarColumn(), new PercentageColumn(), new RemainingTimeColumn())
            .Start(context => work(new WorkProgress(terminal, context.AddTask("compiling", maxValue: steps))));
    }

    /// <summary>One more step is done.</summary>
    /// <param name="description">What the work is at; stands before the bar.</param>
    public void Advance(string description)
    {
        if (_bar is null)
            return;
        _bar.Description = Markup.Escape(description);
        _bar.Increment(1);
    }

    /// <summary>So much is done.</summary>
    /// <param name="steps">Of all steps.</param>
    /// <param name="description">What the work is at; stands before the bar.</param>
    public void Set(double steps, string description)
    {
        if (_bar is null)
            return;
        _bar.Description = Markup.Escape(description);
        _bar.Value = steps;
    }

    /// <summary>Writes a line; on a terminal, above the bar.</summary>
    public void WriteLine(string line)
    {
        if (_terminal is null)
            Console.Error.WriteLine(line);
        else
            _terminal.WriteLine(line);
    }

    /// <summary>A duration for people: <c>42 s</c>, <c>12 min 3 s</c>.</summary>
    public static string Time(TimeSpan time) => time.TotalMinutes < 1
        ? string.Create(CultureInfo.InvariantCulture, $"{time.TotalSeconds:0.#} s")
        : string.Create(CultureInfo.InvariantCulture, $"{(int)time.TotalMinutes} min {time.Seconds} s");
}
