using Cnn.Ops;

namespace Cnn.Tfjs.Operators;

/// <summary>Resampling of maps NHWC to a height and a width.</summary>
internal static class ResizeRows
{
    public static readonly TfOperator[] All =
    [
        TfOperator.Of("ResizeBilinear", n => Read(n, ResizeMode.Linear)),
        TfOperator.Of("ResizeNearestNeighbor", n => Read(n, ResizeMode.Nearest)),
    ];

    private static Value Read(TfReader n, ResizeMode mode)
    {
        var value = n.Value(0);
        int[] size = n.KnownInts(1, "size");
        bool corners = n.Flag("align_corners"), centres = n.Flag("half_pixel_centers");
        if (value.Shape.Rank != 4 || size.Length != 2)
            throw n.Error($"a map of 4 axes and 2 lengths are needed, not {value.Shape} and {size.Length}");
        // A size that follows from another value's shape goes with it already.
        if (n.Value(1).Tensor is not null)
            size = [n.Scaled(size[0], 1), n.Scaled(size[1], 2)];
        if (size[0] == value.Shape[1] && size[1] == value.Shape[2])
            return value;
        var coordinates = corners ? ResizeCoordinates.AlignCorners : centres ? ResizeCoordinates.HalfPixel : ResizeCoordinates.Asymmetric;
        var op = new Resize([], [value.Shape[0], value.Shape[3], size[0], size[1]], mode, coordinates)
        {
            // TensorFlow takes ⌊(x + ½) / scale⌋, which is half_pixel's coordinate with its ½ rounded up.
            Nearest = corners || centres ? ResizeNearest.RoundPreferCeil : ResizeNearest.Floor,
        };
        return new Value(n.Make(op, n.In(value, Value.Nchw)), Value.Nchw);
    }
}
