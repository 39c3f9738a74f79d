using Cnn;

namespace Demo.Sources;

/// <summary>
/// What a person can choose from: the canvas, cameras, and what was opened last. Opening happens on a worker, so that the
/// window never waits; until it is done the old source stays.
/// </summary>
internal sealed class SourceList : IDisposable
{
    /// <param name="name">For people.</param>
    /// <param name="help">One sentence.</param>
    /// <param name="open">Opens it.</param>
    /// <param name="asked">What a person asks for, as <c>--source</c> names it.</param>
    private sealed class Slot(string name, string help, Func<Opened> open, string asked = "")
    {
        public string Asked => asked;

        public string Name { get; set; } = name;

        public string Help { get; } = help;

        public Func<Opened> Open { get; } = open;

        public IFrameSource? Source { get; set; }

        public Album? Album { get; set; }
    }

    private readonly MovingOptions _options;
    private readonly TimeProvider _time;
    private readonly bool _waits;
    // The canvas is the first.
    private readonly List<Slot> _slots = [];
    private readonly List<Task> _closing = [];
    private Slot _current;
    private Slot? _opened, _next, _begun;
    private Task<Opened>? _opening;
    private Task<IReadOnlyList<(string Source, string Name)>>? _asking;

    /// <param name="canvas">The first source.</param>
    /// <param name="cameras">
    /// Asks for the cameras: names as <c>--source</c> takes them, and as people know them. That can take a second.
    /// </param>
    /// <param name="options">How moving sources are played.</param>
    /// <param name="time">The app's clock.</param>
    /// <param name="waits">Whether <see cref="Poll"/> waits for what is being opened, so that it is the same every time.</param>
    public SourceList(
        CanvasSource canvas, Func<IReadOnlyList<(string Source, string Name)>>? cameras, MovingOptions options, TimeProvider time,
        bool waits)
    {
        (_options, _time, _waits) = (options, time, waits);
        _current = new Slot("Canvas", "A sheet to draw on (C).", () => new Opened(canvas, null), "canvas") { Source = canvas };
        _slots.Add(_current);
        Mirrored = options.Mirror;
        _asking = cameras is null ? null : Task.Run(cameras);
    }

    /// <summary>The source in use.</summary>
    public IFrameSource Current => _current.Source!;

    /// <summary>What the source in use is to <c>--source</c>.</summary>
    public string Asked => _current.Asked;

    /// <summary>Whether the source in use is the canvas.</summary>
    public bool IsCanvas => _current == _slots[0];

    /// <summary>The names of all, with a sentence on each.</summary>
    public IEnumerable<(string Name, bool Chosen, string Help)> Choices => _slots.Select(s => (s.Name, s == _current, s.Help));

    /// <summary>How many there are.</summary>
    public int Count => _slots.Count;

    /// <summary>Where the source in use lies in its folder; null if it is alone or no file.</summary>
    public Album? Album => _current.Album is { Files.Count: > 1 } album ? album : null;

    /// <summary>Whether the source in use is a file.</summary>
    public bool IsFile => _current.Album is not null;

    /// <summary>Whether left and right of what moves are exchanged.</summary>
    public bool Mirrored
    {
        get;
        set
        {
            field = value;
            foreach (var slot in _slots)
                if (slot.Source is { } source)
                    source.Mirrored = value;
        }
    }

    /// <summary>Whether a source is being opened.</summary>
    public bool Busy => _opening is not null;

    /// <summary>Begins to switch to one of <see cref="Choices"/>.</summary>
    public void Choose(int index) => Begin(_slots[index]);

    /// <summary>Begins to switch to the next of <see cref="Choices"/>; false if there is only one.</summary>
    public bool ChooseNext()
    {
        Choose((_slots.IndexOf(_current) + 1) % _slots.Count);
        return _slots.Count > 1;
    }

    /// <summary>Begins to open a file, a folder or a moving source by its name, in place of the one that was opened before.</summary>
    public void Open(string name) =>
        Begin(new Slot(name, "What was opened (C).", () => Sources.Opened.Open(name, _options, _time), asked: name));

    /// <summary>Opens something at once.</summary>
    /// <returns>A line for people on what was passed over; empty for nothing.</returns>
    /// <exception cref="CnnException">It cannot be opened.</exception>
    public string OpenNow(string name)
    {
        Open(name);
        TryTakeOver(wait: true, out string note);
        return note;
    }

    /// <summary>Begins to open the next file of the folder that was opened; false if there is none.</summary>
    /// <param name="by">1 for the next, −1 for the previous.</param>
    public bool OpenNext(int by)
    {
        if (_opened?.Album is not { } album)
            return false;
        var to = album.Moved(by);
        Begin(new Slot("", "What was opened (C).", () => Sources.Opened.Open(to, by, _options, _time), asked: to.Current));
        return true;
    }

    /// <summary>Takes over what has been opened meanwhile.</summary>
    /// <param name="note">A line for people on what was passed over; empty for nothing.</param>
    /// <returns>Whether <see cref="Current"/> is another source now.</returns>
    /// <exception cref="CnnException">It cannot be opened; the old source stays.</exception>
    public bool Poll(out string note)
    {
        ListCameras();
        return TryTakeOver(_waits, out note);
    }

    private bool TryTakeOver(bool wait, out string note)
    {
        note = "";
        // What is not wanted any more is opened to its end before the next begins.
        while (_opening is not null && _begun != _next && (wait || _opening.IsCompleted))
        {
            Abandon();
            Begin();
        }
        if (_next is null || (_opening is not null && !wait && !_opening.IsCompleted))
            return false;
        var (slot, opening) = (_next, _opening);
        (_next, _begun, _opening) = (null, null, null);
        if (opening is not null)
        {
            var opened = opening.GetAwaiter().GetResult();
            (slot.Source, slot.Album, note) = (opened.Source, opened.Album, opened.Note);
            slot.Source.Mirrored = Mirrored;
            if (!_slots.Contains(slot))
                slot = TakeIn(slot);
        }
        Leave(_current);
        _current = slot;
        return true;
    }

    /// <summary>Closes all of them.</summary>
    public void Dispose()
    {
        Abandon();
        foreach (var slot in _slots)
            slot.Source?.Dispose();
        Task.WaitAll(_closing);
    }

    // They stand behind the canvas.
    private void ListCameras()
    {
        if (_asking is null || (!_waits && !_asking.IsCompleted))
            return;
        int place = 1;
        foreach (var (source, name) in _asking.GetAwaiter().GetResult())
            if (_slots.TrueForAll(s => s.Name != name))
                _slots.Insert(place++, new Slot(
                    name, $"The camera {name} (C).", () => Sources.Opened.Open(source, _options, _time), source));
        _asking = null;
    }

    // The newest wish counts. A key that is held wishes the same again and again.
    private void Begin(Slot slot)
    {
        if (_next is { Asked.Length: > 0 } && _next.Asked == slot.Asked)
            return;
        _next = slot == _current ? null : slot;
        Begin();
    }

    // One at a time: a large picture takes much memory while it is decoded.
    private void Begin()
    {
        if (_opening is null && _next is { Source: null })
            (_begun, _opening) = (_next, Task.Run(_next.Open));
    }

    private void Abandon()
    {
        _closing.RemoveAll(t => t.IsCompleted);
        if (_opening is { } opening)
            _closing.Add(CloseWhenOpen(opening));
        (_begun, _opening) = (null, null);
    }

    private static async Task CloseWhenOpen(Task<Opened> opening)
    {
        try
        {
            (await opening.ConfigureAwait(false)).Source.Dispose();
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            // It could not be opened, and nobody waits for it any more.
        }
    }

    // A camera that was opened by its name is the one that is in the list.
    private Slot TakeIn(Slot slot)
    {
        slot.Name = slot.Source!.Name;
        if (slot.Source.IsLive && _slots.Find(s => s.Name == slot.Name && s.Source is null) is { } listed)
        {
            listed.Source = slot.Source;
            return listed;
        }
        if (_opened is not null)
        {
            _slots.Remove(_opened);
            if (_opened != _current)
                Close(_opened);
        }
        _slots.Add(slot);
        _opened = slot;
        return slot;
    }

    // A camera is closed when nobody looks; a film waits where it is.
    private void Leave(Slot slot)
    {
        slot.Source!.Held = true;
        if (slot.Source.IsLive || !_slots.Contains(slot))
            Close(slot);
    }

    private void Close(Slot slot)
    {
        var source = slot.Source;
        slot.Source = null;
        _closing.RemoveAll(t => t.IsCompleted);
        if (source is not null)
            _closing.Add(Task.Run(source.Dispose));
    }
}
