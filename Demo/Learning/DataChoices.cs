using Demo.Commands;

namespace Demo.Learning;

/// <summary>The sets of pictures that are known by name.</summary>
internal static class DataChoices
{
    /// <summary>From the first one on, as they are to be chosen.</summary>
    public static IReadOnlyList<DataChoice> All { get; } =
    [
        new("digits", "MNIST's handwritten digits: 10,000 pictures, ten classes.", Content.MnistFolder,
            "the digits are not here yet; content/get-data.sh fetches them (5 MB), then start over (R)"),
        new("fashion", "Zalando's pictures of clothes: 60,000 pictures, ten classes, harder than digits.",
            DataOption.FashionFolder, "the clothes are not here; on Debian: apt-get install dataset-fashion-mnist, then start over (R)")
        {
            Labels = Content.File("labels/fashion.txt"),
        },
    ];

    /// <summary>A folder of a person's own.</summary>
    public static DataChoice Of(string folder) => new(
        "folder", $"The pictures of {Path.GetFileName(folder)}: a data set, or a folder for each class.", folder,
        $"{folder} is not there any more");
}
