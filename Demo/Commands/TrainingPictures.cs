using System.Globalization;
using Cnn;
using Cnn.Preprocessing;
using Cnn.Training;
using Demo.Sources;

namespace Demo.Commands;

/// <summary>The pictures that <c>train</c> learns from and tests with, and how a network is to be shown others.</summary>
/// <param name="Train">To learn from.</param>
/// <param name="HeldOut">To test with.</param>
/// <param name="IsTest">Whether those are the folder's own test split.</param>
/// <param name="Recipe">For the model's sidecar.</param>
/// <param name="Digits">Whether they are digits for certain.</param>
internal sealed record TrainingPictures(DataSet Train, DataSet HeldOut, bool IsTest, Recipe Recipe, bool Digits)
{
    /// <summary>The share of each class that is held out where the folder has no test split.</summary>
    public const double HeldOutShare = 0.1;

    /// <summary>Reads the folder.</summary>
    /// <param name="folder">A folder of a data set, or of a folder for each class.</param>
    /// <param name="side">The side of the pictures in folders of classes, in pixels.</param>
    /// <param name="seed">Chooses what is held out.</param>
    /// <param name="labels">The file of the classes' names; empty for none.</param>
    /// <exception cref="CnnException">It cannot be read, or is too small.</exception>
    public static TrainingPictures Load(string folder, int side, int seed, string labels)
    {
        string[]? names = null;
        DataFolder read;
        if (ClassFolders.Recognizes(folder) && !DataFolder.Recognizes(folder))
        {
            (var pictures, names) = PictureFolder.Load(folder, side, Console.Error.WriteLine);
            read = new DataFolder(pictures, null, Digits: false);
        }
        else
            read = DataOption.Load(folder);
        var (train, heldOut) = read.Test is null ? read.Train.Split(HeldOutShare, seed) : (read.Train, read.Test);
        if (heldOut.Count == 0)
            throw new CnnException(
                $"{folder}: {Plural.Of(train.Count, "picture")} are too few to hold any out for testing; a class needs 5, or a test split");
        var recipe = new Recipe
        {
            Kind = train.IsInk ? RecipeKind.Ink : RecipeKind.Image,
            Colors = train.Channels == 1 ? ColorOrder.Grey : ColorOrder.Rgb,
            Labels = labels.Length > 0 ? RecipeFile.ReadLabels(labels)
                : [.. names ?? Enumerable.Range(0, train.Classes).Select(label => label.ToString(CultureInfo.InvariantCulture))],
        };
        if (recipe.Labels.Length != train.Classes)
            throw new CnnException($"{labels}: {recipe.Labels.Length} names; the pictures have {train.Classes} classes");
        return new TrainingPictures(train, heldOut, read.Test is not null, recipe, read.Digits);
    }

    /// <summary>How they are varied.</summary>
    /// <param name="word">What was asked for; auto: what they look like.</param>
    /// <exception cref="CnnException">Ink in colour is asked for.</exception>
    public Augmentation Augmentation(string word) => word switch
    {
        "digits" or "ink" when Train.Channels > 1 =>
            throw new CnnException($"--augment {word} is for grey ink on nothing; these pictures are in colour: image, or none"),
        "digits" => Cnn.Training.Augmentation.Digits,
        "ink" => Cnn.Training.Augmentation.Ink,
        "image" => Cnn.Training.Augmentation.Image,
        "none" => Cnn.Training.Augmentation.None,
        _ => Digits ? Cnn.Training.Augmentation.Digits
            : Recipe.Kind == RecipeKind.Ink ? Cnn.Training.Augmentation.Ink : Cnn.Training.Augmentation.Image,
    };
}
