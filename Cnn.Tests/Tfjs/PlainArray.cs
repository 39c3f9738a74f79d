namespace Cnn.Tests.Tfjs;

/// <summary>An array as TensorFlow sees it: what the definitions of the tests are written with.</summary>
/// <param name="Shape">The lengths of its axes; a map is NHWC.</param>
/// <param name="Values">Row-major.</param>
public sealed record PlainArray(int[] Shape, float[] Values)
{
    /// <summary>An array of a shape from a function of the index.</summary>
    public static PlainArray Of(int[] shape, Func<int[], double> value)
    {
        var values = new float[shape.Aggregate(1, (a, b) => a * b)];
        var index = new int[shape.Length];
        for (int i = 0; i < values.Length; i++)
        {
            values[i] = (float)value(index);
            for (int axis = shape.Length - 1; axis >= 0 && ++index[axis] == shape[axis]; axis--)
                index[axis] = 0;
        }
        return new PlainArray(shape, values);
    }

    /// <summary>Numbers between −3 and 3 that differ.</summary>
    public static PlainArray Numbers(int seed, params int[] shape)
    {
        var random = new Random(seed);
        return Of(shape, _ => random.NextSingle() * 6 - 3);
    }

    /// <summary>The element at an index; 0 outside.</summary>
    public float this[params int[] index]
    {
        get
        {
            int at = 0;
            for (int axis = 0; axis < Shape.Length; axis++)
            {
                if (index[axis] < 0 || index[axis] >= Shape[axis])
                    return 0;
                at = at * Shape[axis] + index[axis];
            }
            return Values[at];
        }
    }

    /// <summary>Whether an index is inside.</summary>
    public bool Has(params int[] index) => Enumerable.Range(0, Shape.Length).All(axis => index[axis] >= 0 && index[axis] < Shape[axis]);

    /// <summary>The same function of every element.</summary>
    public PlainArray Map(Func<double, double> function) => new(Shape, [.. Values.Select(v => (float)function(v))]);

    /// <summary>As this library has a map: NCHW.</summary>
    public Tensor ToNchw()
    {
        var turned = Of([Shape[0], Shape[3], Shape[1], Shape[2]], i => this[i[0], i[2], i[3], i[1]]);
        return Tensor.From(new Shape(turned.Shape), turned.Values);
    }
}
