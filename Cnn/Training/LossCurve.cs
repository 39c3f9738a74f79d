namespace Cnn.Training;

/// <summary>A point of a curve.</summary>
/// <param name="Step">The last step that it stands for, from 1.</param>
/// <param name="Loss">The mean loss of the steps that it stands for.</param>
public readonly record struct LossPoint(long Step, float Loss);

/// <summary>
/// The loss of each step, however long a training is: where the points become too many, each two become one. One thread adds,
/// any thread reads.
/// </summary>
public sealed class LossCurve
{
    /// <summary>There are never more points than this.</summary>
    public const int MostPoints = 2048;

    private readonly Lock _lock = new();
    private readonly LossPoint[] _points = new LossPoint[MostPoints];
    private int _count;
    private long _perPoint = 1, _steps, _pending;
    private double _sum;

    /// <summary>The loss of the next step.</summary>
    public void Add(double loss)
    {
        lock (_lock)
        {
            _steps++;
            _sum += loss;
            if (++_pending < _perPoint)
                return;
            _points[_count++] = new LossPoint(_steps, (float)(_sum / _pending));
            (_sum, _pending) = (0, 0);
            if (_count == MostPoints)
                Halve();
        }
    }

    /// <summary>The points until now, oldest first.</summary>
    public LossPoint[] ToArray()
    {
        lock (_lock)
            return _points[.._count];
    }

    private void Halve()
    {
        for (int i = 0; i < MostPoints / 2; i++)
        {
            var (first, second) = (_points[2 * i], _points[2 * i + 1]);
            _points[i] = new LossPoint(second.Step, (first.Loss + second.Loss) / 2);
        }
        _count = MostPoints / 2;
        _perPoint *= 2;
    }
}
