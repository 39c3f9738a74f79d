using System.Runtime.InteropServices;

namespace Cnn;

/// <summary>
/// A dense row-major array with a shape and an element type, in managed memory. Tensors are equal by reference.
/// </summary>
public sealed class Tensor
{
    private readonly Array? _data;
    // Where the elements lie if they are not in an array.
    private readonly nint _native;

    /// <summary>Makes a tensor of zeros.</summary>
    /// <exception cref="CnnException">The element count exceeds what one array can hold.</exception>
    public Tensor(Shape shape, DataType type = DataType.Float32)
    {
        if (shape.Count > Array.MaxLength)
            throw new CnnException($"a tensor of shape {shape} has {shape.Count} elements; one tensor holds at most {Array.MaxLength}");
        int count = (int)shape.Count;
        Shape = shape;
        Type = type;
        _data = type switch
        {
            DataType.Float32 => new float[count],
            DataType.Int64 => new long[count],
            DataType.Int32 => new int[count],
            DataType.UInt8 => new byte[count],
            DataType.Bool => new bool[count],
            _ => throw new ArgumentOutOfRangeException(nameof(type)),
        };
    }

    private Tensor(Shape shape, DataType type, Array data)
    {
        if (shape.Count != data.Length)
            throw new CnnException($"shape {shape} has {shape.Count} elements, but {data.Length} values were given");
        Shape = shape;
        Type = type;
        _data = data;
    }

    /// <summary>A tensor over memory that a backend owns: valid as long as that is.</summary>
    internal unsafe Tensor(Shape shape, DataType type, void* elements) => (Shape, Type, _native) = (shape, type, (nint)elements);

    /// <summary>Wraps an array (no copy) as a tensor of the given shape.</summary>
    /// <exception cref="CnnException">The array's length differs from the shape's element count.</exception>
    public static Tensor From<T>(Shape shape, T[] values) where T : unmanaged => new(shape, TypeOf<T>(), values);

    /// <summary>A rank-1 tensor of the given values.</summary>
    public static Tensor Vector<T>(params T[] values) where T : unmanaged => From([values.Length], values);

    /// <summary>A rank-0 tensor.</summary>
    public static Tensor Scalar<T>(T value) where T : unmanaged => From(Shape.Scalar, new[] { value });

    /// <summary>The axis lengths.</summary>
    public Shape Shape { get; }

    /// <summary>The element type.</summary>
    public DataType Type { get; }

    /// <summary>The number of elements.</summary>
    public int Count => (int)Shape.Count;

    /// <summary>The elements in row-major order.</summary>
    /// <exception cref="CnnException"><typeparamref name="T"/> is not the element type.</exception>
    public unsafe Span<T> Span<T>() where T : unmanaged => _data is T[] values ? values
        : _data is null && TypeOf<T>() == Type ? new Span<T>((void*)_native, Count)
        : throw new CnnException($"a {Type} tensor was read as {typeof(T).Name}");

    /// <summary>The elements of a <see cref="DataType.Float32"/> tensor.</summary>
    public Span<float> Floats => Span<float>();

    /// <summary>The raw bytes of the elements, in the machine's byte order; a Bool takes one byte, 0 or 1.</summary>
    public unsafe Span<byte> Bytes => _data is null
        ? new Span<byte>((void*)_native, checked(Count * SizeOf(Type)))
        : MemoryMarshal.CreateSpan(ref MemoryMarshal.GetArrayDataReference(_data), checked(Count * SizeOf(Type)));

    /// <summary>How many bytes an element of a type takes.</summary>
    public static int SizeOf(DataType type) => type switch
    {
        DataType.Int64 => 8,
        DataType.UInt8 or DataType.Bool => 1,
        _ => 4,
    };

    /// <summary>The elements of an integer tensor of any width, or a Bool one, widened to 64 bits.</summary>
    /// <exception cref="CnnException">The tensor holds floats.</exception>
    public long[] ToInt64() => Type switch
    {
        DataType.Int64 => Span<long>().ToArray(),
        DataType.Int32 => Array.ConvertAll(Span<int>().ToArray(), v => (long)v),
        DataType.UInt8 => Array.ConvertAll(Span<byte>().ToArray(), v => (long)v),
        DataType.Bool => Array.ConvertAll(Span<bool>().ToArray(), v => v ? 1L : 0L),
        _ => throw new CnnException("a Float32 tensor was given where integers are needed"),
    };

    /// <summary>Copies all elements of a tensor of the same type and element count.</summary>
    /// <exception cref="CnnException">Type or element count differ.</exception>
    public void CopyFrom(Tensor source)
    {
        if (source.Type != Type || source.Count != Count)
            throw new CnnException($"cannot copy {source.Type} {source.Shape} to {Type} {Shape}");
        source.Bytes.CopyTo(Bytes);
    }

    /// <summary>Copies a shorter tensor of the same type over the first elements and leaves the rest.</summary>
    /// <exception cref="CnnException">The types differ, or the source is longer.</exception>
    public void CopyFront(Tensor source)
    {
        if (source.Type != Type || source.Count > Count)
            throw new CnnException($"cannot copy {source.Type} {source.Shape} to the front of {Type} {Shape}");
        source.Bytes.CopyTo(Bytes);
    }

    /// <summary>The same elements (shared, not copied) seen in another shape.</summary>
    /// <exception cref="CnnException">The element counts differ.</exception>
    public unsafe Tensor Reshaped(Shape shape) => _data is not null ? new(shape, Type, _data)
        : shape.Count == Count ? new(shape, Type, (void*)_native)
        : throw new CnnException($"shape {shape} has {shape.Count} elements, but there are {Count}");

    /// <summary>A copy with its own elements.</summary>
    public Tensor Clone()
    {
        var copy = new Tensor(Shape, Type);
        copy.CopyFrom(this);
        return copy;
    }

    /// <summary>The element type for a .NET type.</summary>
    public static DataType TypeOf<T>() where T : unmanaged =>
        typeof(T) == typeof(float) ? DataType.Float32
        : typeof(T) == typeof(long) ? DataType.Int64
        : typeof(T) == typeof(int) ? DataType.Int32
        : typeof(T) == typeof(byte) ? DataType.UInt8
        : typeof(T) == typeof(bool) ? DataType.Bool
        : throw new CnnException($"tensors do not hold {typeof(T).Name}");

    /// <inheritdoc/>
    public override string ToString() => $"{Type} {Shape}";
}
