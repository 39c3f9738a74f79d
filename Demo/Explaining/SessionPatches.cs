using System.Runtime.CompilerServices;
using Cnn;
using Demo.Ui;

namespace Demo.Explaining;

/// <summary>
/// What excited a layer's channels since the window was opened, of the frames that were seen while somebody looked. Values and picture
/// are copied where they are read; all else is done on a thread. A frame that comes while it works is left out.
/// </summary>
internal sealed class SessionPatches : IDisposable
{
    private readonly ConditionalWeakTable<Network, PatchBoards> _boards = [];
    private readonly StepThread _thread;
    private readonly object _gate = new();
    private Tensor? _values, _entered;
    private PatchOrigin _origin;
    private PatchBoard? _board;
    private bool _isFull;

    /// <param name="inTicks">Whether the work is done where it is asked for.</param>
    public SessionPatches(bool inTicks) => _thread = new StepThread("patches", 1, inTicks, Step);

    /// <summary>The board of a layer.</summary>
    public PatchBoard BoardOf(Network network, Layer layer) => _boards.GetOrCreateValue(network).Of(network, layer);

    /// <summary>Offers a frame that a network has run on.</summary>
    /// <param name="board">The layer's.</param>
    /// <param name="values">The layer's values; copied.</param>
    /// <param name="entered">What entered the network; copied.</param>
    /// <param name="origin">Where it is from.</param>
    /// <returns>Whether it is looked at.</returns>
    public bool Offer(PatchBoard board, Tensor values, Tensor entered, in PatchOrigin origin)
    {
        lock (_gate)
        {
            if (_isFull)
                return false;
            Keep(ref _values, values);
            Keep(ref _entered, entered);
            (_board, _origin, _isFull) = (board, origin, true);
        }
        _thread.Wake();
        _thread.Tick();
        return true;
    }

    public void Dispose() => _thread.Dispose();

    private bool Step()
    {
        lock (_gate)
            if (!_isFull)
                return false;
        // Nobody writes to the copies until it is done.
        _board!.Offer(_values!, _entered!, _origin);
        lock (_gate)
            _isFull = false;
        return true;
    }

    private static void Keep(ref Tensor? copy, Tensor value)
    {
        if (copy?.Shape != value.Shape)
            copy = new Tensor(value.Shape);
        copy.CopyFrom(value);
    }
}

/// <summary>The boards of a network's layers; those that nobody looked at for the longest time go where there are too many.</summary>
internal sealed class PatchBoards
{
    /// <summary>What all of them may take, in bytes.</summary>
    public const long MostBytes = 128L << 20;

    // The one that was looked at last is at the end.
    private readonly List<PatchBoard> _boards = [];

    /// <summary>The board of a layer, an empty one if there is none.</summary>
    public PatchBoard Of(Network network, Layer layer)
    {
        if (_boards.Count > 0 && _boards[^1].Layer == layer)
            return _boards[^1];
        int at = _boards.FindIndex(board => board.Layer == layer);
        var found = at < 0 ? new PatchBoard(network, layer) : _boards[at];
        if (at >= 0)
            _boards.RemoveAt(at);
        while (_boards.Count > 0 && _boards.Sum(board => board.Bytes) + found.Bytes > MostBytes)
            _boards.RemoveAt(0);
        _boards.Add(found);
        return found;
    }
}
