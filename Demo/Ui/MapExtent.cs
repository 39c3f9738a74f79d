using Cnn;

namespace Demo.Ui;

/// <summary>
/// Any shape seen as maps: vectors are channels of one cell, a table of one image is one map, as the labels of a picture's pixels
/// are; of volumes the slices lie one under the other.
/// </summary>
internal readonly record struct MapExtent(int Images, int Channels, int Rows, int Columns)
{
    public static MapExtent Of(Shape shape) => shape.Rank switch
    {
        0 => new(1, 1, 1, 1),
        1 => new(1, shape[0], 1, 1),
        2 => new(shape[0], shape[1], 1, 1),
        3 when shape[0] == 1 => new(1, 1, shape[1], shape[2]),
        3 => new(shape[0], shape[1], 1, shape[2]),
        _ => new(shape[0], shape[1], shape.Product(2, shape.Rank - 1), shape[shape.Rank - 1]),
    };
}
