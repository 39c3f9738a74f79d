using System.Numerics;
using System.Runtime.InteropServices;

namespace Cnn.Ops;

/// <summary>Elements of any type seen through one that is copied or computed with: Bool as byte.</summary>
internal static class Elements
{
    /// <summary>The elements as <typeparamref name="T"/>, which has the tensor's element size.</summary>
    public static Span<T> Of<T>(Tensor tensor) where T : unmanaged => MemoryMarshal.Cast<byte, T>(tensor.Bytes);

    /// <summary>A float result for a float type, a wrapped integer for an integer type.</summary>
    public static T Round<T>(double value) where T : unmanaged, INumber<T> => typeof(T) == typeof(float)
        ? T.CreateTruncating(value)
        : T.CreateTruncating((long)value);
}
