using Silk.NET.OpenGL;

namespace Cnn.Gl;

/// <summary>The device's one copy of each variable of a set, shared by all sessions of a context.</summary>
internal sealed class GlVariables(GL gl, GlLimits limits, VariableSet set) : IDisposable
{
    private sealed class Entry(GL gl, GlTensor tensor)
    {
        public readonly GlTensor Tensor = tensor;
        public long Version;
        // Made once: a training run names it for each variable.
        public readonly Action<Tensor> Pull = value => Transfer.Download(gl, tensor.Memory.Buffer, value);
    }

    private readonly Dictionary<string, Entry> _entries = [];

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

    /// <summary>Uploads the variable unless the device's copy is the newest.</summary>
    public void Refresh(string name)
    {
        var entry = _entries[name];
        long version = set.Version(name);
        if (version == entry.Version)
            return;
        Transfer.Upload(gl, entry.Tensor, set[name]);
        entry.Version = version;
    }

    /// <summary>Says that the device's copy was written.</summary>
    public void Wrote(string name)
    {
        var entry = _entries[name];
        entry.Version = set.MarkNewerOnDevice(name, entry.Pull);
    }

    /// <summary>Brings every value that only the device has back into the set, then frees the device's copies.</summary>
    public void Dispose()
    {
        foreach (var (name, entry) in _entries)
        {
            _ = set[name];
            entry.Tensor.Memory.Dispose();
        }
        _entries.Clear();
    }
}
