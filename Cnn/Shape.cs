using System.Collections;
using System.Collections.Immutable;
using System.Runtime.CompilerServices;

namespace Cnn;

/// <summary>
/// The lengths of a tensor's axes, outermost first (feature maps: N, C, H, W). Rank 0 is a scalar.
/// Two shapes are equal when all their lengths are.
/// </summary>
[CollectionBuilder(typeof(Shape), nameof(Create))]
public readonly struct Shape : IEquatable<Shape>, IReadOnlyList<int>
{
    /// <summary>The highest rank that every backend can address.</summary>
    public const int MaxRank = 6;

    private readonly ImmutableArray<int> _lengths;

    /// <summary>Makes a shape from its axis lengths.</summary>
    /// <exception cref="CnnException">A length is negative, the rank exceeds <see cref="MaxRank"/>, or the count overflows.</exception>
    public Shape(params ReadOnlySpan<int> lengths)
    {
        if (lengths.Length > MaxRank)
            throw new CnnException($"a shape of rank {lengths.Length} exceeds the highest rank {MaxRank}");
        long count = 1;
        foreach (int length in lengths)
        {
            if (length < 0)
                throw new CnnException($"an axis length is negative: [{string.Join(",", lengths.ToArray())}]");
            // A zero axis makes the count zero however large the others are.
            if (length != 0 && count > long.MaxValue / length)
                throw new CnnException($"the element count of [{string.Join(",", lengths.ToArray())}] overflows");
            count *= length;
        }
        _lengths = ImmutableArray.Create(lengths);
        Count = count;
    }

    /// <summary>Lets a collection expression, <c>[1, 3, 224, 224]</c>, be a shape.</summary>
    public static Shape Create(ReadOnlySpan<int> lengths) => new(lengths);

    /// <summary>A scalar: rank 0, one element.</summary>
    public static Shape Scalar { get; } = new([]);

    private ImmutableArray<int> Lengths => _lengths.IsDefault ? [] : _lengths;

    /// <summary>The number of elements: the product of all lengths, 1 for a scalar.</summary>
    public long Count { get => _lengths.IsDefault ? 1 : field; }

    /// <summary>The number of axes.</summary>
    public int Rank => Lengths.Length;

    int IReadOnlyCollection<int>.Count => Rank;

    /// <summary>The length of an axis, 0 ≤ <paramref name="axis"/> &lt; <see cref="Rank"/>.</summary>
    public int this[int axis] => Lengths[axis];

    /// <summary>The lengths as a span.</summary>
    public ReadOnlySpan<int> AsSpan() => Lengths.AsSpan();

    /// <summary>Row-major strides in elements: how far apart two neighbours along each axis lie.</summary>
    public int[] Strides()
    {
        var strides = new int[Rank];
        int step = 1;
        for (int axis = Rank - 1; axis >= 0; axis--)
        {
            strides[axis] = step;
            step = unchecked(step * Lengths[axis]);
        }
        return strides;
    }

    /// <summary>Turns an axis that may count from the end (−1 is the last) into one from the front.</summary>
    /// <exception cref="CnnException">The axis lies outside −rank … rank−1.</exception>
    public int Axis(int axis) => axis >= -Rank && axis < Rank
        ? (axis + Rank) % Math.Max(Rank, 1)
        : throw new CnnException($"axis {axis} is out of range for shape {this}");

    /// <summary>This shape with one axis changed.</summary>
    public Shape With(int axis, int length) => new(Lengths.SetItem(axis, length).AsSpan());

    /// <summary>The product of the lengths of axes <paramref name="from"/> … <paramref name="to"/>−1.</summary>
    /// <exception cref="CnnException">It exceeds what an axis can have.</exception>
    public int Product(int from, int to)
    {
        long product = 1;
        bool empty = false;
        for (int axis = from; axis < to; axis++)
        {
            empty |= Lengths[axis] == 0;
            product = Math.Min(product * Math.Max(Lengths[axis], 1), int.MaxValue + 1L);
        }
        if (product > int.MaxValue && !empty)
            throw new CnnException($"axes {from} to {to - 1} of {this} have more than {int.MaxValue} elements");
        return empty ? 0 : (int)product;
    }

    /// <inheritdoc/>
    public bool Equals(Shape other) => AsSpan().SequenceEqual(other.AsSpan());

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is Shape other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        var hash = new HashCode();
        foreach (int length in Lengths)
            hash.Add(length);
        return hash.ToHashCode();
    }

    /// <summary>Whether all lengths are equal.</summary>
    public static bool operator ==(Shape left, Shape right) => left.Equals(right);

    /// <summary>Whether some length differs.</summary>
    public static bool operator !=(Shape left, Shape right) => !left.Equals(right);

    /// <summary>Enumerates the lengths, outermost first.</summary>
    public ImmutableArray<int>.Enumerator GetEnumerator() => Lengths.GetEnumerator();

    IEnumerator<int> IEnumerable<int>.GetEnumerator() => ((IEnumerable<int>)Lengths).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => ((IEnumerable)Lengths).GetEnumerator();

    /// <summary>For people: <c>1×3×224×224</c>, or <c>scalar</c>.</summary>
    public override string ToString() => Rank == 0 ? "scalar" : string.Join("×", Lengths);
}
