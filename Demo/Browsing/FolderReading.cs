using Demo.Sources;

namespace Demo.Browsing;

/// <summary>A folder that is read on a worker: what can be opened in it, folders first, in the order in which people count.</summary>
internal sealed class FolderReading
{
    /// <summary>So many are listed; what a larger folder has besides is reached by its path.</summary>
    public const int Most = 100_000;

    private readonly Task<(FolderEntry[] Entries, string Fault)> _reading;
    private int _found;
    private volatile bool _cancelled;

    /// <param name="folder">Its full path.</param>
    /// <param name="all">Whether what the program does not know is listed too.</param>
    /// <param name="most">See <see cref="Most"/>.</param>
    public FolderReading(string folder, bool all = false, int most = Most)
    {
        (Folder, ListsAll) = (folder, all);
        _reading = Task.Run(() => Read(folder, all, most));
    }

    public string Folder { get; }

    /// <summary>Whether what the program does not know is listed too.</summary>
    public bool ListsAll { get; }

    public bool IsDone => _reading.IsCompleted;

    /// <summary>How many were found so far.</summary>
    public int Found => Volatile.Read(ref _found);

    /// <summary>What is there; waits for it.</summary>
    public FolderEntry[] Entries => _reading.Result.Entries;

    /// <summary>Why it could not be read, or not to its end; empty for nothing. Waits for it.</summary>
    public string Fault => _reading.Result.Fault;

    /// <summary>Nobody wants it any more.</summary>
    public void Cancel() => _cancelled = true;

    private (FolderEntry[], string) Read(string folder, bool all, int most)
    {
        var found = new List<FolderEntry>();
        string fault = "";
        try
        {
            foreach (var info in new DirectoryInfo(folder).EnumerateFileSystemInfos())
            {
                if (_cancelled)
                    break;
                if (EntryOf(info, all) is not { } entry)
                    continue;
                if (found.Count == most)
                {
                    fault = $"there is more than the {most:N0} that are listed; type a path to reach it";
                    break;
                }
                found.Add(entry);
                Volatile.Write(ref _found, found.Count);
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            fault = $"{folder} cannot be read: {e.Message}";
        }
        // A sidecar says how its model is fed; it is nothing by itself.
        var models = found.Where(e => e.Name.EndsWith(".onnx", StringComparison.OrdinalIgnoreCase)).Select(e => Stem(e.Name)).ToHashSet();
        var listed = found.Where(e => !e.Name.EndsWith(".json", StringComparison.OrdinalIgnoreCase) || !models.Contains(Stem(e.Name)));
        return ([.. listed.OrderBy(e => e.Kind != EntryKind.Folder).ThenBy(e => e.Name, NaturalOrder.Instance)], fault);
    }

    private static FolderEntry? EntryOf(FileSystemInfo info, bool all)
    {
        try
        {
            if (info.Name.StartsWith('.') && !all)
                return null;
            // What a link leads to counts; one that leads nowhere is none.
            var file = info.LinkTarget is null ? info : info.ResolveLinkTarget(returnFinalTarget: true);
            if (file is DirectoryInfo)
                return new FolderEntry(info.Name, EntryKind.Folder, -1);
            var kind = FolderEntry.KindOf(info.Name);
            return file is FileInfo { Exists: true } target && (all || kind != EntryKind.Other)
                ? new FolderEntry(info.Name, kind, target.Length) : null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // It went while it was looked at, or is a link in a circle.
            return null;
        }
    }

    private static string Stem(string name) => Path.GetFileNameWithoutExtension(name);
}
