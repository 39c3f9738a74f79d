using Cnn;
using Cnn.Backends;
using Cnn.Cpu;
using Cnn.Explain;
using Cnn.Preprocessing;
using Demo.Ui;

namespace Demo.Fields;

/// <summary>
/// Computes effective receptive fields on a thread of its own, of the value that was asked for last on the picture of that moment; the
/// window's thread never waits for it. On a virtual clock it computes when it is asked, so that the same ticks always show the same.
/// </summary>
/// <param name="waits">Whether it does.</param>
internal sealed class FieldGradient(bool waits) : IDisposable
{
    private readonly record struct Question(NetworkParts Parts, Node Node, int Index);

    private readonly object _gate = new();
    private Question? _asked;
    private Question _compiled;
    private Tensor? _picture, _map;
    private string _fault = "";
    private bool _isNew, _stop;
    private volatile bool _rests;
    private Thread? _thread;
    // The thread's own.
    private CpuBackend? _backend;
    private ISession? _session;
    private EffectiveField? _field;
    private string _refused = "";

    /// <summary>Whether it keeps a network for the next question.</summary>
    public bool IsCompiled
    {
        get
        {
            lock (_gate)
                return _compiled != default;
        }
    }

    /// <summary>Asks for a value's field; what was asked before and has not begun is forgotten.</summary>
    /// <param name="parts">The network.</param>
    /// <param name="node">The node of the value.</param>
    /// <param name="index">Which of the node's values.</param>
    /// <param name="picture">What the network takes, behind its preprocessing; copied.</param>
    public void Ask(NetworkParts parts, Node node, int index, Tensor picture)
    {
        lock (_gate)
        {
            _asked = new(parts, node, index);
            if (_picture?.Shape != picture.Shape)
                _picture = new Tensor(picture.Shape);
            _picture.CopyFrom(picture);
            Monitor.Pulse(_gate);
        }
        if (waits)
            Answer();
        else if (_thread is null)
        {
            _thread = new Thread(Run) { IsBackground = true, Name = "effective field", Priority = ThreadPriority.BelowNormal };
            _thread.Start();
        }
    }

    /// <summary>Takes over what was computed since it was last asked.</summary>
    /// <param name="field">Takes it.</param>
    public bool TryTake(SoftField field)
    {
        lock (_gate)
        {
            if (!_isNew)
                return false;
            _isNew = false;
            if (_fault.Length > 0)
                field.Fail(_fault);
            else
                field.Take(_map!);
            return true;
        }
    }

    /// <summary>Nobody looks any more: what was compiled is freed, and made again for the next question.</summary>
    public void Rest()
    {
        lock (_gate)
        {
            if (_asked is null && _compiled == default)
                return;
            (_asked, _rests) = (null, true);
            Monitor.Pulse(_gate);
        }
        if (waits)
            Free();
    }

    public void Dispose()
    {
        lock (_gate)
        {
            _stop = true;
            Monitor.Pulse(_gate);
        }
        _thread?.Join();
        _session?.Dispose();
        _backend?.Dispose();
    }

    private void Run()
    {
        while (true)
        {
            lock (_gate)
            {
                while (_asked is null && !_stop && !_rests)
                    Monitor.Wait(_gate);
                if (_stop)
                    return;
            }
            if (_rests)
                Free();
            else
                Answer();
        }
    }

    private void Answer()
    {
        Question question;
        lock (_gate)
        {
            if (_asked is not { } asked)
                return;
            question = asked;
        }
        string fault = Compile(question);
        if (fault.Length == 0)
        {
            lock (_gate)
            {
                // Another network's picture would not fit.
                if (_asked?.Parts != question.Parts)
                    return;
                _session!.Write(_field!.Score.Picture, _picture!);
            }
            _field.Score.Choose(_session, 0, question.Index);
            _field.Restart();
            _field.Step(_session);
        }
        lock (_gate)
        {
            // Another value was asked for meanwhile.
            if (_asked == question)
                _asked = null;
            (_fault, _isNew) = (fault, true);
            if (fault.Length > 0)
                return;
            if (_map?.Shape != _field!.Map.Shape)
                _map = new Tensor(_field.Map.Shape);
            _map.CopyFrom(_field.Map);
        }
    }

    private void Free()
    {
        _session?.Dispose();
        (_session, _field, _refused) = (null, null, "");
        lock (_gate)
            (_compiled, _rests, _isNew, _map) = (default, false, false, null);
    }

    // The graph of one layer serves all its values.
    private string Compile(in Question question)
    {
        if (_compiled.Parts == question.Parts && _compiled.Node == question.Node)
            return _refused;
        _session?.Dispose();
        _session = null;
        lock (_gate)
            _compiled = question;
        try
        {
            bool last = question.Parts.Preprocessing.Recipe?.Layout == ChannelLayout.Nhwc;
            _field = new EffectiveField(new ExplainedScore(question.Parts.Preprocessing.Output, [question.Node], last));
            // One thread: the network goes on beside it.
            _session = (_backend ??= new CpuBackend(1)).CompileNow(_field.Graph, question.Parts.Variables, Attribution.Options);
            return _refused = "";
        }
        catch (CnnException e)
        {
            return _refused = e.Message;
        }
    }
}
