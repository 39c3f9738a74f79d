using Cnn.Backends;
using Silk.NET.OpenGL;

namespace Cnn.Gl;

/// <summary>Reads one node through a staging buffer and a fence: asking and taking never wait for the device.</summary>
internal sealed class GlReadback : IReadback
{
    private readonly GL _gl;
    private readonly GlTensor _source;
    private readonly uint _staging;
    private readonly nuint _bytes;
    private nint _fence;

    public unsafe GlReadback(GL gl, GlTensor source)
    {
        _gl = gl;
        _source = source;
        _bytes = (nuint)Math.Max(16, 4 * source.Shape.Count);
        _staging = gl.GenBuffer();
        gl.BindBuffer(BufferTargetARB.CopyWriteBuffer, _staging);
        gl.BufferData(BufferTargetARB.CopyWriteBuffer, _bytes, null, BufferUsageARB.StreamRead);
    }

    public void Request()
    {
        if (_fence != 0)
            return;
        _gl.MemoryBarrier(MemoryBarrierMask.BufferUpdateBarrierBit);
        _gl.BindBuffer(BufferTargetARB.CopyReadBuffer, _source.Memory.Handle);
        _gl.BindBuffer(BufferTargetARB.CopyWriteBuffer, _staging);
        _gl.CopyBufferSubData(CopyBufferSubDataTarget.CopyReadBuffer, CopyBufferSubDataTarget.CopyWriteBuffer, 0, 0, _bytes);
        _fence = _gl.FenceSync(SyncCondition.SyncGpuCommandsComplete, SyncBehaviorFlags.None);
    }

    public bool TryTake(Tensor destination)
    {
        if (_fence == 0)
            return false;
        var state = _gl.ClientWaitSync(_fence, SyncObjectMask.Bit, 0);
        if (state is not (GLEnum.AlreadySignaled or GLEnum.ConditionSatisfied))
            return false;
        _gl.DeleteSync(_fence);
        _fence = 0;
        Transfer.Download(_gl, _staging, destination);
        return true;
    }

    public void Dispose()
    {
        if (_fence != 0)
            _gl.DeleteSync(_fence);
        _gl.DeleteBuffer(_staging);
    }
}
