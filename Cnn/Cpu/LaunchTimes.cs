using System.Collections;
using Cnn.Backends;

namespace Cnn.Cpu;

/// <summary>
/// What each launch took when it last ran. Kept in the clock's ticks until somebody reads it: a launch of a small network takes less than
/// to convert them.
/// </summary>
/// <param name="rows">The launches, without times.</param>
/// <param name="time">Whose ticks they are.</param>
internal sealed class LaunchTimes(NodeTime[] rows, TimeProvider time) : IReadOnlyList<NodeTime>
{
    private readonly long[] _ticks = new long[rows.Length];

    public int Count => rows.Length;

    public NodeTime this[int index] =>
        rows[index] with { Milliseconds = time.GetElapsedTime(0, _ticks[index]).TotalMilliseconds };

    /// <summary>A launch has run.</summary>
    public void Took(int index, long ticks) => _ticks[index] = ticks;

    public IEnumerator<NodeTime> GetEnumerator()
    {
        for (int i = 0; i < rows.Length; i++)
            yield return this[i];
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
