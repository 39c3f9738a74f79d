using Cnn.Gl;

namespace Cnn.Tests.Gl;

/// <summary>A device that takes every order at once and is done with a piece of them when the test says so.</summary>
internal sealed class HeldFences : IFences
{
    private readonly HashSet<nint> _open = [];
    private nint _last, _passed;

    /// <summary>How many marks there are that were not deleted.</summary>
    public int Open => _open.Count;

    /// <summary>How many marks were set.</summary>
    public long Inserted => _last;

    /// <summary>How long each look would have waited.</summary>
    public List<TimeSpan> Waits { get; } = [];

    /// <summary>The device is done with everything that it was given so far.</summary>
    public void PassAll() => _passed = _last;

    /// <summary>The device is done with one more piece.</summary>
    public void PassOne() => _passed++;

    public nint Insert()
    {
        _open.Add(++_last);
        return _last;
    }

    public bool Passed(nint fence, TimeSpan wait)
    {
        Waits.Add(wait);
        return fence <= _passed;
    }

    public void Delete(nint fence)
    {
        if (!_open.Remove(fence))
            throw new InvalidOperationException($"fence {fence} is not there");
    }
}
