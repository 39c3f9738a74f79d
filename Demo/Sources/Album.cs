using Cnn;

namespace Demo.Sources;

/// <summary>The pictures and videos of a folder in the order that people expect, one of them in front.</summary>
/// <param name="Files">Their paths; never empty.</param>
/// <param name="Index">The one in front, from 0.</param>
internal sealed record Album(IReadOnlyList<string> Files, int Index)
{
    private static readonly string[] Pictures = [".png", ".jpg", ".jpeg", ".webp", ".bmp"];

    /// <summary>The file in front.</summary>
    public string Current => Files[Index];

    /// <summary>For people: <c>3 of 12</c>.</summary>
    public string Position => $"{Index + 1} of {Files.Count}";

    /// <summary>Everything in a folder, or everything beside a file with that in front.</summary>
    /// <exception cref="CnnException">The folder cannot be read, or there is nothing to show in it.</exception>
    public static Album Of(string path)
    {
        bool folder = Directory.Exists(path);
        string beside = folder ? path : Path.GetDirectoryName(Path.GetFullPath(path))!;
        try
        {
            var files = new DirectoryInfo(beside).GetFiles()
                .Where(f => !f.Name.StartsWith('.') && !f.Attributes.HasFlag(FileAttributes.Hidden) && IsShown(f.Name))
                .Select(f => f.FullName).OrderBy(f => Path.GetFileName(f), NaturalOrder.Instance).ToList();
            if (folder)
                return files.Count > 0
                    ? new Album(files, 0)
                    : throw new CnnException($"{path}: there are no pictures or videos in the folder");
            int index = files.IndexOf(Path.GetFullPath(path));
            // A file of another kind, or a hidden one, is looked at alone.
            return index >= 0 ? new Album(files, index) : Only(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return folder ? throw new CnnException($"{path} cannot be read: {e.Message}", e) : Only(path);
        }
    }

    /// <summary>The file so many places on; after the last one comes the first.</summary>
    public Album Moved(int by) => this with { Index = ((Index + by) % Files.Count + Files.Count) % Files.Count };

    /// <summary>The pictures of a folder alone.</summary>
    /// <exception cref="CnnException">The folder cannot be read, or there are none in it.</exception>
    public static IReadOnlyList<string> PicturesOf(string folder)
    {
        var pictures = Of(folder).Files.Where(IsPicture).ToList();
        return pictures.Count > 0 ? pictures : throw new CnnException($"{folder}: there are no pictures in the folder");
    }

    /// <summary>Whether a folder has pictures, or seems to by their names.</summary>
    public static bool HasPictures(string folder) => Directory.EnumerateFiles(folder).Any(IsPicture);

    private static Album Only(string path) => new([Path.GetFullPath(path)], 0);

    private static bool IsShown(string name) => IsPicture(name) || MovingInput.IsVideo(name);

    /// <summary>Whether a file's name is that of a picture.</summary>
    public static bool IsPicture(string name) => Pictures.Contains(Path.GetExtension(name).ToLowerInvariant());
}

/// <summary>Compares names as people count: <c>page 9</c> comes before <c>page 10</c>.</summary>
internal sealed class NaturalOrder : IComparer<string>
{
    public static NaturalOrder Instance { get; } = new();

    public int Compare(string? x, string? y)
    {
        ReadOnlySpan<char> a = x, b = y;
        while (a.Length > 0 && b.Length > 0)
        {
            int order;
            if (char.IsAsciiDigit(a[0]) && char.IsAsciiDigit(b[0]))
            {
                var first = Digits(ref a);
                var second = Digits(ref b);
                order = first.Length != second.Length ? first.Length - second.Length : first.CompareTo(second, StringComparison.Ordinal);
            }
            else
            {
                order = char.ToUpperInvariant(a[0]) - char.ToUpperInvariant(b[0]);
                a = a[1..];
                b = b[1..];
            }
            if (order != 0)
                return order;
        }
        return a.Length != b.Length ? a.Length - b.Length : string.CompareOrdinal(x, y);
    }

    // The number at the front without its leading zeros; the text goes on behind it.
    private static ReadOnlySpan<char> Digits(ref ReadOnlySpan<char> text)
    {
        int end = text.IndexOfAnyExceptInRange('0', '9');
        var number = end < 0 ? text : text[..end];
        text = text[number.Length..];
        return number.TrimStart('0');
    }
}
