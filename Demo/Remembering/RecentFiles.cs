namespace Demo.Remembering;

/// <summary>The files and folders that were opened, the newest first, each once.</summary>
/// <param name="files">Those of the last window; anything may be among them.</param>
internal sealed class RecentFiles(IEnumerable<string>? files = null)
{
    public const int Most = 20;

    /// <summary>Their full paths; another array each time that they change.</summary>
    public string[] Files { get; private set; } = [.. (files ?? []).Where(IsPath).Distinct().Take(Most)];

    /// <summary>One was opened.</summary>
    public void Add(string path)
    {
        string full = Path.GetFullPath(path);
        if (Files is not [var first, ..] || first != full)
            Files = [.. Files.Where(file => file != full).Prepend(full).Take(Most)];
    }

    private static bool IsPath(string? file) => file is not null && Path.IsPathRooted(file) && !file.Contains('\0');
}
