using System.Runtime.InteropServices;

namespace Cnn;

/// <summary>
/// A dense row-major array with a shape and an element type, in managed memory. Tensors are equal by reference.
/// </summary>
public sealed class Tensor
{
    private readonly Array _data;

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
    public int Count => _data.Length;

    /// <summary>The elements in row-major order.</summary>
    /// <exception cref="CnnException"><typeparamref name="T"/> is not the element type.</exception>
    public Span<T> Span<T>() where T : unmanaged => _data is T[] values
        ? values
        : throw new CnnException($"a {Type} tensor was read as {typeof(T).Name}");

    /// <summary>The elements of a <see cref="DataType.Float32"/> tensor.</summary>
    public Span<float> Floats => Span<float>();

    /// <summary>The raw bytes of the elements, in the machine's byte order; a Bool takes one byte, 0 or 1.</summary>
    public Span<byte> Bytes => MemoryMarshal.CreateSpan(
        ref MemoryMarshal.GetArrayDataReference(_data), checked(Count * SizeOf(Type)));

    /// <summary>How many bytes an element of a type takes.</summary>
    public static int SizeOf(DataType type) => type switch
    {
        DataType.Int64 => 8,
        DataType.UInt8 or DataType.Bool => 1,
        _ => 4,
    };

    /// <summary>The elements of an integer tensor of any width, or a Bool one, widened to 64 bits.</summary>
    /// <exception cref="CnnException">The tensor holds floats.</exception>
    public long[] ToInt64() => _data switch
    {
        long[] values => (long[])values.Clone(),
        int[] values => Array.ConvertAll(values, v => (long)v),
        byte[] values => Array.ConvertAll(values, v => (long)v),
        bool[] values => Array.ConvertAll(values, v => v ? 1L : 0L),
        _ => throw new CnnException("a Float32 tensor was given where integers are needed"),
    };

    /// <summary>Copies all elements of a tensor of the same type and element count.</summary>
    /// <exception cref="CnnException">Type or element count differ.</exception>
    public void CopyFrom(Tensor source)
    {
        if (source.Type != Type || source.Count != Count)
            throw new CnnException($"cannot copy {source.Type} {source.Shape} to {Type} {Shape}");
        Array.Copy(source._data, _data, Count);
    }

    /// <summary>Copies a shorter tensor of the same type over the first elements and leaves the rest.</summary>
    /// <exception cref="CnnException">The types differ, or the source is longer.</exception>
    public void CopyFront(Tensor source)
    {
        if (source.Type != Type || source.Count > Count)
            throw new CnnException($"cannot copy {source.Type} {source.Shape} to the front of {Type} {Shape}");
        Array.Copy(source._data, _data, source.Count);
    }

    /// <summary>The same elements (shared, not copied) seen in another shape.</summary>
    /// <exception cref="CnnException">The element counts differ.</exception>
    public Tensor Reshaped(Shape shape) => new(shape, Type, _data);

    /// <summary>A copy with its own elements.</summary>
    public Tensor Clone() => new(Shape, Type, (Array)_data.Clone());

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
