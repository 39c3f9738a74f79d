using System.Buffers;

namespace Cnn.Detection;

/// <summary>The best class of each candidate of a head, in borrowed memory.</summary>
internal readonly ref struct BestScores : IDisposable
{
    private readonly float[] _scores;
    private readonly int[] _labels;
    private readonly int _count;

    /// <summary>Finds them among some of each candidate's values.</summary>
    /// <param name="head">The output.</param>
    /// <param name="values">Its values.</param>
    /// <param name="first">The first class's among a candidate's values.</param>
    /// <param name="classes">How many classes there are.</param>
    /// <param name="least">Of a candidate whose best score is lower nobody asks for the class.</param>
    public BestScores(Head head, ReadOnlySpan<float> values, int first, int classes, float least = float.NegativeInfinity)
    {
        _count = head.Count;
        _scores = ArrayPool<float>.Shared.Rent(_count);
        _labels = ArrayPool<int>.Shared.Rent(_count);
        head.Best(values, first, classes, _scores, _labels, least);
    }

    public ReadOnlySpan<float> Scores => _scores.AsSpan(0, _count);

    public ReadOnlySpan<int> Labels => _labels.AsSpan(0, _count);

    public void Dispose()
    {
        ArrayPool<float>.Shared.Return(_scores);
        ArrayPool<int>.Shared.Return(_labels);
    }
}
