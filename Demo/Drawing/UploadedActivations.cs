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
        // The only channel that is of this version; −1: all are.
        public int Channel;
        public bool HasRoom;
    }

    private static readonly Cast ToFloats = new(DataType.Float32);

    private readonly Dictionary<Node, Entry> _entries = [];

    /// <summary>Where a node's value lies, as floats, after uploading it if the version is a new one.</summary>
    public bool TryView(Node node, Tensor value, long version, out GlView view) => TryView(node, -1, value, version, out view);

    /// <summary>The same where one channel of a map is enough, until another one is asked for.</summary>
    public bool TryView(Node node, int channel, Tensor value, long version, out GlView view)
    {
        if (channel < 0 || node.Type != DataType.Float32 || node.Shape.Rank != 4 || node.Shape[0] != 1)
            channel = -1;
        if (!_entries.TryGetValue(node, out var entry))
            _entries[node] = entry = new Entry { Buffer = gl.GenBuffer() };
        if (entry.Version != version || (entry.Channel >= 0 && entry.Channel != channel))
        {
            // Whoever asks for a second channel will ask for others.
            entry.Channel = entry.Version != version ? channel : -1;
            entry.Version = version;
            gl.BindBuffer(BufferTargetARB.ShaderStorageBuffer, entry.Buffer);
            Upload(entry, value);
        }
        view = new GlView(entry.Buffer, GlLayout.Nchw, node.Shape, DataType.Float32);
        return true;
    }

    private void Upload(Entry entry, Tensor value)
    {
        var floats = value;
        if (value.Type != DataType.Float32)
            ToFloats.Evaluate([value], floats = entry.Floats ??= new Tensor(value.Shape));
        if (entry.Channel < 0 || !entry.HasRoom)
        {
            gl.BufferData<float>(BufferTargetARB.ShaderStorageBuffer, floats.Floats, BufferUsageARB.DynamicDraw);
            (entry.HasRoom, entry.Channel) = (true, -1);
            return;
        }
        int plane = value.Shape[2] * value.Shape[3];
        gl.BufferSubData<float>(
            BufferTargetARB.ShaderStorageBuffer, (nint)entry.Channel * plane * sizeof(float),
            floats.Floats.Slice(entry.Channel * plane, plane));
    }

    public void Dispose()
    {
        foreach (var entry in _entries.Values)
            gl.DeleteBuffer(entry.Buffer);
        _entries.Clear();
    }
}
