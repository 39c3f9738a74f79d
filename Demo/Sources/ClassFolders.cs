using Cnn;

namespace Demo.Sources;

/// <summary>A folder with a folder of pictures for each class, as <c>cats/one.jpg</c>.</summary>
internal static class ClassFolders
{
    /// <summary>Whether it is one: a folder in it has pictures.</summary>
    public static bool Recognizes(string folder) => Directory.Exists(folder) && In(folder).Any(Album.HasPictures);

    /// <summary>The classes, in the order of their names, each with its pictures; folders whose names begin with a dot are none.</summary>
    /// <exception cref="CnnException">There is no folder in it, or one has no pictures.</exception>
    public static IReadOnlyList<(string Name, IReadOnlyList<string> Files)> Of(string folder)
    {
        if (!Directory.Exists(folder))
            throw new CnnException($"{folder}: no such folder");
        string[] classes = [.. In(folder)];
        if (classes.Length == 0)
            throw new CnnException($"{folder}: there is no folder in it; needed is one for each class, with pictures");
        return [.. classes.Select(path => (Path.GetFileName(path), Album.PicturesOf(path)))];
    }

    private static IEnumerable<string> In(string folder) => Directory.EnumerateDirectories(folder)
        .Where(path => !Path.GetFileName(path).StartsWith('.')).Order(StringComparer.Ordinal);
}
