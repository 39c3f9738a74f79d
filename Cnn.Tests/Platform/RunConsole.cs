using System.Text;

namespace Cnn.Tests.Platform;

/// <summary>
/// What runs of the program in this process write, each for itself: what a run and its threads write to the console goes to that run's
/// text, everything else where it went before.
/// </summary>
internal sealed class RunConsole : IDisposable
{
    private static readonly AsyncLocal<RunConsole?> s_ofThisRun = new();

    static RunConsole()
    {
        Console.SetOut(new Router(Console.Out, run => run._output));
        Console.SetError(new Router(Console.Error, run => run._errors));
    }

    private readonly StringBuilder _output = new(), _errors = new();

    /// <summary>Listens to this thread and to those that it starts, until it is disposed.</summary>
    public RunConsole() => s_ofThisRun.Value = this;

    /// <summary>What was written to standard output, and to standard error.</summary>
    public (string Output, string Errors) Said => (TextOf(_output), TextOf(_errors));

    public void Dispose() => s_ofThisRun.Value = null;

    // A thread of the run may still write.
    private static string TextOf(StringBuilder said)
    {
        lock (said)
            return said.ToString();
    }

    private sealed class Router(TextWriter otherwise, Func<RunConsole, StringBuilder> of) : TextWriter
    {
        public override Encoding Encoding => otherwise.Encoding;

        public override void Write(char value) => Write([value]);

        public override void Write(char[] buffer, int index, int count) => Write(buffer.AsSpan(index, count));

        public override void Write(string? value) => Write(value.AsSpan());

        public override void Write(ReadOnlySpan<char> text)
        {
            if (s_ofThisRun.Value is not { } run)
            {
                otherwise.Write(text);
                return;
            }
            var said = of(run);
            lock (said)
                said.Append(text);
        }

        public override void Flush() => otherwise.Flush();
    }
}
