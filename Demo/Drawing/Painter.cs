using Demo.Ui;
using Silk.NET.OpenGL;

namespace Demo.Drawing;

/// <summary>Draws a whole frame: boxes, the source's picture, activation maps where they lie, and the text layer on top.</summary>
internal sealed class Painter(GL gl, DrawShaders shaders, Func<string, nint> getProcAddress, Fonts fonts) : IPainter
{
    private readonly BoxPainter _boxes = new(gl, shaders);
    private readonly PicturePainter _pictures = new(gl, shaders);
    private readonly MapPainter _maps = new(gl, shaders), _differences = new(gl, shaders);
    private readonly TextLayer _texts = new(gl, shaders, getProcAddress, fonts);
    private readonly LastPicture _last = new();
    private long _frame;

    /// <summary>How many groups of the text layer the last frame drew again.</summary>
    public int RedrawnGroups { get; private set; }

    public FrameOnDevice Frame => _pictures.Frame;

    public void Forget() => _last.Forget();

    public bool Draw(DrawList list, IActivations? activations, IActivations? differences, in Viewport viewport)
    {
        RedrawnGroups = 0;
        if (Frame.Version != _frame)
            Forget();
        _frame = Frame.Version;
        if (!_last.Replace(list, viewport, activations, differences))
            return false;
        if (activations is not null)
            _maps.Prepare(list.Maps, activations);
        if (differences is not null)
            _differences.Prepare(list.Differences, differences);
        _texts.Update(list, viewport);
        RedrawnGroups = _texts.Redrawn;
        Reset(viewport);
        gl.ClearColor((Theme.Background >> 16 & 255) / 255f, (Theme.Background >> 8 & 255) / 255f, (Theme.Background & 255) / 255f, 1);
        gl.Clear(ClearBufferMask.ColorBufferBit);
        _boxes.Draw(list.Boxes, viewport);
        _pictures.Draw(list.Pictures, viewport);
        if (activations is not null)
            _maps.Draw(list.Maps, activations, viewport);
        if (differences is not null)
            _differences.Draw(list.Differences, differences, viewport);
        _texts.Draw(viewport);
        // Other users of the context (the network's kernels) start from the plain state as well.
        Reset(viewport);
        gl.Disable(EnableCap.Blend);
        return true;
    }

    public void Save(in Viewport viewport, string path) => Screenshot.Save(gl, viewport, path);

    public void Dispose()
    {
        _boxes.Dispose();
        _pictures.Dispose();
        _maps.Dispose();
        _differences.Dispose();
        _texts.Dispose();
    }

    // Everything that Skia may have changed and that the other painters or the kernels rely on.
    private void Reset(in Viewport viewport)
    {
        gl.BindFramebuffer(FramebufferTarget.Framebuffer, viewport.Framebuffer);
        gl.Viewport(0, 0, (uint)viewport.Width, (uint)viewport.Height);
        gl.UseProgram(0);
        gl.BindVertexArray(0);
        gl.BindBuffer(BufferTargetARB.ArrayBuffer, 0);
        gl.BindBuffer(BufferTargetARB.PixelUnpackBuffer, 0);
        gl.BindBuffer(BufferTargetARB.PixelPackBuffer, 0);
        gl.PixelStore(PixelStoreParameter.UnpackAlignment, 4);
        gl.PixelStore(PixelStoreParameter.UnpackRowLength, 0);
        gl.PixelStore(PixelStoreParameter.PackAlignment, 4);
        gl.PixelStore(PixelStoreParameter.PackRowLength, 0);
        for (uint unit = 0; unit < 8; unit++)
            gl.BindSampler(unit, 0);
        gl.ActiveTexture(TextureUnit.Texture0);
        gl.Disable(EnableCap.ScissorTest);
        gl.Disable(EnableCap.StencilTest);
        gl.Disable(EnableCap.DepthTest);
        gl.Disable(EnableCap.CullFace);
        gl.Disable(EnableCap.FramebufferSrgb);
        gl.ColorMask(true, true, true, true);
        gl.Enable(EnableCap.Blend);
        gl.BlendEquation(BlendEquationModeEXT.FuncAdd);
        gl.BlendFunc(BlendingFactor.One, BlendingFactor.OneMinusSrcAlpha);
    }
}
