namespace Cnn.Ops;

/// <summary>
/// Walks over the rows of a shape (all axes but the last) and keeps, for up to three strided tensors, the offset where
/// the row begins; the last axis is left to the caller's inner loop.
/// </summary>
internal ref struct Walk
{
    private readonly ReadOnlySpan<int> _lengths;
    private readonly ReadOnlySpan<int> _a;
    private readonly ReadOnlySpan<int> _b;
    private readonly ReadOnlySpan<int> _c;
    private readonly int[] _index;
    private bool _begun;

    /// <summary>Strides are given for every axis of the shape; a missing tensor passes an empty span.</summary>
    public Walk(Shape shape, ReadOnlySpan<int> a, ReadOnlySpan<int> b = default, ReadOnlySpan<int> c = default)
    {
        _lengths = shape.AsSpan();
        _a = a;
        _b = b;
        _c = c;
        _index = new int[shape.Rank];
        Done = shape.Count == 0;
        Length = shape.Rank == 0 ? 1 : shape.AsSpan()[^1];
        StepA = a.IsEmpty ? 0 : a[^1];
        StepB = b.IsEmpty ? 0 : b[^1];
        StepC = c.IsEmpty ? 0 : c[^1];
    }

    private bool Done { get; set; }

    /// <summary>The length of a row.</summary>
    public int Length { get; }

    /// <summary>How far apart neighbours in a row lie, in the first tensor.</summary>
    public int StepA { get; }

    /// <summary>How far apart neighbours in a row lie, in the second tensor.</summary>
    public int StepB { get; }

    /// <summary>How far apart neighbours in a row lie, in the third tensor.</summary>
    public int StepC { get; }

    /// <summary>Where the row begins in the first tensor.</summary>
    public int A { get; private set; }

    /// <summary>Where the row begins in the second tensor.</summary>
    public int B { get; private set; }

    /// <summary>Where the row begins in the third tensor.</summary>
    public int C { get; private set; }

    /// <summary>The index of the row, all axes; the last one stays 0.</summary>
    public readonly ReadOnlySpan<int> Index => _index;

    /// <summary>Goes to the next row; false after the last.</summary>
    public bool Next()
    {
        if (Done)
            return false;
        if (!_begun)
        {
            _begun = true;
            return true;
        }
        for (int axis = _lengths.Length - 2; axis >= 0; axis--)
        {
            Move(axis, 1);
            if (++_index[axis] < _lengths[axis])
                return true;
            Move(axis, -_lengths[axis]);
            _index[axis] = 0;
        }
        Done = true;
        return false;
    }

    private void Move(int axis, int steps)
    {
        A += _a.IsEmpty ? 0 : _a[axis] * steps;
        B += _b.IsEmpty ? 0 : _b[axis] * steps;
        C += _c.IsEmpty ? 0 : _c[axis] * steps;
    }
}
