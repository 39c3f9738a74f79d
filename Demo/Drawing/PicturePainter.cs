using Demo.Sources;
using Demo.Ui;
using Silk.NET.OpenGL;

namespace Demo.Drawing;

/// <summary>Holds the newest frame as a texture and draws it.</summary>
internal sealed class PicturePainter : IDisposable
{
    private readonly GL _gl;
    private readonly DrawProgram _program;
    private readonly uint _array;
    private uint _texture;
    private int _width, _height;

    public PicturePainter(GL gl, DrawShaders shaders)
    {
        _gl = gl;
        _program = shaders.Link(["quad.vert.glsl", "picture.frag.glsl"]);
        _array = gl.GenVertexArray();
    }

    /// <summary>Takes a new frame; RGBA as it is, the format that drivers copy without converting.</summary>
    public void Upload(in Frame frame)
    {
        if (_width != frame.Width || _height != frame.Height)
        {
            _gl.DeleteTexture(_texture);
            _texture = _gl.GenTexture();
            _gl.BindTexture(TextureTarget.Texture2D, _texture);
            (_width, _height) = (frame.Width, frame.Height);
            _gl.TexStorage2D(TextureTarget.Texture2D, 1, SizedInternalFormat.Rgba8, (uint)_width, (uint)_height);
            foreach (var (name, value) in Sampling)
                _gl.TexParameter(TextureTarget.Texture2D, name, value);
        }
        _gl.BindTexture(TextureTarget.Texture2D, _texture);
        _gl.TexSubImage2D<int>(TextureTarget.Texture2D, 0, 0, 0, (uint)_width, (uint)_height,
            PixelFormat.Rgba, PixelType.UnsignedByte, frame.Pixels.AsSpan(0, frame.Count));
    }

    public void Draw(ReadOnlySpan<PictureItem> pictures, in Viewport viewport)
    {
        if (pictures.IsEmpty || _texture == 0)
            return;
        _program.Use();
        _gl.BindVertexArray(_array);
        _gl.ActiveTexture(TextureUnit.Texture0);
        _gl.BindTexture(TextureTarget.Texture2D, _texture);
        _gl.Uniform1(_program["frame"], 0);
        _gl.Uniform2(_program["viewport"], viewport.Width, (float)viewport.Height);
        foreach (ref readonly var picture in pictures)
        {
            _gl.Uniform4(_program["rect"], viewport.Snap(picture.Rect));
            _gl.Uniform4(_program["part"], picture.U0, picture.V0, picture.U1, picture.V1);
            _gl.DrawArrays(PrimitiveType.TriangleStrip, 0, 4);
        }
    }

    public void Dispose()
    {
        _program.Dispose();
        _gl.DeleteVertexArray(_array);
        _gl.DeleteTexture(_texture);
    }

    private static readonly (TextureParameterName, int)[] Sampling =
    [
        (TextureParameterName.TextureMinFilter, (int)TextureMinFilter.Linear),
        (TextureParameterName.TextureMagFilter, (int)TextureMagFilter.Linear),
        (TextureParameterName.TextureWrapS, (int)TextureWrapMode.ClampToEdge),
        (TextureParameterName.TextureWrapT, (int)TextureWrapMode.ClampToEdge),
    ];
}
