using System.CommandLine;
using System.Text.RegularExpressions;
using Cnn;

namespace Demo.Commands;

/// <summary>
/// Turns arguments into a call of one verb, and whatever goes wrong into one line for a person and an exit code:
/// 0 done, 1 a check failed, 2 bad usage or input.
/// </summary>
internal static partial class CommandLine
{
    public const int Done = 0;
    public const int CheckFailed = 1;
    public const int BadInput = 2;

    private const string DefaultVerb = "demo";

    public static int Run(string[] arguments, TextWriter errors, IEnumerable<Command> verbs)
    {
        var root = new RootCommand("Watch a convolutional network think, live. Without a verb: demo.");
        foreach (var verb in verbs)
            root.Add(verb);
        return Guard(errors, () =>
        {
            var result = root.Parse(WithVerb(root, arguments));
            if (result.Errors.Count > 0)
                throw new CnnException(Explain(result));
            // Only help and version are written there; people start the program by its script.
            using var help = new StringWriter();
            int code = result.Invoke(new InvocationConfiguration { EnableDefaultExceptionHandler = false, Output = help });
            Console.Out.Write(help.ToString().Replace($"  {RootCommand.ExecutableName} ", "  ./run.sh ", StringComparison.Ordinal));
            return code;
        });
    }

    /// <summary>Runs an action; an error becomes one line on <paramref name="errors"/> and the exit code 2.</summary>
    public static int Guard(TextWriter errors, Func<int> action)
    {
        try
        {
            return action();
        }
        catch (Exception e)
        {
            try
            {
                errors.WriteLine("error: " + OneLine(Describe(e)));
            }
            catch (Exception unheard) when (unheard is IOException or UnauthorizedAccessException)
            {
                // Standard error is closed or full: the exit code must say it alone.
            }
            return BadInput;
        }
    }

    // `./run.sh --headless` means `./run.sh demo --headless`; the first word, if it is no option, is a verb.
    private static string[] WithVerb(RootCommand root, string[] arguments)
    {
        bool forRoot = arguments is ["-h" or "-?" or "--help" or "--version", ..];
        bool optionsOnly = arguments.Length == 0 || arguments[0].StartsWith('-');
        bool hasDefault = root.Subcommands.Any(c => c.Name == DefaultVerb);
        return optionsOnly && !forRoot && hasDefault ? [DefaultVerb, .. arguments] : arguments;
    }

    private static string Explain(ParseResult result)
    {
        var command = result.CommandResult.Command;
        string help = command is RootCommand ? "--help" : $"{command.Name} --help";
        if (result.UnmatchedTokens.Count == 0)
            return $"{WithoutTypes(result.Errors[0].Message).TrimEnd('.')}; see {help}";
        string unknown = result.UnmatchedTokens[0];
        bool option = unknown.StartsWith('-');
        string kind = option ? "option" : command.Subcommands.Count > 0 ? "verb" : "argument";
        var known = option
            ? command.Options.Where(o => !o.Hidden).SelectMany(o => o.Aliases.Append(o.Name))
            : command.Subcommands.Select(c => c.Name);
        string? near = Nearest(unknown, known);
        string advice = near is null ? $"see {help}" : $"did you mean '{near}'? See {help}";
        return $"unknown {kind} '{unknown}'{(command is RootCommand ? "" : $" for {command.Name}")}; {advice}";
    }

    // "Cannot parse argument 'many' for option '--top' as expected type 'System.Int32'." is no sentence for people.
    private static string WithoutTypes(string message) => UnparsedArgument().Match(message) is { Success: true } match
        ? $"{match.Groups["option"].Value} is '{match.Groups["text"].Value}'; {Wanted(match.Groups["type"].Value)} is needed"
        : message;

    private static string Wanted(string type) => type switch
    {
        "System.Int32" or "System.Int64" => "a whole number",
        "System.Double" or "System.Single" => "a number",
        "System.Boolean" => "true or false",
        _ => "another value",
    };

    private static string? Nearest(string word, IEnumerable<string> known)
    {
        var best = known.Select(k => (Word: k, Distance: EditDistance(word, k)))
            .OrderBy(k => k.Distance).ThenBy(k => k.Word, StringComparer.Ordinal).FirstOrDefault();
        return best.Word is not null && best.Distance <= 1 + word.Length / 4 ? best.Word : null;
    }

    // Levenshtein, one row at a time.
    private static int EditDistance(string a, string b)
    {
        int[] row = [.. Enumerable.Range(0, b.Length + 1)];
        for (int i = 1; i <= a.Length; i++)
        {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.Length; j++)
            {
                int replaced = diagonal + (a[i - 1] == b[j - 1] ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.Min(replaced, 1 + Math.Min(row[j], row[j - 1]));
            }
        }
        return row[^1];
    }

    private static string Describe(Exception e) => e switch
    {
        CnnException or IOException or UnauthorizedAccessException => e.Message,
        TypeInitializationException { InnerException: { } inner } => Describe(inner),
        DllNotFoundException => MissingLibrary(e.Message),
        OperationCanceledException => "cancelled",
        // A fault of the program itself: still one line, with the place, so that it can be reported.
        _ => $"internal error, please report it: {e.GetType().Name}: {e.Message} {Place(e)}",
    };

    private static string MissingLibrary(string message) => message.Contains("SkiaSharp", StringComparison.Ordinal)
        ? "libSkiaSharp does not load; it needs fontconfig: apt-get install libfontconfig1 fonts-dejavu-core"
        : message;

    private static string Place(Exception e) =>
        e.StackTrace?.Split('\n')
            .FirstOrDefault(l => l.Contains("Cnn", StringComparison.Ordinal) || l.Contains("Demo", StringComparison.Ordinal))?.Trim() ?? "";

    private static string OneLine(string text) => Printable.Of(text.ReplaceLineEndings(" ").Trim());

    [GeneratedRegex(@"^Cannot parse argument '(?<text>.*)' for option '(?<option>[^']*)' as expected type '(?<type>[^']*)'")]
    private static partial Regex UnparsedArgument();
}
