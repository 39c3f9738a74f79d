using Demo.Browsing;

namespace Demo.Ui.Opening;

/// <summary>The files of a folder that go with what is typed, one of them chosen.</summary>
internal sealed class FileList
{
    /// <summary>Leads to the folder that holds this one.</summary>
    public static readonly FolderEntry Parent = new("..", EntryKind.Folder, -1);

    private FolderReading? _reading;
    private bool _taken;
    private string _filter = "";
    private bool _leadsUp;

    public string Folder => _reading?.Folder ?? "";

    /// <summary>What is listed.</summary>
    public IReadOnlyList<FolderEntry> Shown { get; private set; } = [];

    public int Chosen { get; private set; }

    /// <summary>Which of them are to be seen; in rows.</summary>
    public Scroll Scroll { get; } = new(3);

    /// <summary>How many were found while the folder is being read; null when it is.</summary>
    public int? Reading => _taken ? null : _reading?.Found ?? 0;

    /// <summary>How many the folder has in all.</summary>
    public int Count { get; private set; }

    /// <summary>What is wrong with the folder; empty for nothing.</summary>
    public string Fault { get; private set; } = "";

    /// <summary>The chosen one; null where nothing is listed.</summary>
    public FolderEntry? Current => Chosen < Shown.Count ? Shown[Chosen] : null;

    /// <summary>Shows a folder; another one is read again.</summary>
    /// <param name="folder">Its full path.</param>
    /// <param name="filter">What names contain.</param>
    /// <param name="leadsUp">Whether the folder that holds it is listed too.</param>
    public void Show(string folder, string filter, bool leadsUp)
    {
        // Who begins a name with a dot looks for a hidden file.
        bool all = filter.StartsWith('.');
        if (_reading is null || _reading.Folder != folder || (all && !_reading.ListsAll))
            Read(folder, all);
        if ((_filter, _leadsUp) != (filter, leadsUp))
            (_filter, _leadsUp, _taken) = (filter, leadsUp, false);
    }

    /// <summary>The folder may have changed: it is read again when it is shown.</summary>
    public void Forget() => _reading = null;

    private void Read(string folder, bool all)
    {
        _reading?.Cancel();
        (_reading, _taken, Shown, Count, Fault, Chosen) = (new FolderReading(folder, all), false, [], 0, "", 0);
        Scroll.Rewind();
    }

    /// <summary>Takes over what was read; once a frame.</summary>
    /// <param name="waits">Whether it waits for that.</param>
    public void Follow(bool waits)
    {
        if (_taken || _reading is null || (!waits && !_reading.IsDone))
            return;
        var entries = _reading.Entries;
        (_taken, Count, Fault, Chosen) = (true, entries.Length, _reading.Fault, 0);
        bool hasParent = _leadsUp && Path.GetDirectoryName(Folder) is not null;
        FolderEntry[] parent = hasParent ? [Parent] : [];
        Shown = [.. parent, .. entries.Where(e => e.Name.Contains(_filter, StringComparison.OrdinalIgnoreCase))];
        // The parent folder is seldom what is wanted.
        Chosen = hasParent && entries.Length > 0 ? 1 : 0;
        Scroll.Rewind();
    }

    public void Choose(int index) => Chosen = Math.Clamp(index, 0, Math.Max(0, Shown.Count - 1));
}
