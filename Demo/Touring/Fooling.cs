using Cnn;
using Demo.Explaining;
using Demo.Ui;

namespace Demo.Touring;

/// <summary>Fools the network when a person asks for it, beside the window; on a virtual clock within the tick.</summary>
internal sealed class Fooling : IDisposable
{
    private Task<(FooledAnswer? Answer, string Fault)>? _task;
    private bool _asked;

    /// <summary>What came of it; null before.</summary>
    public FooledAnswer? Answer { get; private set; }

    /// <summary>Why nothing came of it; empty for no reason.</summary>
    public string Fault { get; private set; } = "";

    public bool IsFooled => Answer?.IsFooled == true;

    /// <summary>Whether it is being tried.</summary>
    public bool IsBusy => _task is not null || _asked;

    /// <summary>Asks for the picture that the network saw last to be changed.</summary>
    public void Ask() => (_asked, Answer, Fault) = (true, null, "");

    /// <summary>Once a frame.</summary>
    public void Follow(Scene scene)
    {
        if (_task is { IsCompleted: true } over)
        {
            (Answer, Fault) = over.Result;
            _task = null;
        }
        var parts = scene.Network.Parts;
        // Of an empty sheet nothing is said; it waits for a stroke.
        bool waits = _task is not null || scene is { IsCanvas: true, IsBlank: true };
        if (!_asked || waits || scene.Read(parts.Preprocessing.Output) is not { } seen)
            return;
        _asked = false;
        var picture = new Tensor(seen.Shape);
        picture.CopyFrom(seen);
        if (scene.IsTimed)
            _task = Task.Run(() => Try(parts, picture));
        else
            (Answer, Fault) = Try(parts, picture);
    }

    /// <summary>Forgets it.</summary>
    public void Rest()
    {
        _task?.Wait();
        (_task, _asked, Answer, Fault) = (null, false, null, "");
    }

    public void Dispose() => _task?.Wait();

    private static (FooledAnswer?, string) Try(NetworkParts parts, Tensor picture)
    {
        try
        {
            return (FooledAnswer.Of(parts, picture), "");
        }
        catch (CnnException e)
        {
            return (null, e.Message);
        }
    }
}
