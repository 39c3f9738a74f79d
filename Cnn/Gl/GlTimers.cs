using Cnn.Backends;
using Silk.NET.OpenGL;

namespace Cnn.Gl;

/// <summary>
/// A GL timestamp after each launch, which the next one begins at, read only when the device has them, so that nobody waits.
/// One costs a small launch on a software device, so a run is only timed when somebody asked for it (the first one always), and
/// not while another's times are under way.
/// </summary>
internal sealed class GlTimers : IDisposable
{
    private readonly GL _gl;
    // After each launch; where it does not follow another one at once, one before it as well.
    private readonly uint[] _before, _after;
    // The one that a launch began at; 0 for what did not run.
    private readonly uint[] _began;
    private readonly NodeTime[] _rows;
    private int _last = -1;
    private bool _wanted = true;
    private bool _recording;
    private bool _pending;
    private bool _paused;

    /// <param name="gl">The context.</param>
    /// <param name="rows">A row for each launch; their times are filled in.</param>
    public GlTimers(GL gl, IEnumerable<NodeTime> rows)
    {
        _gl = gl;
        _rows = [.. rows];
        (_before, _after, _began) = (new uint[_rows.Length], new uint[_rows.Length], new uint[_rows.Length]);
        gl.GenQueries(_before);
        gl.GenQueries(_after);
    }

    /// <summary>The rows of the last run whose times are known; 0 for what did not run.</summary>
    public IReadOnlyList<NodeTime> Rows
    {
        get
        {
            Collect();
            return _rows;
        }
    }

    /// <summary>The next run that begins is timed.</summary>
    public void TimeNextRun() => _wanted = true;

    public void BeginRun()
    {
        Collect();
        _recording = !_pending && _wanted;
        if (!_recording)
            return;
        (_wanted, _paused) = (false, true);
        Array.Clear(_began);
        _last = -1;
    }

    /// <summary>Something else comes before the next launch.</summary>
    public void Pause() => _paused = true;

    public void Before(int row)
    {
        if (!_recording)
            return;
        _began[row] = _paused ? _before[row] : _after[_last];
        if (_paused)
            _gl.QueryCounter(_before[row], QueryCounterTarget.Timestamp);
        _paused = false;
    }

    public void After(int row)
    {
        if (!_recording)
            return;
        _gl.QueryCounter(_after[row], QueryCounterTarget.Timestamp);
        _last = row;
    }

    public void EndRun()
    {
        _pending |= _recording && _last >= 0;
        _recording = false;
    }

    public void Dispose()
    {
        _gl.DeleteQueries(_before);
        _gl.DeleteQueries(_after);
    }

    private void Collect()
    {
        if (!_pending)
            return;
        _gl.GetQueryObject(_after[_last], QueryObjectParameterName.ResultAvailable, out int available);
        if (available == 0)
            return;
        for (int i = 0; i < _rows.Length; i++)
            _rows[i] = _rows[i] with { Milliseconds = _began[i] != 0 ? Elapsed(i) : 0 };
        _pending = false;
    }

    private double Elapsed(int row)
    {
        _gl.GetQueryObject(_began[row], QueryObjectParameterName.Result, out ulong begin);
        _gl.GetQueryObject(_after[row], QueryObjectParameterName.Result, out ulong end);
        return end > begin ? (end - begin) / 1e6 : 0;
    }
}
