using Cnn;
using Cnn.Gl;
using Cnn.Ops;
using Silk.NET.OpenGL;

namespace Demo.Drawing;

/// <summary>Values of the CPU, copied into one GL buffer a node when they are drawn, so that they are drawn as the GPU's own are.</summary>
internal sealed class UploadedActivations(GL gl) : IDisposable
{
    private sealed class Entry
    {
        public uint Buffer;
        public long Version = -1;
        public Tensor? Floats;
    }

    private static readonly Cast ToFloats = new(DataType.Float32);

    private readonly Dictionary<Node, Entry> _entries = [];

    /// <summary>Where a node's value lies, as floats, after uploading it if the version is a new one.</summary>
    public bool TryView(Node node, Tensor value, long version, out GlView view)
    {
        if (!_entries.TryGetValue(node, out var entry))
            _entries[node] = entry = new Entry { Buffer = gl.GenBuffer() };
        if (entry.Version != version)
        {
            var floats = value;
            if (value.Type != DataType.Float32)
                ToFloats.Evaluate([value], floats = entry.Floats ??= new Tensor(value.Shape));
            gl.BindBuffer(BufferTargetARB.ShaderStorageBuffer, entry.Buffer);
            gl.BufferData<float>(BufferTargetARB.ShaderStorageBuffer, floats.Floats, BufferUsageARB.DynamicDraw);
            entry.Version = version;
        }
        view = new GlView(entry.Buffer, GlLayout.Nchw, node.Shape, DataType.Float32);
        return true;
    }

    public void Dispose()
    {
        foreach (var entry in _entries.Values)
            gl.DeleteBuffer(entry.Buffer);
        _entries.Clear();
    }
}
