using Cnn.Ops;

namespace Cnn.Onnx.Operators;

/// <summary>Resampling. Upsample and the Resize of operator set 10 are read as what Resize became in set 11.</summary>
internal static class ResizeRows
{
    public static readonly OnnxOperator[] All =
    [
        OnnxOperator.Of<Resize>("Resize", 10, n => n.Opset == 10 ? ReadFirst(n) : Read(n), Write),
        OnnxOperator.ReadOnly("Upsample", 7, ReadFirst),
    ];

    private static (string Word, ResizeMode Value)[] Modes =>
        [("nearest", ResizeMode.Nearest), ("linear", ResizeMode.Linear), ("cubic", ResizeMode.Cubic)];

    private static (string Word, ResizeCoordinates Value)[] Coordinates =>
    [
        ("half_pixel", ResizeCoordinates.HalfPixel), ("half_pixel_symmetric", ResizeCoordinates.HalfPixelSymmetric),
        ("pytorch_half_pixel", ResizeCoordinates.PytorchHalfPixel), ("align_corners", ResizeCoordinates.AlignCorners),
        ("asymmetric", ResizeCoordinates.Asymmetric), ("tf_half_pixel_for_nn", ResizeCoordinates.TfHalfPixelForNn),
        ("tf_crop_and_resize", ResizeCoordinates.TfCropAndResize),
    ];

    private static (string Word, ResizeNearest Value)[] Nearest =>
    [
        ("round_prefer_floor", ResizeNearest.RoundPreferFloor), ("round_prefer_ceil", ResizeNearest.RoundPreferCeil),
        ("floor", ResizeNearest.Floor), ("ceil", ResizeNearest.Ceil),
    ];

    private static (string Word, ResizeAspect Value)[] Aspects =>
        [("stretch", ResizeAspect.Stretch), ("not_larger", ResizeAspect.NotLarger), ("not_smaller", ResizeAspect.NotSmaller)];

    private static Node Read(NodeReader n)
    {
        var coordinates = n.Choice("coordinate_transformation_mode", "half_pixel", Coordinates);
        var sizes = n.Has(3) ? n.KnownInts(3, "sizes") : [];
        // An empty list is as good as none.
        var scales = n.Has(2) ? n.KnownFloats(2, "scales") : [];
        bool crops = n.Has(1) && coordinates == ResizeCoordinates.TfCropAndResize;
        return n.Make(new Resize(scales, sizes, n.Choice("mode", "nearest", Modes), coordinates)
        {
            Nearest = n.Choice("nearest_mode", "round_prefer_floor", Nearest),
            CubicA = n.Float("cubic_coeff_a", -0.75f),
            ExcludeOutside = n.Flag("exclude_outside", false),
            Antialias = n.Flag("antialias", false),
            Extrapolation = n.Float("extrapolation_value", 0),
            Region = crops ? n.KnownFloats(1, "region") : [],
            Axes = n.Ints("axes"),
            Aspect = n.Choice("keep_aspect_ratio_policy", "stretch", Aspects),
        }, n.Input(0));
    }

    // Coordinates are x / scale; the nearest element is the one before, or the one after where an axis shrinks.
    private static Node ReadFirst(NodeReader n)
    {
        var scales = n.HasAttribute("scales") ? Floats.Create(n.Floats("scales")) : n.KnownFloats(1, "scales");
        var mode = n.Choice("mode", "nearest", ("nearest", ResizeMode.Nearest), ("linear", ResizeMode.Linear));
        bool shrinks = scales.Any(s => s < 1);
        if (shrinks && scales.Any(s => s > 1))
            throw n.Error($"scales {scales} shrink one axis and stretch another, which operator set 11 defines first");
        return n.Make(new Resize(scales, Mode: mode, Coordinates: ResizeCoordinates.Asymmetric)
        {
            Nearest = shrinks ? ResizeNearest.Ceil : ResizeNearest.Floor,
        }, n.Input(0));
    }

    private static void Write(Resize op, NodeWriter w)
    {
        if (op.Region.Count > 0)
            w.Input("region", op.Region);
        else
            w.NoInput();
        if (op.Scales.Count > 0)
            w.Input("scales", op.Scales);
        else
            w.NoInput();
        if (op.Sizes.Count > 0)
            w.Input("sizes", op.Sizes);
        w.Text("mode", Word(Modes, op.Mode));
        w.Text("coordinate_transformation_mode", Word(Coordinates, op.Coordinates));
        w.Text("nearest_mode", Word(Nearest, op.Nearest));
        w.Float("cubic_coeff_a", op.CubicA);
        w.Flag("exclude_outside", op.ExcludeOutside);
        w.Flag("antialias", op.Antialias);
        w.Float("extrapolation_value", op.Extrapolation);
        w.Ints("axes", op.Axes);
        w.Text("keep_aspect_ratio_policy", Word(Aspects, op.Aspect));
    }

    private static string Word<T>((string Word, T Value)[] words, T value) => words.First(w => Equals(w.Value, value)).Word;
}
