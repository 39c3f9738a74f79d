using Cnn;

namespace Demo.Reports;

/// <summary>Files that the app writes: whether they can be is known before anything runs, and a half-written one never has the name.</summary>
internal static class OutputFile
{
    /// <summary>Makes sure that a file can be written later; makes its folder.</summary>
    /// <exception cref="CnnException">It cannot.</exception>
    public static void Check(string path)
    {
        using (Open(path + ".tmp", path)) { }
        File.Delete(path + ".tmp");
    }

    /// <summary>Opens a file for text.</summary>
    /// <param name="path">The file.</param>
    /// <param name="named">The name that people know it by.</param>
    /// <exception cref="CnnException">It cannot be written.</exception>
    public static StreamWriter Open(string path, string named)
    {
        try
        {
            if (Directory.Exists(named))
                throw new CnnException($"{named} is a folder; the name of a file is needed");
            if (Path.GetDirectoryName(Path.GetFullPath(path)) is { } folder)
                Directory.CreateDirectory(folder);
            // Line by line: whoever watches the file sees a result when it is there.
            return new StreamWriter(path) { AutoFlush = true };
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new CnnException($"{named} cannot be written: {e.Message}", e);
        }
    }
}
