using System.Collections;
using System.Runtime.CompilerServices;

namespace Cnn;

/// <summary>An immutable list of floats that compares by value: what operators hold where ONNX has a FLOATS attribute.</summary>
[CollectionBuilder(typeof(Floats), nameof(Create))]
public readonly struct Floats : IEquatable<Floats>, IReadOnlyList<float>
{
    private readonly float[]? _values;

    private Floats(float[] values) => _values = values;

    /// <summary>Lets a collection expression, <c>[1, 0.5f]</c>, be a Floats.</summary>
    public static Floats Create(ReadOnlySpan<float> values) => new(values.ToArray());

    /// <summary>How many there are.</summary>
    public int Count => _values?.Length ?? 0;

    /// <summary>The value at a position.</summary>
    public float this[int index] => AsSpan()[index];

    /// <summary>The values as a span.</summary>
    public ReadOnlySpan<float> AsSpan() => _values;

    /// <inheritdoc/>
    public bool Equals(Floats other) => AsSpan().SequenceEqual(other.AsSpan());

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is Floats other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        var hash = new HashCode();
        foreach (float value in AsSpan())
            hash.Add(value);
        return hash.ToHashCode();
    }

    /// <summary>Whether all values are equal.</summary>
    public static bool operator ==(Floats left, Floats right) => left.Equals(right);

    /// <summary>Whether some value differs.</summary>
    public static bool operator !=(Floats left, Floats right) => !left.Equals(right);

    /// <summary>Enumerates the values.</summary>
    public IEnumerator<float> GetEnumerator() => ((IEnumerable<float>)(_values ?? [])).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>For people: <c>[1, 0.5]</c>.</summary>
    public override string ToString() => $"[{string.Join(", ", _values ?? [])}]";
}
