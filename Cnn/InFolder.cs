namespace Cnn;

/// <summary>
/// Finds the file that another file names. A hostile one could name any file of the machine, so the place must be inside
/// the folder: no <c>..</c>, no absolute path, no link on the way.
/// </summary>
internal static class InFolder
{
    /// <summary>The path of a name inside a folder; null where it leads out.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="name">
    /// Parts between slashes. Backslashes are refused on every system, so that a name means the same everywhere.
    /// </param>
    public static string? Find(string folder, string name)
    {
        if (name.Length == 0 || name.AsSpan().IndexOfAny('\\', '\0', ':') >= 0 || Path.IsPathRooted(name))
            return null;
        string[] parts = name.Split('/');
        if (parts.Any(part => part is "" or "." or ".."))
            return null;
        string path = folder;
        foreach (string part in parts)
        {
            path = Path.Combine(path, part);
            // What a link leads to can change.
            if (new FileInfo(path).LinkTarget is not null)
                return null;
            // Nothing lies below what is not there, and a hostile name may have very many parts.
            if (!Path.Exists(path))
                break;
        }
        return Path.Combine(folder, name);
    }
}
