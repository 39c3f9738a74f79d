using Cnn;
using Cnn.Gl;
using Silk.NET.OpenGL;

namespace Demo.Drawing;

/// <summary>Activations of a CPU session, copied into one GL buffer a node so that they are drawn as the GPU's own are.</summary>
internal sealed class UploadedActivations(GL gl) : IActivations, IDisposable
{
    private readonly Dictionary<Node, (uint Buffer, GlView View)> _buffers = [];

    public long Version { get; private set; }

    public bool TryView(Node node, out GlView view)
    {
        bool found = _buffers.TryGetValue(node, out var entry);
        view = entry.View;
        return found;
    }

    /// <summary>Copies a node's value; only floats are drawn.</summary>
    public void Upload(Node node, Tensor value)
    {
        if (value.Type != DataType.Float32)
            return;
        if (!_buffers.TryGetValue(node, out var entry))
        {
            uint buffer = gl.GenBuffer();
            _buffers[node] = entry = (buffer, new GlView(buffer, GlStorage.Buffer, GlLayout.Nchw, node.Shape, node.Type));
        }
        gl.BindBuffer(BufferTargetARB.ShaderStorageBuffer, entry.Buffer);
        gl.BufferData<float>(BufferTargetARB.ShaderStorageBuffer, value.Floats, BufferUsageARB.DynamicDraw);
        Version++;
    }

    public void Dispose()
    {
        foreach (var (buffer, _) in _buffers.Values)
            gl.DeleteBuffer(buffer);
        _buffers.Clear();
    }
}
