using Silk.NET.OpenGL;

namespace Demo.Drawing;

/// <summary>
/// Brings pictures back from the device a few frames late, so that nobody waits for it. All have one size: a viewport of another one is
/// drawn into it as large as it fits.
/// </summary>
internal sealed unsafe class FrameReadback : IDisposable
{
    private const int MostInFlight = 3;

    private readonly GL _gl;
    private readonly int _width, _height;
    private readonly uint _fitted, _colours;
    private readonly Queue<(uint Buffer, nint Fence, int Tag)> _flying = new();
    private readonly Stack<uint> _free = new();

    /// <param name="gl">OpenGL, current.</param>
    /// <param name="width">Of the pictures, in pixels.</param>
    /// <param name="height">In pixels.</param>
    public FrameReadback(GL gl, int width, int height)
    {
        (_gl, _width, _height) = (gl, width, height);
        for (int i = 0; i < MostInFlight; i++)
        {
            uint buffer = gl.GenBuffer();
            gl.BindBuffer(BufferTargetARB.PixelPackBuffer, buffer);
            gl.BufferData(BufferTargetARB.PixelPackBuffer, (nuint)Bytes, null, BufferUsageARB.StreamRead);
            _free.Push(buffer);
        }
        gl.BindBuffer(BufferTargetARB.PixelPackBuffer, 0);
        (_fitted, _colours) = (gl.GenFramebuffer(), gl.GenRenderbuffer());
        gl.BindFramebuffer(FramebufferTarget.Framebuffer, _fitted);
        gl.BindRenderbuffer(RenderbufferTarget.Renderbuffer, _colours);
        gl.RenderbufferStorage(RenderbufferTarget.Renderbuffer, InternalFormat.Rgba8, (uint)width, (uint)height);
        gl.FramebufferRenderbuffer(
            FramebufferTarget.Framebuffer, FramebufferAttachment.ColorAttachment0, RenderbufferTarget.Renderbuffer, _colours);
    }

    /// <summary>Of a picture: four a pixel.</summary>
    public int Bytes => _width * _height * 4;

    /// <summary>Whether the oldest picture has to be taken before another one can begin.</summary>
    public bool IsFull => _free.Count == 0;

    /// <summary>Begins to bring what was drawn.</summary>
    /// <param name="viewport">Where it was drawn.</param>
    /// <param name="tag">What <see cref="TryPeek"/> gives back with it.</param>
    public void Begin(in Viewport viewport, int tag)
    {
        uint buffer = _free.Pop();
        _gl.BindFramebuffer(FramebufferTarget.Framebuffer, viewport.Framebuffer);
        if ((viewport.Width, viewport.Height) != (_width, _height))
            Fit(viewport);
        _gl.PixelStore(PixelStoreParameter.PackAlignment, 4);
        _gl.BindBuffer(BufferTargetARB.PixelPackBuffer, buffer);
        _gl.ReadPixels(0, 0, (uint)_width, (uint)_height, PixelFormat.Rgba, PixelType.UnsignedByte, null);
        _gl.BindBuffer(BufferTargetARB.PixelPackBuffer, 0);
        _gl.BindFramebuffer(FramebufferTarget.Framebuffer, viewport.Framebuffer);
        _flying.Enqueue((buffer, _gl.FenceSync(SyncCondition.SyncGpuCommandsComplete, SyncBehaviorFlags.None), tag));
    }

    /// <summary>Whether the oldest picture is there.</summary>
    /// <param name="wait">Whether to wait for it.</param>
    /// <param name="tag">What was given for it.</param>
    public bool TryPeek(bool wait, out int tag)
    {
        if (!_flying.TryPeek(out var oldest))
        {
            tag = 0;
            return false;
        }
        tag = oldest.Tag;
        const ulong second = 1_000_000_000;
        // A device that is lost never answers; what it gives then is its affair.
        return _gl.ClientWaitSync((nint)oldest.Fence, SyncObjectMask.Bit, wait ? second : 0) is not GLEnum.TimeoutExpired || wait;
    }

    /// <summary>Takes the oldest picture: row by row from the bottom.</summary>
    public void Take(Span<byte> pixels)
    {
        var (buffer, fence, _) = _flying.Dequeue();
        _gl.DeleteSync(fence);
        _gl.BindBuffer(BufferTargetARB.PixelPackBuffer, buffer);
        void* mapped = _gl.MapBufferRange(BufferTargetARB.PixelPackBuffer, 0, (nuint)Bytes, MapBufferAccessMask.ReadBit);
        if (mapped != null)
        {
            new ReadOnlySpan<byte>(mapped, Bytes).CopyTo(pixels);
            _gl.UnmapBuffer(BufferTargetARB.PixelPackBuffer);
        }
        _gl.BindBuffer(BufferTargetARB.PixelPackBuffer, 0);
        _free.Push(buffer);
    }

    public void Dispose()
    {
        foreach (var (buffer, fence, _) in _flying)
        {
            _gl.DeleteSync(fence);
            _free.Push(buffer);
        }
        foreach (uint buffer in _free)
            _gl.DeleteBuffer(buffer);
        _gl.DeleteFramebuffer(_fitted);
        _gl.DeleteRenderbuffer(_colours);
    }

    private void Fit(in Viewport viewport)
    {
        float scale = Math.Min(_width / (float)viewport.Width, _height / (float)viewport.Height);
        int width = Math.Clamp((int)MathF.Round(viewport.Width * scale), 1, _width);
        int height = Math.Clamp((int)MathF.Round(viewport.Height * scale), 1, _height);
        int x = (_width - width) / 2, y = (_height - height) / 2;
        _gl.Disable(EnableCap.ScissorTest);
        _gl.BindFramebuffer(FramebufferTarget.DrawFramebuffer, _fitted);
        _gl.ClearColor(0, 0, 0, 1);
        _gl.Clear(ClearBufferMask.ColorBufferBit);
        _gl.BlitFramebuffer(
            0, 0, viewport.Width, viewport.Height, x, y, x + width, y + height, ClearBufferMask.ColorBufferBit,
            BlitFramebufferFilter.Linear);
        _gl.BindFramebuffer(FramebufferTarget.ReadFramebuffer, _fitted);
    }
}
