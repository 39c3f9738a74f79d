using System.Collections.Immutable;
using System.Globalization;
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
    /// <summary>The share of each class that is held out where the folder has no test split.</summary>
    private const double HeldOut = 0.1;

    private const int Seed = 1;

    /// <summary>What the classes are called; empty where they are numbered.</summary>
    public ImmutableArray<string> Labels { get; init; } = [];

    /// <summary>Reads it.</summary>
    /// <exception cref="CnnException">It is not there, or a file in it is damaged; the message says what to do.</exception>
    public LearnData Load()
    {
        if (!Directory.Exists(Folder))
            throw new CnnException(Missing);
        var folder = DataFolder.Load(Folder);
        var (train, heldOut) = folder.Test is null ? folder.Train.Split(HeldOut, Seed) : (folder.Train, folder.Test);
        if (heldOut.Count == 0)
            throw new CnnException($"{Folder}: {train.Count} pictures are too few to hold any out for testing; a class needs 5");
        // The first ones that are looked at are of all classes.
        int[] order = [.. Enumerable.Range(0, heldOut.Count)];
        new Random(Seed).Shuffle(order);
        heldOut = heldOut.Subset(order);
        ImmutableArray<string> numbers =
            [.. Enumerable.Range(0, train.Classes).Select(label => label.ToString(CultureInfo.InvariantCulture))];
        return new LearnData(this, train, heldOut, Labels.Length == train.Classes ? Labels : numbers);
    }
}

/// <summary>Pictures to learn from and others to test with.</summary>
/// <param name="Choice">Where they are from.</param>
/// <param name="Train">To learn from.</param>
/// <param name="HeldOut">To test with.</param>
/// <param name="Labels">What the classes are called.</param>
internal sealed record LearnData(DataChoice Choice, DataSet Train, DataSet HeldOut, ImmutableArray<string> Labels);
