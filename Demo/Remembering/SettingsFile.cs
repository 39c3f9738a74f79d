using System.Text.Json.Nodes;
using Cnn;
using Demo.Files;

namespace Demo.Remembering;

/// <summary>
/// The file of a window's settings. Whatever is in it a window opens: one that is damaged is set aside with a line, and one that cannot
/// be read or written is a line. What another program has written under keys that this one does not know stays.
/// </summary>
/// <param name="path">The file; it need not exist.</param>
/// <param name="note">Is told what is wrong with it, each line once.</param>
internal sealed class SettingsFile(string path, Action<string> note)
{
    // A thousand times of what is written; a larger file is something else.
    private const int MostBytes = 1 << 20;

    private readonly HashSet<string> _said = [];

    /// <summary>A person's own.</summary>
    public static SettingsFile OfUser(Action<string> note) => new(System.IO.Path.Combine(UserFolder.Config, "settings.json"), note);

    public string Path => path;

    /// <summary>What is remembered; nothing where there is no file, or none that can be used.</summary>
    public Settings Read() => Read(out _);

    /// <summary>Replaces what is remembered, as a whole: a file under this name is always a whole one.</summary>
    public void Write(Settings settings)
    {
        Read(out var kept);
        byte[] text = SettingsText.Write(settings, kept);
        try
        {
            OutputFile.Write(path, stream => stream.Write(text));
        }
        catch (CnnException e)
        {
            Say($"{e.Message}; what is chosen is forgotten at the end");
        }
    }

    private Settings Read(out JsonObject? all)
    {
        all = null;
        try
        {
            if (FileKinds.Of(path) is not FileKind.Regular)
                return new Settings();
            if (new FileInfo(path).Length <= MostBytes && SettingsText.Read(File.ReadAllBytes(path), out string wrong) is { } read)
            {
                if (wrong.Length > 0)
                    Say($"{path}: {wrong} cannot be used; the rest is");
                (var settings, all) = read;
                return settings;
            }
            File.Move(path, path + ".damaged", overwrite: true);
            Say($"{path} is damaged; it is {System.IO.Path.GetFileName(path)}.damaged now, and the window begins as new");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            Say($"{path} cannot be read: {e.Message}");
        }
        return new Settings();
    }

    private void Say(string line)
    {
        lock (_said)
            if (!_said.Add(line))
                return;
        note(line);
    }
}
