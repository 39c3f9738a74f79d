using Cnn;
using Cnn.Cpu;
using Demo.Ui;

namespace Demo.Explaining;

/// <summary>What of a folder's pictures excites a layer's channels, found on a thread, one picture after the other.</summary>
internal sealed class FolderPatches : IDisposable
{
    private sealed record Asked(Network Network, Layer Layer, string Folder);

    // The network that is watched comes first: it keeps half of the processors.
    private readonly CpuBackend _backend = new(threads: Math.Max(1, Environment.ProcessorCount / 2));
    private readonly StepThread _thread;
    private readonly object _gate = new();
    private Asked? _asked, _begun;
    private ExcitingFolder? _folder;
    private PatchBoard? _board;
    private (int Done, int Of, int Unread) _progress;
    private string _fault = "";
    private bool _isStopped;

    /// <param name="inTicks">Whether it works in ticks alone, a picture in each.</param>
    public FolderPatches(bool inTicks) => _thread = new StepThread("folder", 1, inTicks, Step);

    /// <summary>Whether it rests as long as it works.</summary>
    public bool Rests
    {
        get => _thread.Rests;
        set => _thread.Rests = value;
    }

    /// <summary>What was found of what was asked last; null before the first picture.</summary>
    public PatchBoard? Board
    {
        get
        {
            lock (_gate)
                return _board;
        }
    }

    /// <summary>How many pictures were looked at, of how many, and how many of them could not be read.</summary>
    public (int Done, int Of, int Unread) Progress
    {
        get
        {
            lock (_gate)
                return _progress;
        }
    }

    /// <summary>What is wrong, of the last picture or of all, a line; else empty.</summary>
    public string Fault
    {
        get
        {
            lock (_gate)
                return _fault;
        }
    }

    /// <summary>Goes through a folder; the same one is not gone through again, another question ends the one before.</summary>
    public void Ask(Network network, Layer layer, string folder)
    {
        lock (_gate)
        {
            if (!_isStopped && _asked is { } asked && asked.Layer == layer && asked.Folder == folder && asked.Network == network)
                return;
            if (_asked is not { } last || last.Layer != layer || last.Folder != folder || last.Network != network)
                (_asked, _board, _progress, _fault) = (new Asked(network, layer, folder), null, default, "");
            _isStopped = false;
        }
        _thread.Wake();
    }

    /// <summary>Stops where it is; the same question goes on there.</summary>
    public void Stop()
    {
        lock (_gate)
            _isStopped = true;
    }

    /// <summary>On a virtual clock: looks at a picture.</summary>
    public void Tick() => _thread.Tick();

    public void Dispose()
    {
        _thread.Dispose();
        _folder?.Dispose();
        _backend.Dispose();
    }

    private bool Step()
    {
        Asked asked;
        lock (_gate)
        {
            if (_asked is null || _isStopped || (_asked == _begun && (_folder is null || _folder.Done == _folder.Count)))
                return false;
            asked = _asked;
        }
        try
        {
            if (asked != _begun)
                Begin(asked);
            string fault = _folder!.Next();
            Tell(asked, fault.Length > 0 ? fault : null);
        }
        catch (CnnException e)
        {
            End();
            Tell(asked, e.Message);
        }
        return true;
    }

    private void Begin(Asked asked)
    {
        End();
        _begun = asked;
        _folder = new ExcitingFolder(asked.Network, asked.Layer, asked.Folder, _backend);
    }

    private void End()
    {
        _folder?.Dispose();
        _folder = null;
    }

    // Nobody wants to know any more where something else was asked meanwhile.
    private void Tell(Asked asked, string? fault)
    {
        lock (_gate)
        {
            if (_asked != asked)
                return;
            _fault = fault ?? _fault;
            if (_folder is not null)
                (_board, _progress) = (_folder.Board, (_folder.Done, _folder.Count, _folder.Unread));
        }
    }
}
