using System.Numerics;
using Cnn;
using Demo.Ui;
using Silk.NET.OpenGL;
using SkiaSharp;

namespace Demo.Drawing;

/// <summary>
/// The texts, lines and buttons over the maps, drawn by Skia on the same GL context into a texture. Only where some of them
/// changed since the last frame they are drawn again: on most frames Skia does nothing.
/// </summary>
internal sealed class TextLayer : IDisposable
{
    private const int Square = 8;

    private readonly GL _gl;
    private readonly GRGlInterface _interface;
    private readonly GRContext _skia;
    private readonly ShapePainter _painter;
    private readonly DrawProgram _program;
    private readonly InstanceBuffer<Vector4> _runs;
    private readonly LastItems<ulong> _shapes = new();
    private bool[] _used = [];
    private uint _texture;
    private SKSurface? _surface;
    private Viewport _size;

    public TextLayer(GL gl, DrawShaders shaders, Func<string, nint> getProcAddress, Fonts fonts)
    {
        _gl = gl;
        // Under GLX, Skia calls the EGL entry points that it finds, and crashes: hide them.
        _interface = GRGlInterface.CreateOpenGl(name => name.StartsWith("egl", StringComparison.Ordinal) ? 0 : getProcAddress(name))
            ?? throw new CnnException("Skia does not accept this OpenGL context");
        _skia = GRContext.CreateGl(_interface) ?? throw new CnnException("Skia does not start on this OpenGL context");
        // Glyphs and a few paths; what Skia would keep for later is bounded.
        _skia.SetResourceCacheLimit(24 << 20);
        _painter = new ShapePainter(fonts);
        _program = shaders.Link(["layer.vert.glsl", "layer.frag.glsl"]);
        _runs = new InstanceBuffer<Vector4>(gl, (4, VertexAttribPointerType.Float, 0));
    }

    /// <summary>Where the layer that is drawn next differs from the last one.</summary>
    public Region Changed { get; } = new();

    /// <summary>Takes over what is to be drawn next; everything changes in another viewport, and where that is asked for.</summary>
    public void Compare(DrawList list, in Viewport viewport, bool all)
    {
        Changed.Clear();
        foreach (ref readonly var group in list.Groups)
            foreach (ref readonly var shape in list.Shapes(group))
                _shapes.Add(Place(list, group, shape, viewport), list.HashOf(group, shape));
        _shapes.Compare(Changed);
        while (CutsShapes(list)) { }
        if (all)
            Changed.Add(viewport.Whole);
    }

    /// <summary>Draws what changed into the texture. Changes GL state; the caller sets its own again.</summary>
    public void Update(DrawList list, in Viewport viewport)
    {
        if (Changed.IsEmpty)
            return;
        Resize(viewport);
        _skia.ResetContext();
        foreach (ref readonly var part in Changed.Parts)
            Update(list, viewport, part);
        _surface!.Flush(true);
        FindSquares(viewport);
    }

    /// <summary>Lays a part of the texture over what was drawn, where there is something on it.</summary>
    public void Draw(in Viewport viewport, in PixelRect part)
    {
        FindRuns(viewport, part);
        if (_runs.Count == 0)
            return;
        _program.Use();
        _gl.ActiveTexture(TextureUnit.Texture0);
        _gl.BindTexture(TextureTarget.Texture2D, _texture);
        _gl.Uniform1(_program["layer"], 0);
        _gl.Uniform2(_program["viewport"], viewport.Width, (float)viewport.Height);
        _runs.Upload();
        _runs.Draw(0, _runs.Count);
    }

    public void Dispose()
    {
        _surface?.Dispose();
        _painter.Dispose();
        _skia.Dispose();
        _interface.Dispose();
        _program.Dispose();
        _runs.Dispose();
        _gl.DeleteTexture(_texture);
    }

    // Skia crops shapes to the clip before it draws them, which changes their soft edges; and it draws sharp ones in batches, in which
    // each depends on the others: one line at an angle changes the corners of all. So what changes holds a shape whole or not at all,
    // and with one sharp shape all of its group, in one part. Texts are cut between pixels.
    private bool CutsShapes(DrawList list)
    {
        int index = 0;
        foreach (ref readonly var group in list.Groups)
        {
            PixelRect? sharp = null;
            bool touched = false;
            foreach (ref readonly var shape in list.Shapes(group))
            {
                var place = _shapes.PlaceOf(index++);
                if (shape.Kind == ShapeKind.Text || place.IsEmpty)
                    continue;
                if (Changed.Cuts(place))
                {
                    Changed.Add(place);
                    return true;
                }
                if (!shape.IsSharp)
                    continue;
                sharp = sharp?.Around(place) ?? place;
                touched |= Changed.Overlaps(place);
            }
            if (touched && !Changed.Contains(sharp!.Value))
            {
                Changed.Add(sharp.Value);
                return true;
            }
        }
        return false;
    }

    // What a shape covers, inside its group.
    private PixelRect Place(DrawList list, in Group group, in ShapeItem shape, in Viewport viewport) =>
        viewport.Touched(_painter.Bounds(shape, list.TextOf(group, shape))).Intersect(viewport.Touched(group.Clip));

    private void Update(DrawList list, in Viewport viewport, in PixelRect part)
    {
        var canvas = _surface!.Canvas;
        canvas.Save();
        canvas.ClipRect(new SKRect(part.Left, part.Top, part.Right, part.Bottom));
        canvas.Clear(SKColors.Transparent);
        int index = 0;
        foreach (ref readonly var group in list.Groups)
        {
            bool begun = false, sharp = false;
            foreach (ref readonly var shape in list.Shapes(group))
            {
                if (!_shapes.PlaceOf(index++).Overlaps(part))
                    continue;
                if (!begun)
                    ShapePainter.Begin(canvas, viewport.Touched(group.Clip), viewport.Scale);
                if (shape.IsSharp && !sharp)
                    _surface.Flush(false);
                begun = true;
                sharp |= shape.IsSharp;
                _painter.Draw(canvas, shape, list.TextOf(group, shape), list.ThumbnailOf(shape));
            }
            if (begun)
                canvas.Restore();
            // Sharp shapes are a batch of their group alone.
            if (sharp)
                _surface.Flush(false);
        }
        canvas.Restore();
    }

    // Most of the layer is empty, and blending nothing costs as much as blending something: the screen is divided into
    // squares, and those that shapes touch are marked.
    private void FindSquares(in Viewport viewport)
    {
        int across = Squares(viewport.Width), down = Squares(viewport.Height);
        if (_used.Length != across * down)
            _used = new bool[across * down];
        Array.Clear(_used);
        for (int i = 0; i < _shapes.Count; i++)
        {
            var place = _shapes.PlaceOf(i);
            if (place.IsEmpty)
                continue;
            int left = place.Left / Square, right = Squares(place.Right);
            for (int y = place.Top / Square; y < Squares(place.Bottom); y++)
                _used.AsSpan(y * across + left, right - left).Fill(true);
        }
    }

    // Of the marked squares of a part, neighbours in a row are joined to one quad.
    private void FindRuns(in Viewport viewport, in PixelRect part)
    {
        _runs.Clear();
        int across = Squares(viewport.Width), right = Squares(part.Right);
        for (int y = part.Top / Square; y < Squares(part.Bottom); y++)
            for (int x = part.Left / Square, end; x < right; x = end + 1)
            {
                for (end = x; end < right && _used[y * across + end]; end++) { }
                if (end > x)
                    _runs.Add(new Vector4(x, y, end - x, 1) * Square);
            }
    }

    private static int Squares(int pixels) => (pixels + Square - 1) / Square;

    private void Resize(in Viewport viewport)
    {
        if (_surface is not null && (_size.Width, _size.Height) == (viewport.Width, viewport.Height))
            return;
        _size = viewport;
        _surface?.Dispose();
        _gl.DeleteTexture(_texture);
        _texture = FrameOnDevice.Allocate(_gl, viewport.Width, viewport.Height);
        _skia.ResetContext();
        using var wrapped = new GRBackendTexture(viewport.Width, viewport.Height, false,
            new GRGlTextureInfo((uint)TextureTarget.Texture2D, _texture, (uint)SizedInternalFormat.Rgba8));
        _surface = SKSurface.Create(_skia, wrapped, GRSurfaceOrigin.TopLeft, SKColorType.Rgba8888)
            ?? throw new CnnException($"Skia cannot draw to a texture of {viewport.Width}×{viewport.Height}");
    }
}
