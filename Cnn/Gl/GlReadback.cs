using Cnn.Backends;
using Silk.NET.OpenGL;

namespace Cnn.Gl;

/// <summary>Reads one node through a staging buffer and a fence: asking and taking never wait for the device.</summary>
internal sealed class GlReadback : IReadback
{
    private readonly GL _gl;
    private readonly RowMajor _source;
    private readonly Node _node;
    private readonly uint _staging;
    private readonly GlSession _session;
    private readonly nuint _bytes;
    private bool _asked, _disposed;
    private nint _fence;

    public unsafe GlReadback(GL gl, Node node, RowMajor source, GlSession session)
    {
        (_gl, _node, _source, _session) = (gl, node, source, session);
        _bytes = (nuint)(4 * node.Shape.Count);
        _staging = gl.GenBuffer();
        gl.BindBuffer(BufferTargetARB.CopyWriteBuffer, _staging);
        gl.BufferData(BufferTargetARB.CopyWriteBuffer, Math.Max(16, _bytes), null, BufferUsageARB.StreamRead);
    }

    public void Request()
    {
        if (_asked)
            return;
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
        _fence = _gl.FenceSync(SyncCondition.SyncGpuCommandsComplete, SyncBehaviorFlags.None);
    }

    public bool TryTake(Tensor destination)
    {
        if (_fence == 0)
            return false;
        Transfer.RequireFit(_node, destination);
        var state = _gl.ClientWaitSync(_fence, SyncObjectMask.Bit, 0);
        if (state is not (GLEnum.AlreadySignaled or GLEnum.ConditionSatisfied))
            return false;
        _gl.DeleteSync(_fence);
        (_fence, _asked) = (0, false);
        Transfer.Download(_gl, _staging, destination);
        return true;
    }

    public void Dispose()
    {
        if (_fence != 0)
            _gl.DeleteSync(_fence);
        (_fence, _disposed) = (0, true);
        _gl.DeleteBuffer(_staging);
    }
}

/// <summary>A node's value in row-major order, for whoever copies it away: unpacked on demand where it lies as C4.</summary>
internal sealed class RowMajor : IDisposable
{
    private readonly GL _gl;
    private readonly GlTensor _tensor;
    private readonly Launch? _unpack;

    public RowMajor(GL gl, GlLimits limits, ProgramCache programs, Node node, GlTensor value)
    {
        _gl = gl;
        _tensor = value;
        if (value.Layout == GlLayout.Nchw || Layouts.SameBytes(value))
            return;
        _tensor = GlTensor.New(value.Shape, value.Type);
        _unpack = Layouts.Convert(node, value, _tensor);
        _unpack.Prepare(gl, limits, programs);
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
