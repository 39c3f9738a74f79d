using Demo.Sources;
using Demo.Ui;
using Silk.NET.OpenGL;

namespace Demo.Drawing;

/// <summary>
/// Draws frames: boxes, the source's picture and what is behind a mask, activation maps where they lie, and the text layer on top; of
/// a picture that is still there only the parts that changed.
/// </summary>
/// <param name="gl">OpenGL, current.</param>
/// <param name="shaders">Makes the programs.</param>
/// <param name="getProcAddress">Finds OpenGL's functions, for the texts.</param>
/// <param name="fonts">The texts' fonts.</param>
/// <param name="backdrop">What a mask's thing may stand before; null for the built-in one.</param>
internal sealed class Painter(
    GL gl, DrawShaders shaders, Func<string, nint> getProcAddress, Fonts fonts, Picture? backdrop = null) : IPainter
{
    private readonly BoxPainter _boxes = new(gl, shaders);
    private readonly PicturePainter _pictures = new(gl, shaders);
    private readonly BackdropPainter _backdrops = new(gl, shaders, backdrop);
    private readonly MapPainter _maps = new(gl, shaders), _differences = new(gl, shaders);
    private readonly SpacePainter _space = new(gl, shaders);
    private readonly TextLayer _texts = new(gl, shaders, getProcAddress, fonts);
    private readonly GivenMaps _given = new(gl);
    private readonly LastPicture _last = new();
    private readonly Region _changed = new();
    private (Viewport, ThemeColours)? _drawn;

    /// <summary>What the last frame drew again.</summary>
    public ReadOnlySpan<PixelRect> Redrawn => _changed.Parts;

    public FrameOnDevice Frame => _pictures.Frame;

    public void Forget() => _drawn = null;

    public bool Draw(DrawList list, IActivations? activations, IActivations? differences, in Viewport viewport)
    {
        activations = _given.Beside(list, activations);
        // In other colours all is another picture.
        var drawn = (viewport, Theme.Shown);
        _changed.Clear();
        _last.Replace(list, viewport, activations, differences, Frame.Version, _changed);
        _texts.Compare(list, viewport, all: _drawn != drawn);
        _changed.Add(_texts.Changed);
        if (_drawn != drawn)
            _changed.Add(viewport.Whole);
        if (_changed.IsEmpty)
            return false;
        // Known again when all of it is drawn.
        _drawn = null;
        if (activations is not null)
        {
            _maps.Prepare(list.Maps, activations);
            _space.Prepare(list.Space, activations);
        }
        if (differences is not null)
            _differences.Prepare(list.Differences, differences);
        _backdrops.Prepare(list.Backdrops, _pictures);
        _texts.Update(list, viewport);
        Reset(viewport);
        gl.Enable(EnableCap.ScissorTest);
        foreach (ref readonly var part in _changed.Parts)
        {
            viewport.CutTo(gl, part);
            if (activations is null || !MapPainter.Covers(list.Maps, activations, viewport, part))
            {
                _boxes.Draw(list.Boxes, viewport, part);
                _pictures.Draw(list.Pictures, viewport, part);
                if (activations is not null)
                    _backdrops.Draw(list.Backdrops, activations, Frame.Size, viewport, part);
            }
            if (activations is not null)
                _space.Draw(list.Space, activations, viewport, part);
            if (activations is not null)
                _maps.Draw(list.Maps, activations, viewport, part);
            if (differences is not null)
                _differences.Draw(list.Differences, differences, viewport, part);
            _texts.Draw(viewport, part);
        }
        // Other users of the context (the network's kernels) start from the plain state as well.
        Reset(viewport);
        gl.Disable(EnableCap.Blend);
        _drawn = drawn;
        return true;
    }

    public void Save(in Viewport viewport, string path) => Screenshot.Save(gl, viewport, path);

    public void Dispose()
    {
        _boxes.Dispose();
        _pictures.Dispose();
        _backdrops.Dispose();
        _maps.Dispose();
        _differences.Dispose();
        _space.Dispose();
        _texts.Dispose();
        _given.Dispose();
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
