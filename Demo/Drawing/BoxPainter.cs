using System.Buffers.Binary;
using System.Numerics;
using Demo.Ui;
using Silk.NET.OpenGL;

namespace Demo.Drawing;

/// <summary>Draws all rounded boxes of a frame with one call.</summary>
internal sealed class BoxPainter : IDisposable
{
    private readonly record struct Instance(Vector4 Rect, uint Fill, uint Border, Vector2 Measures);

    private readonly GL _gl;
    private readonly DrawProgram _program;
    private readonly InstanceBuffer<Instance> _instances;

    public BoxPainter(GL gl)
    {
        _gl = gl;
        _program = new DrawProgram(gl, ["box.vert.glsl", "box.frag.glsl"]);
        _instances = new InstanceBuffer<Instance>(gl,
        [
            (4, VertexAttribPointerType.Float, 0), (4, VertexAttribPointerType.UnsignedByte, 16),
            (4, VertexAttribPointerType.UnsignedByte, 20), (2, VertexAttribPointerType.Float, 24),
        ]);
    }

    public void Draw(ReadOnlySpan<BoxItem> boxes, in Viewport viewport)
    {
        _instances.Clear();
        foreach (ref readonly var box in boxes)
            _instances.Add(new Instance(viewport.Snap(box.Rect), Bytes(box.Fill), Bytes(box.Border),
                new Vector2(box.Radius * viewport.Scale, MathF.Max(1, MathF.Floor(viewport.Scale)))));
        _program.Use();
        _gl.Uniform2(_program["viewport"], viewport.Width, (float)viewport.Height);
        _instances.Upload();
        _instances.Draw(0, _instances.Count);
    }

    public void Dispose()
    {
        _program.Dispose();
        _instances.Dispose();
    }

    // 0xAARRGGBB to the bytes R, G, B, A in memory.
    private static uint Bytes(uint colour) => BinaryPrimitives.ReverseEndianness(BitOperations.RotateLeft(colour, 8));
}
