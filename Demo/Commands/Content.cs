using Cnn;

namespace Demo.Commands;

/// <summary>Where the program's own files are, from whatever folder it is started.</summary>
internal static class Content
{
    /// <summary>The path of a file of the folder <c>content</c>, such as <c>models/digits.onnx</c>.</summary>
    /// <exception cref="CnnException">There is no folder content beside the program or above it.</exception>
    public static string File(string name) => Path.Combine(Root(), "content", name);

    /// <summary>Where <c>content/get-data.sh</c> puts the pictures of digits.</summary>
    /// <exception cref="CnnException">There is no folder content beside the program or above it.</exception>
    public static string MnistFolder => Path.Combine(Root(), ".cache", "mnist");

    // Beside a published program, or some levels above Demo/bin.
    private static string Root()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
            if (Directory.Exists(Path.Combine(folder.FullName, "content")))
                return folder.FullName;
        throw new CnnException($"the folder content is neither beside the program nor above it ({AppContext.BaseDirectory})");
    }
}
