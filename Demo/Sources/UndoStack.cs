namespace Demo.Sources;

/// <summary>Earlier states of a sheet of greys, the newest on top; of many strokes the last ones can be taken back.</summary>
internal sealed class UndoStack
{
    // 200 KB each.
    private const int Most = 30;

    private readonly List<(byte[] Greys, bool Empty)> _states = [];
    private readonly Stack<byte[]> _spare = [];

    /// <summary>Keeps a state.</summary>
    public void Push(ReadOnlySpan<int> pixels, bool empty)
    {
        if (_states.Count == Most)
        {
            _spare.Push(_states[0].Greys);
            _states.RemoveAt(0);
        }
        byte[] greys = _spare.TryPop(out byte[]? spare) ? spare : new byte[pixels.Length];
        for (int i = 0; i < greys.Length; i++)
            greys[i] = (byte)pixels[i];
        _states.Add((greys, empty));
    }

    /// <summary>Brings the newest state back; false when there is none.</summary>
    public bool TryPop(Span<int> pixels, out bool empty)
    {
        empty = true;
        if (_states.Count == 0)
            return false;
        (byte[] greys, empty) = _states[^1];
        _states.RemoveAt(_states.Count - 1);
        for (int i = 0; i < greys.Length; i++)
            pixels[i] = CanvasSource.Black | greys[i] * 0x010101;
        _spare.Push(greys);
        return true;
    }
}
