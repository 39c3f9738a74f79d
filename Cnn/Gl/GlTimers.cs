using Cnn.Backends;
using Silk.NET.OpenGL;

namespace Cnn.Gl;

/// <summary>
/// A pair of GL timestamps around each dispatch, read only when the device has them, so that nobody waits. While one
/// run's are under way, the next run is not timed.
/// </summary>
internal sealed class GlTimers : IDisposable
{
    private readonly GL _gl;
    private readonly uint[] _queries;
    private readonly NodeTime[] _rows;
    private bool _recording;
    private bool _pending;

    public GlTimers(GL gl, IReadOnlyList<Dispatch> dispatches)
    {
        _gl = gl;
        _queries = new uint[2 * dispatches.Count];
        gl.GenQueries(_queries);
        _rows = [.. dispatches.Select(d => new NodeTime(d.Node, d.Label, 0))];
    }

    /// <summary>The rows of the last run whose times are known.</summary>
    public IReadOnlyList<NodeTime> Rows
    {
        get
        {
            Collect();
            return _rows;
        }
    }

    public void BeginRun()
    {
        Collect();
        _recording = !_pending && _rows.Length > 0;
    }

    public void Before(int dispatch)
    {
        if (_recording)
            _gl.QueryCounter(_queries[2 * dispatch], QueryCounterTarget.Timestamp);
    }

    public void After(int dispatch)
    {
        if (_recording)
            _gl.QueryCounter(_queries[2 * dispatch + 1], QueryCounterTarget.Timestamp);
    }

    public void EndRun()
    {
        _pending |= _recording;
        _recording = false;
    }

    public void Dispose() => _gl.DeleteQueries(_queries);

    private void Collect()
    {
        if (!_pending)
            return;
        _gl.GetQueryObject(_queries[^1], QueryObjectParameterName.ResultAvailable, out int available);
        if (available == 0)
            return;
        for (int i = 0; i < _rows.Length; i++)
        {
            _gl.GetQueryObject(_queries[2 * i], QueryObjectParameterName.Result, out ulong begin);
            _gl.GetQueryObject(_queries[2 * i + 1], QueryObjectParameterName.Result, out ulong end);
            _rows[i] = _rows[i] with { Milliseconds = (end - begin) / 1e6 };
        }
        _pending = false;
    }
}
