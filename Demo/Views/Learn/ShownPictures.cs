using System.Collections.Immutable;
using Cnn.Training;

namespace Demo.Views.Learn;

/// <summary>The pictures that are to be seen: the sample, and the worst mistakes or those of a cell of the confusion matrix.</summary>
internal sealed class ShownPictures
{
    /// <summary>How many there are at most, beside the sample.</summary>
    public const int Most = LearnGraph.Across * LearnGraph.Down - 1;

    private (Evaluation? HeldOut, (int, int)? Cell, int Sample, int Count) _of;

    /// <summary>The numbers of the pictures to test with; the sample's is the first.</summary>
    public ImmutableArray<int> Numbers { get; private set; } = [];

    /// <summary>What was said of those after the sample; empty before anything was.</summary>
    public ImmutableArray<Answer> Answers { get; private set; } = [];

    /// <summary>How many there are, also those for which there is no place.</summary>
    public int All { get; private set; }

    /// <summary>What was said of the sample; null before anything was.</summary>
    public Answer? Sample { get; private set; }

    /// <summary>Chooses them; nothing happens where none of this is new.</summary>
    /// <param name="heldOut">What was said.</param>
    /// <param name="cell">Whose pictures; null for the worst mistakes.</param>
    /// <param name="sample">The sample's number.</param>
    /// <param name="count">How many pictures there are.</param>
    public void Choose(Evaluation? heldOut, (int Label, int Said)? cell, int sample, int count)
    {
        if (_of == (heldOut, cell, sample, count) && !Numbers.IsEmpty)
            return;
        _of = (heldOut, cell, sample, count);
        Answers = heldOut is null ? []
            : cell is not var (label, said) ? [.. heldOut.Worst(Most)]
            : [.. heldOut.Answers.Where(answer => answer.Label == label && answer.Said == said)
                .OrderByDescending(answer => answer.Score).Take(Most)];
        All = heldOut is null ? 0 : cell is var (row, column)
            ? heldOut.Answers.Count(answer => answer.Label == row && answer.Said == column) : heldOut.Images - heldOut.Correct;
        Sample = heldOut?.Answers[sample];
        // Before anything is said, some of those that will be tested with.
        Numbers = [sample, .. heldOut is null ? Enumerable.Range(0, Math.Min(Most, count)) : Answers.Select(answer => answer.Picture)];
    }
}
