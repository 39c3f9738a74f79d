using Cnn;
using Demo.Ui;
using Silk.NET.OpenGL;
using SkiaSharp;

namespace Demo.Drawing;

/// <summary>
/// The texts, lines and buttons over the maps, drawn by Skia on the same GL context into a texture. Only groups that
/// changed since the last frame are drawn again: on most frames Skia does nothing.
/// </summary>
internal sealed class TextLayer : IDisposable
{
    private readonly GL _gl;
    private readonly GRGlInterface _interface;
    private readonly GRContext _skia;
    private readonly ShapePainter _painter;
    private readonly DrawProgram _program;
    private readonly uint _array;
    private readonly List<Group> _drawn = [];
    private uint _texture;
    private SKSurface? _surface;
    private Viewport _size;

    public TextLayer(GL gl, Func<string, nint> getProcAddress, Fonts fonts)
    {
        _gl = gl;
        // Under GLX, Skia calls the EGL entry points that it finds, and crashes: hide them.
        _interface = GRGlInterface.CreateOpenGl(name => name.StartsWith("egl", StringComparison.Ordinal) ? 0 : getProcAddress(name))
            ?? throw new CnnException("Skia does not accept this OpenGL context");
        _skia = GRContext.CreateGl(_interface) ?? throw new CnnException("Skia does not start on this OpenGL context");
        _painter = new ShapePainter(fonts);
        _program = new DrawProgram(gl, ["quad.vert.glsl", "layer.frag.glsl"]);
        _array = gl.GenVertexArray();
    }

    /// <summary>How many groups the last <see cref="Update"/> drew.</summary>
    public int Redrawn { get; private set; }

    /// <summary>Brings the texture up to date. Changes GL state; the caller sets its own again.</summary>
    public void Update(DrawList list, in Viewport viewport)
    {
        bool all = Resize(viewport) || FloatingChanged(list.Groups) || list.Groups.Length != _drawn.Count;
        Redrawn = 0;
        for (int i = 0; i < list.Groups.Length; i++)
        {
            ref readonly var group = ref list.Groups[i];
            if (!all && _drawn[i].Hash == group.Hash && _drawn[i].Clip == group.Clip)
                continue;
            if (Redrawn++ == 0)
            {
                _skia.ResetContext();
                if (all)
                    _surface!.Canvas.Clear(SKColors.Transparent);
            }
            _painter.Draw(_surface!.Canvas, list, group, viewport.Scale, clear: !all);
        }
        _drawn.Clear();
        foreach (ref readonly var group in list.Groups)
            _drawn.Add(group);
        if (Redrawn > 0)
            _surface!.Flush(true);
    }

    /// <summary>Lays the texture over what was drawn.</summary>
    public void Draw(in Viewport viewport)
    {
        _program.Use();
        _gl.BindVertexArray(_array);
        _gl.ActiveTexture(TextureUnit.Texture0);
        _gl.BindTexture(TextureTarget.Texture2D, _texture);
        _gl.Uniform1(_program["layer"], 0);
        _gl.Uniform2(_program["viewport"], viewport.Width, (float)viewport.Height);
        _gl.Uniform4(_program["rect"], 0, 0, viewport.Width, (float)viewport.Height);
        _gl.Uniform4(_program["part"], 0, 0, viewport.Width, (float)viewport.Height);
        _gl.DrawArrays(PrimitiveType.TriangleStrip, 0, 4);
    }

    public void Dispose()
    {
        _surface?.Dispose();
        _painter.Dispose();
        _skia.Dispose();
        _interface.Dispose();
        _program.Dispose();
        _gl.DeleteVertexArray(_array);
        _gl.DeleteTexture(_texture);
    }

    // A tooltip that moves uncovers other groups.
    private bool FloatingChanged(ReadOnlySpan<Group> groups)
    {
        for (int i = 0; i < Math.Min(groups.Length, _drawn.Count); i++)
            if ((groups[i].Floating || _drawn[i].Floating) && groups[i].Hash != _drawn[i].Hash)
                return true;
        return false;
    }

    private bool Resize(in Viewport viewport)
    {
        if (_surface is not null && (_size.Width, _size.Height, _size.Scale) == (viewport.Width, viewport.Height, viewport.Scale))
            return false;
        _size = viewport;
        _surface?.Dispose();
        _gl.DeleteTexture(_texture);
        _texture = _gl.GenTexture();
        _gl.BindTexture(TextureTarget.Texture2D, _texture);
        _gl.TexStorage2D(TextureTarget.Texture2D, 1, SizedInternalFormat.Rgba8, (uint)viewport.Width, (uint)viewport.Height);
        _skia.ResetContext();
        using var wrapped = new GRBackendTexture(viewport.Width, viewport.Height, false,
            new GRGlTextureInfo((uint)TextureTarget.Texture2D, _texture, (uint)SizedInternalFormat.Rgba8));
        _surface = SKSurface.Create(_skia, wrapped, GRSurfaceOrigin.TopLeft, SKColorType.Rgba8888)
            ?? throw new CnnException($"Skia cannot draw to a texture of {viewport.Width}×{viewport.Height}");
        return true;
    }
}
