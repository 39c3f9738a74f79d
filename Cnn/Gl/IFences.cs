using Silk.NET.OpenGL;

namespace Cnn.Gl;

/// <summary>Marks in the stream of orders to a device; an interface, so that a test can hold a device back.</summary>
internal interface IFences
{
    /// <summary>A mark behind every order so far, and sends those off.</summary>
    nint Insert();

    /// <summary>Whether the device has reached a mark.</summary>
    /// <param name="fence">The mark.</param>
    /// <param name="wait">How long to wait for it at most: 0 only looks, negative waits until it has.</param>
    bool Passed(nint fence, TimeSpan wait);

    /// <summary>Forgets a mark.</summary>
    void Delete(nint fence);
}

/// <summary>The fences of OpenGL.</summary>
internal sealed class GlFences(GL gl) : IFences
{
    // Of an endless wait, after which it looks again.
    private const ulong Second = 1_000_000_000;

    public nint Insert()
    {
        nint fence = gl.FenceSync(SyncCondition.SyncGpuCommandsComplete, SyncBehaviorFlags.None);
        gl.Flush();
        return fence;
    }

    public bool Passed(nint fence, TimeSpan wait)
    {
        ulong nanoseconds = wait < TimeSpan.Zero ? Second : (ulong)wait.Ticks * 100;
        while (true)
        {
            switch (gl.ClientWaitSync(fence, SyncObjectMask.Bit, nanoseconds))
            {
                case GLEnum.AlreadySignaled or GLEnum.ConditionSatisfied:
                    return true;
                case GLEnum.TimeoutExpired when wait < TimeSpan.Zero:
                    continue;
                case GLEnum.TimeoutExpired:
                    return false;
                default:
                    throw new GlException("the device was lost: it does not answer any more");
            }
        }
    }

    public void Delete(nint fence) => gl.DeleteSync(fence);
}
