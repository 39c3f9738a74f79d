using Cnn.Backends;
using Silk.NET.OpenGL;

namespace Cnn.Gl;

/// <summary>
/// A pair of GL timestamps around each launch, read only when the device has them, so that nobody waits. A pair costs a
/// small launch on a software device, so a run is only timed after somebody looked at the rows (the first one always),
/// and not while another's times are under way.
/// </summary>
internal sealed class GlTimers : IDisposable
{
    private readonly GL _gl;
    private readonly uint[] _queries;
    private readonly bool[] _timed;
    private readonly NodeTime[] _rows;
    private int _last = -1;
    private bool _wanted = true;
    private bool _recording;
    private bool _pending;

    /// <param name="gl">The context.</param>
    /// <param name="rows">A row for each launch; their times are filled in.</param>
    public GlTimers(GL gl, IEnumerable<NodeTime> rows)
    {
        _gl = gl;
        _rows = [.. rows];
        _timed = new bool[_rows.Length];
        _queries = new uint[2 * _rows.Length];
        gl.GenQueries(_queries);
    }

    /// <summary>The rows of the last run whose times are known; 0 for what did not run.</summary>
    public IReadOnlyList<NodeTime> Rows
    {
        get
        {
            _wanted = true;
            Collect();
            return _rows;
        }
    }

    public void BeginRun()
    {
        Collect();
        _recording = !_pending && _wanted;
        if (!_recording)
            return;
        _wanted = false;
        Array.Clear(_timed);
        _last = -1;
    }

    public void Before(int row)
    {
        if (_recording)
            _gl.QueryCounter(_queries[2 * row], QueryCounterTarget.Timestamp);
    }

    public void After(int row)
    {
        if (!_recording)
            return;
        _gl.QueryCounter(_queries[2 * row + 1], QueryCounterTarget.Timestamp);
        _timed[row] = true;
        _last = row;
    }

    public void EndRun()
    {
        _pending |= _recording && _last >= 0;
        _recording = false;
    }

    public void Dispose() => _gl.DeleteQueries(_queries);

    private void Collect()
    {
        if (!_pending)
            return;
        _gl.GetQueryObject(_queries[2 * _last + 1], QueryObjectParameterName.ResultAvailable, out int available);
        if (available == 0)
            return;
        for (int i = 0; i < _rows.Length; i++)
            _rows[i] = _rows[i] with { Milliseconds = _timed[i] ? Elapsed(i) : 0 };
        _pending = false;
    }

    private double Elapsed(int row)
    {
        _gl.GetQueryObject(_queries[2 * row], QueryObjectParameterName.Result, out ulong begin);
        _gl.GetQueryObject(_queries[2 * row + 1], QueryObjectParameterName.Result, out ulong end);
        return end > begin ? (end - begin) / 1e6 : 0;
    }
}
