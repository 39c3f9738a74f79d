using Silk.NET.OpenGL;

namespace Cnn.Gl;

/// <summary>
/// Copies of the maps that are being drawn, so that the screen shows the last complete run while the next one, which takes
/// several steps, overwrites them. Only maps that were asked for since the last run began have one.
/// </summary>
internal sealed class Shadows(GL gl, GlLimits limits) : IDisposable
{
    private sealed class Entry(GlMemory copy)
    {
        public readonly GlMemory Copy = copy;
        public bool Asked, Holds;
    }

    private readonly Dictionary<GlMemory, Entry> _entries = [];

    /// <summary>Whether every map that was asked for has a copy of the last complete run.</summary>
    public bool Cover { get; private set; } = true;

    /// <summary>The copy, while there is one; asking makes sure of one for the next run.</summary>
    public GlMemory? Ask(GlMemory memory)
    {
        if (!_entries.TryGetValue(memory, out var entry))
            _entries[memory] = entry = new Entry(new GlMemory(memory.Elements));
        entry.Asked = true;
        return entry.Holds ? entry.Copy : null;
    }

    /// <summary>A run begins: copies what is asked for, if it will take several steps, and forgets what is not any more.</summary>
    public void BeginRun(bool copy)
    {
        foreach (var (memory, entry) in _entries)
        {
            if (!entry.Asked)
            {
                entry.Copy.Dispose();
                _entries.Remove(memory);
                continue;
            }
            entry.Asked = false;
            if (copy)
                Fill(memory, entry);
        }
        Cover = copy || _entries.Count == 0;
    }

    /// <summary>The run is complete: its own values are what is drawn.</summary>
    public void EndRun()
    {
        foreach (var entry in _entries.Values)
            entry.Holds = false;
    }

    public void Dispose()
    {
        foreach (var entry in _entries.Values)
            entry.Copy.Dispose();
    }

    private void Fill(GlMemory memory, Entry entry)
    {
        entry.Copy.Allocate(gl, limits);
        Transfer.Copy(gl, memory, entry.Copy);
        entry.Holds = true;
    }
}
