using System.Buffers.Binary;
using System.Numerics;
using Demo.Ui;
using Silk.NET.OpenGL;

namespace Demo.Drawing;

/// <summary>
/// Draws the background and the rounded boxes of a frame: the straight parts of large ones without computing edges, then corners
/// and small ones.
/// </summary>
internal sealed class BoxPainter : IDisposable
{
    // Smaller boxes are drawn as one quad, in pixels.
    private const float Large = 24;

    private readonly record struct Instance(Vector4 Rect, Vector4 Whole, uint Fill, uint Border, Vector2 Measures);

    private readonly GL _gl;
    private readonly DrawProgram _rounded, _flat;
    private readonly InstanceBuffer<Instance> _instances;
    private readonly List<Instance> _edges = [];
    private PixelRect _part;

    public BoxPainter(GL gl, DrawShaders shaders)
    {
        _gl = gl;
        _rounded = shaders.Link(["box.vert.glsl", "box.frag.glsl"]);
        _flat = shaders.Link(["box.vert.glsl", "flat.frag.glsl"]);
        _instances = new InstanceBuffer<Instance>(gl,
            (4, VertexAttribPointerType.Float, 0), (4, VertexAttribPointerType.Float, 16), (4, VertexAttribPointerType.UnsignedByte, 32),
            (4, VertexAttribPointerType.UnsignedByte, 36), (2, VertexAttribPointerType.Float, 40));
    }

    /// <summary>Draws the background and the boxes that reach into a part, to which the rest is cut.</summary>
    public void Draw(ReadOnlySpan<BoxItem> boxes, in Viewport viewport, in PixelRect part)
    {
        _instances.Clear();
        _edges.Clear();
        _part = part;
        AddFlat(Bytes(Theme.Background), part.Left, part.Top, part.Right, part.Bottom);
        // Large boxes lie under small ones or in each other, so all straight parts can come before all else.
        foreach (ref readonly var box in boxes)
        {
            if (!viewport.Pixels(box.Rect).Overlaps(part))
                continue;
            var rect = viewport.Snap(box.Rect);
            float line = MathF.Max(1, MathF.Floor(viewport.Scale)), radius = box.Radius * viewport.Scale;
            var whole = new Instance(rect, rect, Bytes(box.Fill), Bytes(box.Border), new Vector2(radius, line));
            float corner = MathF.Ceiling(MathF.Max(radius, line)) + 1;
            if (box.Fill >> 24 == 255 && MathF.Min(rect.Z, rect.W) > Math.Max(Large, 2 * corner))
                AddParts(whole, corner, box.Border == 0 ? 0 : line);
            else
                _edges.Add(whole);
        }
        int flat = _instances.Count;
        foreach (var edge in _edges)
            _instances.Add(edge);
        _instances.Upload();
        Use(_flat, viewport);
        _gl.Disable(EnableCap.Blend);
        _instances.Draw(0, flat);
        _gl.Enable(EnableCap.Blend);
        if (_edges.Count == 0)
            return;
        Use(_rounded, viewport);
        _instances.Draw(flat, _edges.Count);
    }

    public void Dispose()
    {
        _rounded.Dispose();
        _flat.Dispose();
        _instances.Dispose();
    }

    private void Use(DrawProgram program, in Viewport viewport)
    {
        program.Use();
        _gl.Uniform2(program["viewport"], viewport.Width, (float)viewport.Height);
    }

    // A box with rounded corners: four corners, four straight lines, and between them three bands of the fill.
    private void AddParts(in Instance whole, float corner, float line)
    {
        var (x, y, width, height) = (whole.Rect.X, whole.Rect.Y, whole.Rect.Z, whole.Rect.W);
        float right = x + width, bottom = y + height;
        AddFlat(whole.Fill, x + line, y + corner, right - line, bottom - corner);
        AddFlat(whole.Fill, x + corner, y + line, right - corner, y + corner);
        AddFlat(whole.Fill, x + corner, bottom - corner, right - corner, bottom - line);
        if (line > 0)
        {
            AddFlat(whole.Border, x + corner, y, right - corner, y + line);
            AddFlat(whole.Border, x + corner, bottom - line, right - corner, bottom);
            AddFlat(whole.Border, x, y + corner, x + line, bottom - corner);
            AddFlat(whole.Border, right - line, y + corner, right, bottom - corner);
        }
        _edges.Add(whole with { Rect = new Vector4(x, y, corner, corner) });
        _edges.Add(whole with { Rect = new Vector4(right - corner, y, corner, corner) });
        _edges.Add(whole with { Rect = new Vector4(x, bottom - corner, corner, corner) });
        _edges.Add(whole with { Rect = new Vector4(right - corner, bottom - corner, corner, corner) });
    }

    private void AddFlat(uint colour, float left, float top, float right, float bottom)
    {
        // All straight parts before are hidden by one that covers what is drawn.
        if (left <= _part.Left && top <= _part.Top && right >= _part.Right && bottom >= _part.Bottom)
            _instances.Clear();
        _instances.Add(new Instance(new Vector4(left, top, right - left, bottom - top), default, colour, 0, default));
    }

    // 0xAARRGGBB to the bytes R, G, B, A in memory.
    public static uint Bytes(uint colour) => BinaryPrimitives.ReverseEndianness(BitOperations.RotateLeft(colour, 8));
}
