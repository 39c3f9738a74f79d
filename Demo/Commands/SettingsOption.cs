using System.CommandLine;
using Cnn;
using Demo.Remembering;

namespace Demo.Commands;

/// <summary>Where a window remembers what was chosen: a person's own file, another one, or nowhere.</summary>
internal sealed class SettingsOption
{
    private const string Nowhere = "none";

    private readonly Option<string?> _file = new("--settings")
    {
        Description = "The file that remembers what was chosen, or none; else a person's own, and without a display none",
    };

    private readonly Option<bool> _none = new("--no-settings") { Description = "Remembers nothing, and begins as new" };

    public void AddTo(Command command)
    {
        command.Add(_file);
        command.Add(_none);
    }

    /// <summary>What the command line says; the empty string for a person's own file, null for none.</summary>
    public string? Read(ParseResult result) =>
        result.GetValue(_none) || result.GetValue(_file) == Nowhere ? null : result.GetValue(_file) ?? "";

    /// <summary>The file that is meant; null for none.</summary>
    /// <param name="asked">See <see cref="Read"/>.</param>
    /// <param name="person">Whether a person sits in front of the window: what is played or ends by itself remembers nothing.</param>
    /// <param name="note">Is told, on any thread, what is wrong with the file; that is on standard error already.</param>
    /// <exception cref="CnnException">It can be no file.</exception>
    public static SettingsFile? Find(string? asked, bool person, Action<string> note)
    {
        if (asked is null || (asked.Length == 0 && !person))
            return null;
        if (asked.Length == 0)
            return SettingsFile.OfUser(Tell);
        if (FileKinds.Of(asked) is not (FileKind.Regular or FileKind.Missing))
            throw new CnnException($"--settings is {asked}, which is no file; name one, or none");
        return new SettingsFile(asked, Tell);

        void Tell(string line)
        {
            Console.Error.WriteLine($"note: {line}");
            note(line);
        }
    }
}
