using Cnn;
using Cnn.Gl;
using Cnn.Ops;
using Demo.Platform;
using Silk.NET.OpenGL;

namespace Demo.Drawing;

/// <summary>Values of the CPU, sent to the device that draws when they are drawn, so that they are drawn as the GPU's own are.</summary>
internal sealed class UploadedActivations(GL gl) : IDisposable
{
    private sealed class Entry
    {
        // One of the two.
        public uint Buffer;
        public FloatTexture? Texture;
        public long Version = -1;
        public Tensor? Floats;
        // The only channel that is of this version; −1: all are.
        public int Channel;
        public bool HasRoom;
    }

    private static readonly Cast ToFloats = new(DataType.Float32);

    private readonly Dictionary<Node, Entry> _entries = [];

    /// <summary>Elements of a buffer that the shaders can read; what is larger lies in a texture.</summary>
    public long MostInBuffer { get; init; } =
        OpenGlVersions.Of(gl).HasCompute ? long.MaxValue : gl.GetInteger(GLEnum.MaxTextureBufferSize);

    /// <summary>Where a node's value lies, as floats, after uploading it if the version is a new one.</summary>
    public bool TryView(Node node, Tensor value, long version, out MapView view) => TryView(node, -1, value, version, out view);

    /// <summary>The same where one channel of a map is enough, until another one is asked for.</summary>
    public bool TryView(Node node, int channel, Tensor value, long version, out MapView view)
    {
        if (channel < 0 || node.Type != DataType.Float32 || node.Shape.Rank != 4 || node.Shape[0] != 1)
            channel = -1;
        if (!_entries.TryGetValue(node, out var entry))
            _entries[node] = entry = NewEntry(node);
        view = default;
        if (node.Shape.Count > (entry.Texture?.Most ?? long.MaxValue))
            return false;
        if (entry.Version != version || (entry.Channel >= 0 && entry.Channel != channel))
        {
            // Whoever asks for a second channel will ask for others.
            entry.Channel = entry.Version != version ? channel : -1;
            entry.Version = version;
            Upload(entry, value);
        }
        uint handle = entry.Texture?.Handle ?? entry.Buffer;
        view = new MapView(new(handle, GlLayout.Nchw, node.Shape, DataType.Float32), entry.Floats ?? value, entry.Texture is not null);
        return true;
    }

    private Entry NewEntry(Node node) =>
        node.Shape.Count > MostInBuffer ? new Entry { Texture = new FloatTexture(gl) } : new Entry { Buffer = gl.GenBuffer() };

    private void Upload(Entry entry, Tensor value)
    {
        var floats = value;
        if (value.Type != DataType.Float32)
            ToFloats.Evaluate([value], floats = entry.Floats ??= new Tensor(value.Shape));
        if (entry.Channel < 0 || !entry.HasRoom)
        {
            Fill(entry, floats.Floats);
            (entry.HasRoom, entry.Channel) = (true, -1);
            return;
        }
        int plane = value.Shape[2] * value.Shape[3];
        Replace(entry, entry.Channel * plane, floats.Floats.Slice(entry.Channel * plane, plane));
    }

    private void Fill(Entry entry, ReadOnlySpan<float> values)
    {
        if (entry.Texture is { } texture)
        {
            texture.Fill(values);
            return;
        }
        gl.BindBuffer(BufferTargetARB.TextureBuffer, entry.Buffer);
        gl.BufferData(BufferTargetARB.TextureBuffer, values, BufferUsageARB.DynamicDraw);
    }

    private void Replace(Entry entry, int first, ReadOnlySpan<float> values)
    {
        if (entry.Texture is { } texture)
        {
            texture.Replace(first, values);
            return;
        }
        gl.BindBuffer(BufferTargetARB.TextureBuffer, entry.Buffer);
        gl.BufferSubData(BufferTargetARB.TextureBuffer, (nint)first * sizeof(float), values);
    }

    public void Dispose()
    {
        foreach (var entry in _entries.Values)
        {
            gl.DeleteBuffer(entry.Buffer);
            entry.Texture?.Dispose();
        }
        _entries.Clear();
    }
}
