using Silk.NET.OpenGL;

namespace Cnn.Gl;

/// <summary>
/// The device's one copy of each variable of a set, shared by all sessions of a context and freed with the last of them.
/// </summary>
/// <param name="gl">The context.</param>
/// <param name="limits">Its limits.</param>
/// <param name="set">The set.</param>
/// <param name="freed">Called when nobody uses them any more.</param>
internal sealed class GlVariables(GL gl, GlLimits limits, VariableSet set, Action<VariableSet> freed)
{
    private sealed class Entry(GL gl, GlTensor tensor)
    {
        public readonly GlTensor Tensor = tensor;
        public long Version;
        // Made once: a training run names it for each variable.
        public readonly Action<Tensor> Pull = value => Transfer.Download(gl, tensor.Memory.Buffer, value);
    }

    private readonly Dictionary<string, Entry> _entries = [];

    private int _users;

    /// <summary>The set whose variables these are.</summary>
    public VariableSet Set => set;

    /// <summary>The variable's buffer.</summary>
    /// <exception cref="CnnException">The set has no such variable, or it has another shape.</exception>
    public GlTensor Tensor(Node variable)
    {
        var shape = set[variable.Name].Shape;
        if (shape != variable.Shape)
            throw new CnnException($"variable '{variable.Name}' is {variable.Shape} in the graph and {shape} in the set");
        if (!_entries.TryGetValue(variable.Name, out var entry))
        {
            entry = new Entry(gl, GlTensor.New(variable.Shape, variable.Type));
            entry.Tensor.Memory.Allocate(gl, limits);
            _entries[variable.Name] = entry;
        }
        return entry.Tensor;
    }

    /// <summary>Uploads the variable unless the device's copy is the newest; its version.</summary>
    public long Refresh(string name)
    {
        var entry = _entries[name];
        long version = set.Version(name);
        if (version != entry.Version)
            Transfer.Upload(gl, entry.Tensor, set[name]);
        return entry.Version = version;
    }

    /// <summary>Says that the device's copy was written.</summary>
    public void Wrote(string name)
    {
        var entry = _entries[name];
        entry.Version = set.MarkNewerOnDevice(name, entry.Pull);
    }

    /// <summary>One more session uses them; <see cref="Release"/> ends it.</summary>
    public void Acquire() => _users++;

    /// <summary>
    /// One session less. After the last, every value that only the device has is brought back into the set and the
    /// device's copies are freed.
    /// </summary>
    public void Release()
    {
        if (--_users > 0)
            return;
        foreach (var (name, entry) in _entries)
        {
            _ = set[name];
            entry.Tensor.Memory.Dispose();
        }
        _entries.Clear();
        freed(set);
    }
}
