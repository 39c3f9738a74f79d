using Cnn;
using Cnn.Cpu;
using Cnn.Preprocessing;
using Cnn.Training;
using Demo.Models;
using Demo.Sources;

namespace Demo.Commands;

/// <summary>
/// Pictures to learn from that lie in a folder for each class: cut to their middle square and made small, so that memory stays bounded
/// however large they are.
/// </summary>
internal static class PictureFolder
{
    // Labels are bytes.
    private const int MostClasses = 256;

    private const long MostBytes = 1L << 30;

    /// <summary>Reads all pictures.</summary>
    /// <param name="folder">As <see cref="ClassFolders"/> takes it.</param>
    /// <param name="side">The side of the squares, in pixels.</param>
    /// <param name="note">Is told of what was left out.</param>
    /// <returns>RGB pictures and the classes' names, in the order of their names.</returns>
    /// <exception cref="CnnException">A class has no picture, there are fewer than two classes, or there are too many pictures.</exception>
    public static (DataSet Data, string[] Names) Load(string folder, int side, Action<string> note)
    {
        var classes = ClassFolders.Of(folder);
        if (classes.Count is < 2 or > MostClasses)
            throw new CnnException(
                $"{folder}: {Plural.Of(classes.Count, "folder")} with pictures; a class each, 2 to {MostClasses} are needed");
        int length = 3 * side * side, count = classes.Sum(one => one.Files.Count);
        if ((long)count * length > MostBytes)
            throw new CnnException(
                $"{folder}: {count} pictures do not fit into {MostBytes >> 30} GiB at {side}×{side}; use a smaller --size");
        using var backend = new CpuBackend(threads: 1);
        using var squares = new SquareReader(backend, side);
        var pixels = new byte[count * length];
        var labels = new List<byte>(count);
        int unreadable = 0;
        for (int label = 0; label < classes.Count; label++)
        {
            int before = labels.Count;
            foreach (string path in classes[label].Files)
                try
                {
                    var picture = Picture.Load(path, PreprocessingGraph.DefaultCapacity);
                    squares.Read(picture.Pixels, picture.Width, picture.Height).CopyTo(pixels, labels.Count * length);
                    labels.Add((byte)label);
                }
                catch (CnnException e)
                {
                    if (unreadable++ == 0)
                        note($"left out: {e.Message}");
                }
            if (labels.Count == before)
                throw new CnnException($"{Path.Combine(folder, classes[label].Name)}: the class has no picture that can be read");
        }
        if (unreadable > 1)
            note($"left out: {Plural.Of(unreadable - 1, "more picture")} that cannot be read");
        Array.Resize(ref pixels, labels.Count * length);
        var read = new DataSet(side, side, classes.Count, pixels, [.. labels], channels: 3);
        return (read, [.. classes.Select(one => one.Name)]);
    }
}
