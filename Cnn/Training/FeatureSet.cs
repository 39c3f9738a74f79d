namespace Cnn.Training;

/// <summary>What a frozen network says of pictures: a row of numbers for each, with the picture's class.</summary>
public sealed class FeatureSet
{
    private readonly List<(float[] Features, int Label)> _rows = [];

    /// <summary>Makes an empty set.</summary>
    /// <param name="length">Numbers in a row.</param>
    /// <param name="classes">How many classes there are; labels are 0 … classes−1.</param>
    public FeatureSet(int length, int classes)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(length, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(classes, 1);
        (Length, Classes) = (length, classes);
    }

    /// <summary>Numbers in a row.</summary>
    public int Length { get; }

    /// <summary>How many classes there are.</summary>
    public int Classes { get; }

    /// <summary>How many rows there are.</summary>
    public int Count => _rows.Count;

    /// <summary>A row's numbers; do not write to it.</summary>
    public float[] this[int row] => _rows[row].Features;

    /// <summary>A row's class.</summary>
    public int Label(int row) => _rows[row].Label;

    /// <summary>How many rows a class has.</summary>
    public int CountOf(int label) => _rows.Count(row => row.Label == label);

    /// <summary>Adds a row (no copy).</summary>
    /// <exception cref="CnnException">It has another length, holds no finite numbers, or there is no such class.</exception>
    public void Add(float[] features, int label)
    {
        ArgumentNullException.ThrowIfNull(features);
        if (features.Length != Length || label < 0 || label >= Classes)
            throw new CnnException(
                $"a row of {features.Length} features and class {label} does not fit a set of {Length} features and {Classes} classes");
        foreach (float number in features)
            if (!float.IsFinite(number))
                throw new CnnException($"the features of a picture of class {label} are no finite numbers");
        _rows.Add((features, label));
    }

    /// <summary>Divides the set, each class for itself, at random.</summary>
    /// <param name="share">The part that is held out, 0 … 1; a class of two rows or more holds at least one out and keeps one.</param>
    /// <param name="seed">The same seed divides the same set in the same way.</param>
    /// <returns>What to learn from, and what is held out.</returns>
    public (FeatureSet Train, FeatureSet HeldOut) Split(double share, int seed)
    {
        var (train, heldOut) = (new FeatureSet(Length, Classes), new FeatureSet(Length, Classes));
        for (int label = 0; label < Classes; label++)
        {
            var rows = _rows.Where(row => row.Label == label).ToArray();
            new Random(Seeds.Mix(seed, label, rows.Length)).Shuffle(rows);
            int part = (int)Math.Round(share * rows.Length, MidpointRounding.AwayFromZero);
            int held = share <= 0 || rows.Length < 2 ? 0 : Math.Clamp(part, 1, rows.Length - 1);
            heldOut._rows.AddRange(rows[..held]);
            train._rows.AddRange(rows[held..]);
        }
        return (train, heldOut);
    }
}
