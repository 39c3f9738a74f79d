using Demo.Ui;
using Silk.NET.OpenGL;

namespace Demo.Drawing;

/// <summary>Draws the newest frame. Where it is made smaller, each pixel is the mean of what it covers.</summary>
internal sealed class PicturePainter : IDisposable
{
    // Looks a pixel takes along an axis at most, two texels each: enough for a photo of 4,000 pixels that is drawn 125 wide.
    private const int MostTaps = 16;

    private readonly GL _gl;
    private readonly DrawProgram _program;
    private readonly uint _array;

    public PicturePainter(GL gl, DrawShaders shaders)
    {
        _gl = gl;
        Frame = new FrameOnDevice(gl);
        _program = shaders.Link(["quad.vert.glsl", "picture.frag.glsl"]);
        _array = gl.GenVertexArray();
    }

    /// <summary>What is drawn.</summary>
    public FrameOnDevice Frame { get; }

    /// <summary>Draws those that reach into a part, to which the rest is cut.</summary>
    public void Draw(ReadOnlySpan<PictureItem> pictures, in Viewport viewport, in PixelRect part)
    {
        uint texture = Frame.Texture;
        if (pictures.IsEmpty || texture == 0)
            return;
        _gl.ActiveTexture(TextureUnit.Texture0);
        _program.Use();
        _gl.BindVertexArray(_array);
        _gl.BindTexture(TextureTarget.Texture2D, texture);
        _gl.Uniform1(_program["frame"], 0);
        _gl.Uniform2(_program["viewport"], viewport.Width, (float)viewport.Height);
        foreach (ref readonly var picture in pictures)
        {
            if (!viewport.Pixels(picture.Rect).Overlaps(part))
                continue;
            var rect = viewport.Snap(picture.Rect);
            // How much of the picture a pixel covers.
            float across = (picture.U1 - picture.U0) / Math.Max(1, rect.Z), down = (picture.V1 - picture.V0) / Math.Max(1, rect.W);
            _gl.Uniform4(_program["rect"], rect);
            _gl.Uniform4(_program["part"], picture.U0, picture.V0, picture.U1, picture.V1);
            _gl.Uniform2(_program["covered"], across, down);
            _gl.Uniform2(_program["taps"], Taps(across * Frame.Size.Width), Taps(down * Frame.Size.Height));
            _gl.DrawArrays(PrimitiveType.TriangleStrip, 0, 4);
        }
    }

    public void Dispose()
    {
        _program.Dispose();
        _gl.DeleteVertexArray(_array);
        Frame.Dispose();
    }

    // Of so many texels; a look between two of them is their mean. Two thirds of them are seen at least: on a software device looks
    // are what a picture costs.
    private static int Taps(float texels) => Math.Clamp((int)MathF.Round(MathF.Abs(texels) / 2), 1, MostTaps);
}
