namespace Cnn.Gl;

/// <summary>
/// Bounds what a device has been given and has not done yet: two pieces of a run, and never a second run. A device that takes
/// every order at once would else have a whole heavy run before it, behind which the drawing of the window must wait.
/// </summary>
internal sealed class InFlight(GlDevice device) : IDisposable
{
    private const int MostPieces = 2, LongestPiece = 32;

    // A piece for which one waits longer is too long, shorter is needlessly short. On a device that works while it is given
    // orders nobody ever waits, so pieces become long and fences few.
    private static readonly TimeSpan TooLong = TimeSpan.FromMilliseconds(2), TooShort = TimeSpan.FromMilliseconds(0.5);

    private readonly Queue<nint> _marks = new();
    // Launches of a piece, and of the one that is being given.
    private int _length = 8, _given;
    private bool _shortened;

    /// <summary>Whether the device has done everything; does not wait.</summary>
    public bool IsEmpty => _given == 0 && Await(0, TimeSpan.Zero);

    /// <summary>Whether another run may begin: the device has done the last one. Waits for that within the deadline.</summary>
    public bool MayBegin(in Deadline deadline)
    {
        bool done = Await(0, deadline.Left);
        if (!done)
            Shorten();
        return done;
    }

    /// <summary>Whether one more launch may be given. Waits, at the start of a piece, for one before it within the deadline.</summary>
    public bool MayGive(in Deadline deadline)
    {
        if (deadline.IsEndless || _given > 0 || _marks.Count < MostPieces)
            return true;
        long began = device.Time.GetTimestamp();
        bool room = Await(MostPieces - 1, deadline.Left);
        var waited = device.Time.GetElapsedTime(began);
        if (!room || waited > TooLong)
            Shorten();
        else if (waited < TooShort)
            _length = Math.Min(LongestPiece, _length * 2);
        return room;
    }

    /// <summary>A launch was given.</summary>
    public void Gave(in Deadline deadline)
    {
        _given++;
        _shortened = false;
        if (!deadline.IsEndless && _given >= _length)
            End();
    }

    /// <summary>The run was given to its end.</summary>
    public void End()
    {
        if (_given == 0)
            return;
        _given = 0;
        _marks.Enqueue(device.Fences.Insert());
    }

    public void Dispose()
    {
        foreach (nint mark in _marks)
            device.Fences.Delete(mark);
        _marks.Clear();
    }

    // Once for each piece that one waits for, however often one looks.
    private void Shorten()
    {
        if (!_shortened)
            _length = Math.Max(1, _length / 2);
        _shortened = true;
    }

    // Until so many marks are left; a device passes them in their order.
    private bool Await(int most, TimeSpan wait)
    {
        while (_marks.Count > most)
        {
            if (!device.Fences.Passed(_marks.Peek(), wait))
                return false;
            device.Fences.Delete(_marks.Dequeue());
        }
        return true;
    }
}
