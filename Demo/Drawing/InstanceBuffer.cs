using Silk.NET.OpenGL;

namespace Demo.Drawing;

/// <summary>Per-instance vertex attributes that are filled anew each frame, with the vertex array that describes them.</summary>
/// <typeparam name="T">One instance, as it lies in memory.</typeparam>
internal sealed class InstanceBuffer<T> : IDisposable where T : unmanaged
{
    private readonly GL _gl;
    private readonly uint _array, _buffer;
    private readonly List<T> _items = [];

    /// <param name="gl">OpenGL, current.</param>
    /// <param name="attributes">Each attribute's components, whether they are integers, bytes or floats, and its offset in bytes.</param>
    public unsafe InstanceBuffer(GL gl, ReadOnlySpan<(int Components, VertexAttribPointerType Type, int Offset)> attributes)
    {
        _gl = gl;
        _array = gl.GenVertexArray();
        _buffer = gl.GenBuffer();
        gl.BindVertexArray(_array);
        gl.BindBuffer(BufferTargetARB.ArrayBuffer, _buffer);
        uint stride = (uint)sizeof(T);
        for (uint i = 0; i < attributes.Length; i++)
        {
            var (components, type, offset) = attributes[(int)i];
            gl.EnableVertexAttribArray(i);
            if (type == VertexAttribPointerType.Int)
                gl.VertexAttribIPointer(i, components, VertexAttribIType.Int, stride, (void*)offset);
            else
                gl.VertexAttribPointer(i, components, type, type == VertexAttribPointerType.UnsignedByte, stride, (void*)offset);
            gl.VertexAttribDivisor(i, 1);
        }
        gl.BindVertexArray(0);
    }

    public int Count => _items.Count;

    public void Clear() => _items.Clear();

    public void Add(in T item) => _items.Add(item);

    /// <summary>Sends all instances and binds the vertex array.</summary>
    public void Upload()
    {
        _gl.BindVertexArray(_array);
        _gl.BindBuffer(BufferTargetARB.ArrayBuffer, _buffer);
        var items = System.Runtime.InteropServices.CollectionsMarshal.AsSpan(_items);
        // New storage each frame: the driver need not wait for the last frame's draws.
        _gl.BufferData<T>(BufferTargetARB.ArrayBuffer, items, BufferUsageARB.StreamDraw);
    }

    /// <summary>Draws some of the instances, each as a quad of four vertices.</summary>
    public void Draw(int first, int count) =>
        _gl.DrawArraysInstancedBaseInstance(PrimitiveType.TriangleStrip, 0, 4, (uint)count, (uint)first);

    public void Dispose()
    {
        _gl.DeleteVertexArray(_array);
        _gl.DeleteBuffer(_buffer);
    }
}
