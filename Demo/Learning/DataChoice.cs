using System.Collections.Immutable;
using Cnn;
using Cnn.Training;
using Demo.Commands;

namespace Demo.Learning;

/// <summary>A set of pictures that a person can choose to learn from.</summary>
/// <param name="Name">A word, for its button.</param>
/// <param name="Help">One sentence.</param>
/// <param name="Folder">Where it lies.</param>
/// <param name="Missing">What to do where it does not.</param>
internal sealed record DataChoice(string Name, string Help, string Folder, string Missing)
{
    private const int Seed = 1;

    // Of pictures in a folder for each class: more would learn no longer while one watches.
    private const int Side = 32;

    /// <summary>The file with the classes' names; empty where the pictures come with names, or are numbered.</summary>
    public string Labels { get; init; } = "";

    /// <summary>Reads it.</summary>
    /// <exception cref="CnnException">It is not there, or a file in it is damaged; the message says what to do.</exception>
    public LearnData Load()
    {
        if (!Directory.Exists(Folder))
            throw new CnnException(Missing);
        var pictures = TrainingPictures.Load(Folder, Side, Seed, Labels);
        // The first ones that are looked at are of all classes.
        int[] order = [.. Enumerable.Range(0, pictures.HeldOut.Count)];
        new Random(Seed).Shuffle(order);
        return new LearnData(this, pictures.Train, pictures.HeldOut.Subset(order), pictures.Recipe.Labels);
    }
}

/// <summary>Pictures to learn from and others to test with.</summary>
/// <param name="Choice">Where they are from.</param>
/// <param name="Train">To learn from.</param>
/// <param name="HeldOut">To test with.</param>
/// <param name="Labels">What the classes are called.</param>
internal sealed record LearnData(DataChoice Choice, DataSet Train, DataSet HeldOut, ImmutableArray<string> Labels);
