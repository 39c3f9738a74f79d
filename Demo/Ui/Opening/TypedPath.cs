namespace Demo.Ui.Opening;

/// <summary>What is typed where files are opened: a part of a name, or a path.</summary>
internal static class TypedPath
{
    /// <summary>Whether it is a path, and no part of a name.</summary>
    public static bool IsPath(string text) => text.StartsWith('~') || text.Contains('/') || text.Contains(Path.DirectorySeparatorChar)
        || text is "..";

    /// <summary>The full path of what was typed in a folder, with the home folder for <c>~</c>; null where it can be none.</summary>
    public static string? Full(string text, string folder)
    {
        string home = Environment.GetFolderPath(Environment.SpecialFolder.UserProfile, Environment.SpecialFolderOption.DoNotVerify);
        bool atHome = text == "~" || text.StartsWith("~/", StringComparison.Ordinal);
        try
        {
            return Path.GetFullPath(atHome ? home + text[1..] : text, folder);
        }
        catch (ArgumentException)
        {
            return null;
        }
    }

    /// <summary>Splits a path that is being typed into the folder that is looked into and the beginning of a name.</summary>
    public static (string Folder, string Name)? Split(string text, string folder)
    {
        int end = Math.Max(text.LastIndexOf('/'), text.LastIndexOf(Path.DirectorySeparatorChar)) + 1;
        return Full(end == 0 ? text : text[..end], folder) is { } full ? (Trimmed(full), end == 0 ? "" : text[end..]) : null;
    }

    private static string Trimmed(string path) => Path.TrimEndingDirectorySeparator(path);
}
