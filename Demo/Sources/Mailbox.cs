namespace Demo.Sources;

/// <summary>
/// One slot between a thread that captures and one that looks: the newest frame wins, and nobody waits for the other. Three
/// buffers go round: one is filled, one waits, one is looked at.
/// </summary>
internal sealed class Mailbox
{
    private readonly Lock _lock = new();
    private int[] _filling = [], _waiting = [], _looked = [];
    private Frame _frame;
    private bool _fresh;
    private volatile bool _mirrored;

    /// <summary>Whether left and right of what is put in are exchanged.</summary>
    public bool Mirrored
    {
        get => _mirrored;
        set => _mirrored = value;
    }

    /// <summary>The capturing thread's buffer; it may be exchanged for a larger one.</summary>
    public ref int[] Filling => ref _filling;

    /// <summary>Puts what was filled into the slot; a frame that nobody took is lost.</summary>
    public void Put(int width, int height, TimeSpan captured, long sequence, TimeSpan? place = null)
    {
        if (_mirrored)
            for (int y = 0; y < height; y++)
                _filling.AsSpan(y * width, width).Reverse();
        lock (_lock)
        {
            (_filling, _waiting) = (_waiting, _filling);
            _frame = new Frame(_waiting, width, height, captured, sequence, place);
            _fresh = true;
        }
    }

    /// <summary>Takes the frame from the slot; its pixels stay until the next call.</summary>
    public bool TryTake(out Frame frame)
    {
        lock (_lock)
        {
            frame = default;
            if (!_fresh)
                return false;
            _fresh = false;
            (_waiting, _looked) = (_looked, _waiting);
            frame = _frame = _frame with { Pixels = _looked };
            return true;
        }
    }

    /// <summary>Gives the frame that was taken last once more, unless a newer one waits.</summary>
    public bool TryAgain(out Frame frame)
    {
        lock (_lock)
        {
            frame = _frame;
            return !_fresh && _frame.Pixels is not null;
        }
    }
}
