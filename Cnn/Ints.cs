using System.Collections;
using System.Runtime.CompilerServices;

namespace Cnn;

/// <summary>
/// An immutable list of integers that compares by value: what operators hold where ONNX has an INTS attribute
/// (strides, pads, axes). A plain array in a record would compare by reference and miss the program cache.
/// </summary>
[CollectionBuilder(typeof(Ints), nameof(Create))]
public readonly struct Ints : IEquatable<Ints>, IReadOnlyList<int>
{
    private readonly int[]? _values;

    private Ints(int[] values) => _values = values;

    /// <summary>Lets a collection expression, <c>[1, 2]</c>, be an Ints.</summary>
    public static Ints Create(ReadOnlySpan<int> values) => new(values.ToArray());

    /// <summary>The same value <paramref name="count"/> times.</summary>
    public static Ints Repeat(int value, int count) => new(Enumerable.Repeat(value, count).ToArray());

    /// <summary>How many there are.</summary>
    public int Count => _values?.Length ?? 0;

    /// <summary>The value at a position.</summary>
    public int this[int index] => AsSpan()[index];

    /// <summary>The values as a span.</summary>
    public ReadOnlySpan<int> AsSpan() => _values;

    /// <inheritdoc/>
    public bool Equals(Ints other) => AsSpan().SequenceEqual(other.AsSpan());

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is Ints other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        var hash = new HashCode();
        foreach (int value in AsSpan())
            hash.Add(value);
        return hash.ToHashCode();
    }

    /// <summary>Whether all values are equal.</summary>
    public static bool operator ==(Ints left, Ints right) => left.Equals(right);

    /// <summary>Whether some value differs.</summary>
    public static bool operator !=(Ints left, Ints right) => !left.Equals(right);

    /// <summary>Enumerates the values.</summary>
    public IEnumerator<int> GetEnumerator() => ((IEnumerable<int>)(_values ?? [])).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>For people: <c>[1, 2]</c>.</summary>
    public override string ToString() => $"[{string.Join(", ", _values ?? [])}]";
}
