using Silk.NET.OpenGL;

namespace Cnn.Gl;

/// <summary>A tensor on the device: a view (shape and layout) of a piece of memory that several tensors may share.</summary>
/// <param name="Shape">The shape.</param>
/// <param name="Type">The element type; integers and Bool are stored as 32-bit signed.</param>
/// <param name="Memory">Where the elements lie.</param>
internal sealed record GlTensor(Shape Shape, DataType Type, GlMemory Memory)
{
    public static GlTensor Buffer(Shape shape, DataType type) => new(shape, type, GlMemory.Buffer(shape.Count));

    public GlLayout Layout => Memory.IsImage ? GlLayout.C4 : GlLayout.Nchw;

    public bool IsFloat => Type == DataType.Float32;

    /// <summary>The lengths as a feature map's (N, C, H, W); missing axes are 1.</summary>
    public (int N, int C, int H, int W) Map => Shape.Rank switch
    {
        0 => (1, 1, 1, 1),
        1 => (1, Shape[0], 1, 1),
        2 => (Shape[0], Shape[1], 1, 1),
        3 => (Shape[0], Shape[1], 1, Shape[2]),
        4 => (Shape[0], Shape[1], Shape[2], Shape[3]),
        _ => (Shape[0], Shape[1], Shape[2], Shape.Product(3, Shape.Rank)),
    };
}

/// <summary>A GL buffer or 2D-array texture, allocated when a compilation gets to it.</summary>
internal sealed class GlMemory : IDisposable
{
    private GL? _gl;

    private GlMemory(int width, int height, int layers, long elements)
    {
        (Width, Height, Layers, Elements) = (width, height, layers, elements);
    }

    public static GlMemory Buffer(long elements) => new(0, 0, 0, elements);

    public static GlMemory Image(int width, int height, int layers) => new(width, height, layers, 4L * width * height * layers);

    public int Width { get; }
    public int Height { get; }
    public int Layers { get; }
    public long Elements { get; }
    public bool IsImage => Layers > 0;

    /// <summary>The GL name; 0 before <see cref="Allocate"/>.</summary>
    public uint Handle { get; private set; }

    public unsafe void Allocate(GL gl, GlLimits limits)
    {
        if (Handle != 0)
            return;
        _gl = gl;
        if (IsImage)
        {
            Handle = gl.GenTexture();
            gl.BindTexture(TextureTarget.Texture2DArray, Handle);
            gl.TexStorage3D(TextureTarget.Texture2DArray, 1, SizedInternalFormat.Rgba32f, (uint)Width, (uint)Height, (uint)Layers);
            gl.TexParameter(TextureTarget.Texture2DArray, TextureParameterName.TextureMinFilter, (int)TextureMinFilter.Nearest);
            gl.TexParameter(TextureTarget.Texture2DArray, TextureParameterName.TextureMagFilter, (int)TextureMagFilter.Nearest);
            gl.BindTexture(TextureTarget.Texture2DArray, 0);
        }
        else
        {
            // An empty buffer cannot be bound: there are always 16 bytes.
            long bytes = Math.Max(16, 4 * Elements);
            if (bytes > limits.BufferBytes)
                throw new GlException($"a tensor of {bytes:N0} bytes exceeds this device's largest storage buffer, {limits.BufferBytes:N0} bytes");
            Handle = gl.GenBuffer();
            gl.BindBuffer(BufferTargetARB.CopyWriteBuffer, Handle);
            gl.BufferData(BufferTargetARB.CopyWriteBuffer, (nuint)bytes, null, BufferUsageARB.DynamicCopy);
        }
        if (gl.GetError() == GLEnum.OutOfMemory)
            throw new GlException($"the device has no memory for a tensor of {4 * Elements:N0} bytes");
    }

    public void Dispose()
    {
        if (Handle == 0)
            return;
        if (IsImage)
            _gl!.DeleteTexture(Handle);
        else
            _gl!.DeleteBuffer(Handle);
        Handle = 0;
    }
}
