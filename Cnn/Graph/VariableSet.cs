namespace Cnn;

/// <summary>
/// The named weights of a network. Sessions compiled with the same set see the same values, whichever backend or batch
/// size they have: a training session writes, the display's session shows. Not thread-safe: one thread at a time.
/// </summary>
public sealed class VariableSet
{
    private sealed class Entry(Tensor value)
    {
        public Tensor Value = value;
        public long Version = 1;
        // Set while a device holds a newer value than Value; calling it brings that value here.
        public Action<Tensor>? Pull;
    }

    private readonly Dictionary<string, Entry> _entries = [];

    /// <summary>The names, in the order of their first writing.</summary>
    public IReadOnlyCollection<string> Names => _entries.Keys;

    /// <summary>Whether a variable has been written.</summary>
    public bool Contains(string name) => _entries.ContainsKey(name);

    /// <summary>The current value; brought back from a device first when that one is newer. Do not write to it.</summary>
    /// <exception cref="CnnException">No variable has this name.</exception>
    public Tensor this[string name]
    {
        get
        {
            var entry = Find(name);
            entry.Pull?.Invoke(entry.Value);
            entry.Pull = null;
            return entry.Value;
        }
    }

    /// <summary>Grows with every change of the variable; a backend that holds a copy compares it before a run.</summary>
    public long Version(string name) => Find(name).Version;

    /// <summary>Gives a variable a new value (copied).</summary>
    /// <exception cref="CnnException">The shape differs from the value it had.</exception>
    public void Write(string name, Tensor value)
    {
        if (!_entries.TryGetValue(name, out var entry))
        {
            _entries[name] = new Entry(value.Clone());
            return;
        }
        if (entry.Value.Shape != value.Shape)
            throw new CnnException($"variable '{name}' has shape {entry.Value.Shape}; a value of shape {value.Shape} was written");
        entry.Value.CopyFrom(value);
        entry.Pull = null;
        entry.Version++;
    }

    /// <summary>
    /// A backend says that its device now holds a newer value, and how to bring it here when somebody asks.
    /// </summary>
    /// <returns>The new version, which the device's copy has.</returns>
    public long MarkNewerOnDevice(string name, Action<Tensor> pull)
    {
        var entry = Find(name);
        entry.Pull = pull;
        return ++entry.Version;
    }

    private Entry Find(string name) => _entries.TryGetValue(name, out var entry)
        ? entry
        : throw new CnnException($"the variable '{name}' has no value");
}
