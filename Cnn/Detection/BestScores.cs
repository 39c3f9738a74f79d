using System.Buffers;

namespace Cnn.Detection;

/// <summary>The best class of each candidate of a head, in borrowed memory.</summary>
internal readonly ref struct BestScores : IDisposable
{
    private readonly float[] _scores;
    private readonly int[] _labels;
    private readonly int _count;

    /// <summary>Finds them among some of each candidate's values.</summary>
    public BestScores(Head head, ReadOnlySpan<float> values, int first, int classes)
    {
        _count = head.Count;
        _scores = ArrayPool<float>.Shared.Rent(_count);
        _labels = ArrayPool<int>.Shared.Rent(_count);
        head.Best(values, first, classes, _scores, _labels);
    }

    public ReadOnlySpan<float> Scores => _scores.AsSpan(0, _count);

    public ReadOnlySpan<int> Labels => _labels.AsSpan(0, _count);

    public void Dispose()
    {
        ArrayPool<float>.Shared.Return(_scores);
        ArrayPool<int>.Shared.Return(_labels);
    }
}
