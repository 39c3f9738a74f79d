using Silk.NET.OpenGL;

namespace Demo.Drawing;

/// <summary>Per-instance vertex attributes that are filled anew each frame, with the vertex array that describes them.</summary>
/// <typeparam name="T">One instance, as it lies in memory.</typeparam>
internal sealed class InstanceBuffer<T> : IDisposable where T : unmanaged
{
    private readonly GL _gl;
    private readonly (int Components, VertexAttribPointerType Type, int Offset)[] _attributes;
    private readonly uint _array, _buffer;
    private readonly List<T> _items = [];
    private readonly bool _begins;
    private int _first;

    /// <param name="gl">OpenGL, current.</param>
    /// <param name="attributes">Each attribute's components, whether they are integers, bytes or floats, and its offset in bytes.</param>
    public InstanceBuffer(GL gl, params (int Components, VertexAttribPointerType Type, int Offset)[] attributes)
    {
        (_gl, _attributes) = (gl, attributes);
        _begins = gl.Context.TryGetProcAddress("glDrawArraysInstancedBaseInstance", out _);
        _array = gl.GenVertexArray();
        _buffer = gl.GenBuffer();
        gl.BindVertexArray(_array);
        for (uint i = 0; i < attributes.Length; i++)
        {
            gl.EnableVertexAttribArray(i);
            gl.VertexAttribDivisor(i, 1);
        }
        BeginAt(0);
        gl.BindVertexArray(0);
    }

    public int Count => _items.Count;

    public void Clear() => _items.Clear();

    public void Add(in T item) => _items.Add(item);

    /// <summary>Sends all instances.</summary>
    public void Upload()
    {
        _gl.BindBuffer(BufferTargetARB.ArrayBuffer, _buffer);
        var items = System.Runtime.InteropServices.CollectionsMarshal.AsSpan(_items);
        // New storage each frame: the driver need not wait for the last frame's draws.
        _gl.BufferData<T>(BufferTargetARB.ArrayBuffer, items, BufferUsageARB.StreamDraw);
    }

    /// <summary>Draws some of the instances, each as a quad of four vertices.</summary>
    public void Draw(int first, int count)
    {
        _gl.BindVertexArray(_array);
        if (_begins)
        {
            _gl.DrawArraysInstancedBaseInstance(PrimitiveType.TriangleStrip, 0, 4, (uint)count, (uint)first);
            return;
        }
        if (first != _first)
            BeginAt(first);
        _gl.DrawArraysInstanced(PrimitiveType.TriangleStrip, 0, 4, (uint)count);
    }

    public void Dispose()
    {
        _gl.DeleteVertexArray(_array);
        _gl.DeleteBuffer(_buffer);
    }

    // OpenGL has no base instance before 4.2: the attributes begin later in the buffer.
    private unsafe void BeginAt(int first)
    {
        _first = first;
        _gl.BindBuffer(BufferTargetARB.ArrayBuffer, _buffer);
        uint stride = (uint)sizeof(T);
        for (uint i = 0; i < _attributes.Length; i++)
        {
            var (components, type, offset) = _attributes[i];
            var place = (void*)(first * (nint)stride + offset);
            if (type == VertexAttribPointerType.Int)
                _gl.VertexAttribIPointer(i, components, VertexAttribIType.Int, stride, place);
            else
                _gl.VertexAttribPointer(i, components, type, type == VertexAttribPointerType.UnsignedByte, stride, place);
        }
    }
}
