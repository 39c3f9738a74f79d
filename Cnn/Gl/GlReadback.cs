using Cnn.Backends;
using Silk.NET.OpenGL;

namespace Cnn.Gl;

/// <summary>Reads one node through a staging buffer and a fence: asking and taking never wait for the device.</summary>
internal sealed class GlReadback : IReadback
{
    private readonly GlDevice _device;
    private readonly GL _gl;
    private readonly RowMajor _source;
    private readonly Node _node;
    private readonly uint _staging;
    private readonly GlSession _session;
    private readonly nuint _bytes;
    private bool _asked, _disposed;
    private nint _fence;

    public unsafe GlReadback(GlDevice device, Node node, RowMajor source, GlSession session)
    {
        (_device, _gl, _node, _source, _session) = (device, device.Gl, node, source, session);
        _bytes = (nuint)(4 * node.Shape.Count);
        _staging = _gl.GenBuffer();
        _gl.BindBuffer(BufferTargetARB.CopyWriteBuffer, _staging);
        _gl.BufferData(BufferTargetARB.CopyWriteBuffer, Math.Max(16, _bytes), null, BufferUsageARB.StreamRead);
    }

    public void Request()
    {
        if (_asked)
            return;
        _session.RequireOpen();
        _asked = true;
        _session.Serve(this);
    }

    /// <summary>Copies the value into the staging buffer; the session calls it between two runs.</summary>
    public void Copy()
    {
        if (_disposed)
            return;
        uint buffer = _source.Refresh();
        _gl.MemoryBarrier(MemoryBarrierMask.BufferUpdateBarrierBit);
        _gl.BindBuffer(BufferTargetARB.CopyReadBuffer, buffer);
        _gl.BindBuffer(BufferTargetARB.CopyWriteBuffer, _staging);
        if (_bytes > 0)
            _gl.CopyBufferSubData(CopyBufferSubDataTarget.CopyReadBuffer, CopyBufferSubDataTarget.CopyWriteBuffer, 0, 0, _bytes);
        _fence = _device.Fences.Insert();
    }

    public bool TryTake(Tensor destination)
    {
        if (_fence == 0)
            return false;
        Transfer.RequireFit(_node, destination);
        _session.RequireOpen();
        if (!_device.Fences.Passed(_fence, TimeSpan.Zero))
            return false;
        _device.Fences.Delete(_fence);
        (_fence, _asked) = (0, false);
        Transfer.Download(_gl, _staging, destination);
        return true;
    }

    public void Dispose()
    {
        if (_disposed)
            return;
        _disposed = true;
        if (!_device.Context.IsToBeHad())
            return;
        if (_fence != 0)
            _device.Fences.Delete(_fence);
        _fence = 0;
        _gl.DeleteBuffer(_staging);
    }
}

/// <summary>A node's value in row-major order, for whoever copies it away: unpacked on demand where it lies as C4.</summary>
internal sealed class RowMajor : IDisposable
{
    private readonly GL _gl;
    private readonly GlTensor _tensor;
    private readonly Launch? _unpack;

    public RowMajor(GlDevice device, Node node, GlTensor value)
    {
        _gl = device.Gl;
        _tensor = value;
        if (value.Layout == GlLayout.Nchw || Layouts.SameBytes(value))
            return;
        _tensor = GlTensor.New(value.Shape, value.Type);
        _unpack = Layouts.Convert(node, value, _tensor);
        _unpack.Prepare(_gl, device.Limits, device.Programs);
    }

    /// <summary>Brings the copy up to date; the buffer's name.</summary>
    public uint Refresh()
    {
        _unpack?.Run(_gl);
        return _tensor.Memory.Buffer;
    }

    public void Dispose()
    {
        if (_unpack is not null)
            _tensor.Memory.Dispose();
    }
}
