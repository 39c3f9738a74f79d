using Demo.Sources;
using Demo.Ui;
using Silk.NET.OpenGL;

namespace Demo.Drawing;

/// <summary>Draws what lies behind the thing that a mask holds, straight from the buffer that the network wrote.</summary>
/// <param name="gl">OpenGL, current.</param>
/// <param name="shaders">Makes the programs.</param>
/// <param name="picture">The picture that a person has chosen for it; null for the built-in one.</param>
internal sealed class BackdropPainter(GL gl, DrawShaders shaders, Picture? picture) : IDisposable
{
    // Of a square of the background, in logical pixels.
    private const float Side = 9;

    private readonly ActivationProgram _program = new(gl, shaders, "quad.vert.glsl", "backdrop.frag.glsl");
    private readonly BlurredFrame _blurred = new(gl);
    private readonly BackdropPicture _picture = new(gl, picture);
    private readonly uint _array = gl.GenVertexArray();

    /// <summary>Before anything of a picture is drawn: brings the frame out of focus if that is to be seen.</summary>
    public void Prepare(ReadOnlySpan<BackdropItem> items, PicturePainter pictures)
    {
        foreach (ref readonly var item in items)
            if (item.Backdrop == Backdrop.Blurred)
                _blurred.Update(pictures);
    }

    /// <summary>Draws those that reach into a part, to which the rest is cut.</summary>
    public void Draw(
        ReadOnlySpan<BackdropItem> items, IActivations activations, (int, int) frame, in Viewport viewport, in PixelRect part)
    {
        foreach (ref readonly var item in items)
        {
            if (!viewport.Pixels(item.Rect).Overlaps(part) || !activations.TryView(item.Mask, out var view))
                continue;
            var program = _program.Use(view, (int)item.Backdrop, Defines);
            var (across, down) = item.Backdrop == Backdrop.Picture ? _picture.Covering(frame) : (1, 1);
            gl.BindVertexArray(_array);
            gl.BindTexture(TextureTarget.Texture2D, item.Backdrop == Backdrop.Picture ? _picture.Texture : _blurred.Texture);
            gl.Uniform1(program["behind"], 0);
            gl.Uniform2(program["viewport"], viewport.Width, (float)viewport.Height);
            gl.Uniform4(program["rect"], viewport.Snap(item.Rect));
            gl.Uniform4(program["part"], item.Part.X, item.Part.Y, item.Part.Right, item.Part.Bottom);
            gl.Uniform1(program["side"], Side * viewport.Scale);
            // From the mask's place to the frame's, and from there about the middle to the texture's.
            float x = item.FramePart.Width / item.Part.Width, y = item.FramePart.Height / item.Part.Height;
            gl.Uniform4(program["scaleAndShift"], across * x, down * y,
                across * (item.FramePart.X - item.Part.X * x) + (1 - across) / 2,
                down * (item.FramePart.Y - item.Part.Y * y) + (1 - down) / 2);
            gl.DrawArrays(PrimitiveType.TriangleStrip, 0, 4);
        }
    }

    public void Dispose()
    {
        _program.Dispose();
        _blurred.Dispose();
        _picture.Dispose();
        gl.DeleteVertexArray(_array);
    }

    private static string[] Defines(int backdrop) => [((Backdrop)backdrop).ToString().ToUpperInvariant()];
}
