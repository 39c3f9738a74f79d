using Cnn.Onnx.Proto;
using static Cnn.Tests.Onnx.GeneratedCase;
using static Cnn.Tests.Onnx.ProtoModel;

namespace Cnn.Tests.Onnx;

/// <summary>Where ONNX's own test data is thin: windows of every kind, casts, crops, old attribute forms, new operators.</summary>
internal static class GeneratedCases
{
    public static IEnumerable<GeneratedCase> All() =>
        [.. Convolutions(), .. TransposedConvolutions(), .. Pools(), .. Casts(), .. Pads(), .. Resizes(), .. OldForms(), .. NewForms()];

    private static IEnumerable<GeneratedCase> Convolutions()
    {
        foreach (string padding in new[] { "SAME_UPPER", "SAME_LOWER", "VALID" })
            foreach (long stride in new long[] { 1, 2, 3 })
                yield return Of($"{padding} stride {stride}", 11, "Conv", [Floats([2, 3, 9, 8]), Weights([5, 3, 3, 4])],
                    1, Text("auto_pad", padding), Ints("strides", stride, 1));
        foreach (int group in new[] { 2, 3, 6 })
            yield return Of($"group {group}", 11, "Conv", [Floats([1, 6, 7, 5]), Weights([12, 6 / group, 3, 2]), Floats([12])],
                1, Int("group", group), Ints("pads", 1, 0, 2, 1), Ints("kernel_shape", 3, 2));
        yield return Of("depthwise, dilated by 5", 11, "Conv", [Floats([1, 4, 13, 15]), Weights([4, 1, 3, 3])],
            1, Int("group", 4), Ints("dilations", 5, 3), Ints("pads", 5, 3, 5, 3));
        yield return Of("1×N", 11, "Conv", [Floats([1, 2, 6, 9]), Weights([3, 2, 1, 7])], 1, Ints("pads", 0, 3, 0, 3));
        yield return Of("N×1", 11, "Conv", [Floats([1, 2, 9, 6]), Weights([3, 2, 7, 1])], 1, Ints("pads", 3, 0, 3, 0),
            Ints("strides", 2, 3));
        yield return Of("1-D", 11, "Conv", [Floats([2, 3, 11]), Weights([4, 3, 4])], 1, Ints("pads", 2, 1), Ints("strides", 2),
            Ints("dilations", 2));
        yield return Of("3-D", 11, "Conv", [Floats([1, 2, 5, 6, 4]), Weights([3, 2, 2, 3, 2])], 1, Ints("pads", 1, 0, 1, 0, 2, 0),
            Ints("strides", 2, 1, 2));
        yield return Of("weights at run time", 11, "Conv", [Floats([1, 2, 5, 6]), Floats([3, 2, 3, 3], 2)]);
    }

    private static IEnumerable<GeneratedCase> TransposedConvolutions()
    {
        foreach (int group in new[] { 1, 2, 3 })
            foreach (long stride in new long[] { 1, 2, 3 })
                yield return Of($"group {group} stride {stride}", 11, "ConvTranspose",
                    [Floats([2, 6, 4, 5]), Weights([6, 2, 3, 2]), Floats([2 * group])],
                    1, Int("group", group), Ints("strides", stride, 2), Ints("pads", 1, 0, 0, 1));
        yield return Of("output_padding", 11, "ConvTranspose", [Floats([1, 2, 4, 3]), Weights([2, 3, 3, 3])], 1, Ints("strides", 3, 2),
            Ints("output_padding", 2, 1), Ints("pads", 1, 1, 1, 1));
        yield return Of("output_shape", 11, "ConvTranspose", [Floats([1, 2, 4, 3]), Weights([2, 3, 3, 3])], 1, Ints("strides", 3, 2),
            Ints("output_shape", 10, 8));
        yield return Of("dilated", 11, "ConvTranspose", [Floats([1, 2, 4, 3]), Weights([2, 3, 3, 2])], 1, Ints("dilations", 2, 3),
            Ints("strides", 2, 1));
        yield return Of("1-D", 11, "ConvTranspose", [Floats([2, 3, 5]), Weights([3, 2, 4])], 1, Ints("strides", 2), Ints("pads", 1, 2));
        yield return Of("3-D", 11, "ConvTranspose", [Floats([1, 2, 3, 2, 4]), Weights([2, 2, 2, 3, 2])], 1, Ints("strides", 1, 2, 2));
        foreach (string padding in new[] { "SAME_UPPER", "SAME_LOWER", "VALID" })
            yield return Of(padding, 11, "ConvTranspose", [Floats([1, 2, 4, 3]), Weights([2, 3, 3, 4])], 1, Text("auto_pad", padding),
                Ints("strides", 2, 3));
    }

    private static IEnumerable<GeneratedCase> Pools()
    {
        foreach (string type in new[] { "MaxPool", "AveragePool" })
        {
            foreach (bool padded in new[] { false, true })
                foreach (long stride in new long[] { 1, 2, 3 })
                {
                    List<AttributeProto> attributes = [Ints("kernel_shape", 3, 2), Ints("strides", stride, 2), Int("ceil_mode", 1)];
                    if (padded)
                        attributes.Add(Ints("pads", 1, 0, 2, 1));
                    yield return Of($"ceil stride {stride} padded {padded}", 12, type, [Floats([2, 3, 8, 7])], 1, [.. attributes]);
                    if (type == "AveragePool")
                        yield return Of($"ceil stride {stride} padded {padded}, counting pads", 19, type, [Floats([2, 3, 8, 7])], 1,
                            [.. attributes, Int("count_include_pad", 1)]);
                }
            foreach (string padding in new[] { "SAME_UPPER", "SAME_LOWER", "VALID" })
                yield return Of(padding, 12, type, [Floats([1, 2, 9, 6])], 1, Ints("kernel_shape", 4, 3), Ints("strides", 2, 2),
                    Text("auto_pad", padding));
            yield return Of("1-D", 12, type, [Floats([2, 3, 11])], 1, Ints("kernel_shape", 4), Ints("strides", 3), Ints("pads", 1, 2));
            yield return Of("3-D", 12, type, [Floats([1, 2, 5, 4, 6])], 1, Ints("kernel_shape", 2, 3, 2), Ints("strides", 2, 1, 3));
            yield return Of("dilated", 19, type, [Floats([1, 2, 9, 8])], 1, Ints("kernel_shape", 3, 2), Ints("dilations", 2, 3),
                Ints("pads", 1, 1, 1, 1));
        }
        yield return Of("negative values and pads", 12, "MaxPool", [Shifted(Floats([1, 1, 4, 5]), -5)], 1, Ints("kernel_shape", 3, 3),
            Ints("pads", 1, 1, 1, 1));
        yield return Of("indices", 12, "MaxPool", [Floats([2, 2, 6, 5])], 2, Ints("kernel_shape", 2, 3), Ints("strides", 2, 1));
        yield return Of("indices, column-major", 12, "MaxPool", [Floats([2, 2, 6, 5])], 2, Ints("kernel_shape", 2, 3),
            Int("storage_order", 1));
    }

    private static IEnumerable<GeneratedCase> Casts()
    {
        Tensor[] values =
        [
            Tensor.Vector(-2.7f, -0.5f, 0f, 0.4f, 1.5f, 200.9f), Tensor.Vector(-3L, 0L, 1L, 255L, 100_000L),
                Tensor.Vector(-3, 0, 1, 255, 100_000),
            Tensor.Vector<byte>(0, 1, 127, 255), Tensor.Vector(true, false, true),
        ];
        foreach (var from in values)
            foreach (var to in values.Where(t => t.Type != from.Type))
            {
                // What a negative float is as a byte, no standard says.
                var value = from.Type == DataType.Float32 && to.Type == DataType.UInt8 ? Tensor.Vector(0f, 0.4f, 1.5f, 200.9f) : from;
                yield return Of($"{from.Type} to {to.Type}", 13, "Cast", [value], 1,
                    Int("to", (long)Cnn.Onnx.TensorWriter.TypeOf(to.Type)));
            }
    }

    private static IEnumerable<GeneratedCase> Pads()
    {
        foreach (string mode in new[] { "constant", "reflect", "edge" })
            yield return Of($"{mode}", 13, "Pad", [Floats([2, 3, 5, 4]), Longs(0, 1, 2, 0, 1, 0, 3, 2)], 1, Text("mode", mode));
        yield return Of("negative", 13, "Pad", [Floats([2, 3, 5, 4]), Longs(0, -1, 2, -1, 0, 0, -3, 2)]);
        yield return Of("negative on both sides", 13, "Pad", [Floats([1, 2, 6, 7]), Longs(0, 0, -2, -1, 0, 0, -1, -3), Tensor.Scalar(9f)]);
        yield return Of("value at run time", 13, "Pad", [Floats([1, 2, 3, 4]), Longs(0, 0, 1, 2, 0, 0, 0, 1), Tensor.Scalar(-1.5f)]);
        yield return Of("axes", 18, "Pad", [Floats([1, 2, 3, 4]), Longs(1, 2, 0, 1), new Fixed(Tensor.Scalar(0.5f)), Longs(-1, 1)]);
        yield return Of("wrap", 19, "Pad", [Floats([1, 2, 3, 4]), Longs(0, 0, 2, 1, 0, 0, 1, 3)], 1, Text("mode", "wrap"));
        yield return Of("attributes", 2, "Pad", [Floats([1, 2, 3, 4])], 1, Ints("pads", 0, 0, 1, 2, 0, 0, 0, 1), Float("value", 2));
    }

    private static IEnumerable<GeneratedCase> Resizes()
    {
        foreach (string coordinates in new[] { "half_pixel", "pytorch_half_pixel", "align_corners", "asymmetric" })
        {
            // Scales 2 and ¾ are exact in float32, which ONNX Runtime computes coordinates in: ties stay ties.
            foreach (string nearest in new[] { "round_prefer_floor", "round_prefer_ceil", "floor", "ceil" })
                yield return Of($"nearest {coordinates} {nearest}", 13, "Resize", [Floats([1, 2, 4, 8]), null, null, Longs(1, 2, 8, 6)],
                    1, Text("coordinate_transformation_mode", coordinates), Text("nearest_mode", nearest));
            foreach (string mode in new[] { "linear", "cubic" })
            {
                yield return Of($"{mode} {coordinates} up", 13, "Resize",
                    [Floats([1, 2, 5, 4]), null, new Fixed(Tensor.Vector(1f, 1f, 2f, 1.5f))],
                    1, Text("mode", mode), Text("coordinate_transformation_mode", coordinates));
                yield return Of($"{mode} {coordinates} down", 18, "Resize", [Floats([2, 1, 9, 8]), null, null, Longs(2, 1, 4, 3)],
                    1, Text("mode", mode), Text("coordinate_transformation_mode", coordinates));
            }
        }
        foreach (string mode in new[] { "linear", "cubic" })
            foreach (int exclude in new[] { 0, 1 })
                yield return Of($"{mode} antialias, exclude_outside {exclude}", 18, "Resize",
                    [Floats([1, 2, 11, 9]), null, null, Longs(1, 2, 4, 5)],
                    1, Text("mode", mode), Int("antialias", 1), Int("exclude_outside", exclude));
        yield return Of("axes", 18, "Resize", [Floats([1, 2, 4, 6]), null, null, Longs(7, 3)], 1, Text("mode", "linear"),
            Ints("axes", 3, 2));
        foreach (string policy in new[] { "not_larger", "not_smaller" })
            yield return Of(policy, 18, "Resize", [Floats([1, 2, 4, 6]), null, null, Longs(7, 8)], 1, Text("mode", "linear"),
                Ints("axes", 2, 3), Text("keep_aspect_ratio_policy", policy));
        yield return Of("half_pixel_symmetric", 19, "Resize", [Floats([1, 1, 4, 6]), null, new Fixed(Tensor.Vector(1f, 1f, 1.7f, 0.6f))],
            1, Text("mode", "linear"), Text("coordinate_transformation_mode", "half_pixel_symmetric"));
        yield return Of("cubic, excluding outside", 13, "Resize",
            [Floats([1, 1, 5, 6]), null, new Fixed(Tensor.Vector(1f, 1f, 1.5f, 0.7f))],
            1, Text("mode", "cubic"), Int("exclude_outside", 1), Float("cubic_coeff_a", -0.5f));
        yield return Of("up", 10, "Resize", [Floats([1, 2, 3, 4]), new Fixed(Tensor.Vector(1f, 1f, 2f, 1.5f))]);
        yield return Of("down", 10, "Resize", [Floats([1, 1, 2, 4]), new Fixed(Tensor.Vector(1f, 1f, 0.6f, 0.6f))]);
        yield return Of("linear", 10, "Resize", [Floats([1, 2, 3, 4]), new Fixed(Tensor.Vector(1f, 1f, 2f, 1.5f))], 1,
            Text("mode", "linear"));
        yield return Of("nearest", 9, "Upsample", [Floats([1, 2, 3, 4]), new Fixed(Tensor.Vector(1f, 1f, 2f, 3f))]);
        yield return Of("linear", 7, "Upsample", [Floats([1, 2, 3, 4])], 1, Text("mode", "linear"),
            new AttributeProto { Name = "scales", Type = AttributeProto.Types.Kind.Floats, Floats = { 1, 1, 2, 1.5f } });
    }

    // What was an attribute became an input; both must still be read.
    private static IEnumerable<GeneratedCase> OldForms()
    {
        yield return Of("attributes", 6, "Clip", [Floats([2, 3])], 1, Float("min", -0.5f), Float("max", 0.25f));
        yield return Of("bounds at run time", 13, "Clip", [Floats([2, 3]), Tensor.Scalar(-0.5f), Tensor.Scalar(0.25f)]);
        yield return Of("upper bound only", 13, "Clip", [Floats([2, 3]), null, new Fixed(Tensor.Scalar(0.25f))]);
        yield return Of("attributes", 1, "Slice", [Floats([4, 5, 6])], 1, Ints("starts", 1, -3), Ints("ends", int.MaxValue, -1),
            Ints("axes", 0, 2));
        yield return Of("backwards", 13, "Slice", [Floats([4, 5, 6]), Longs(-1, 4), Longs(long.MinValue, 0), Longs(2, 1), Longs(-2, -1)]);
        yield return Of("attributes", 2, "Split", [Floats([2, 7])], 3, Int("axis", 1), Ints("split", 3, 1, 3));
        yield return Of("equal parts", 11, "Split", [Floats([6, 2])], 3);
        yield return Of("input", 13, "Split", [Floats([2, 7]), Longs(3, 0, 4)], 3, Int("axis", -1));
        yield return Of("attributes", 11, "Squeeze", [Floats([1, 3, 1, 2])], 1, Ints("axes", 0, -2));
        yield return Of("all", 13, "Squeeze", [Floats([1, 3, 1, 2])]);
        yield return Of("attributes", 11, "Unsqueeze", [Floats([3, 2])], 1, Ints("axes", 0, 3));
        yield return Of("input", 13, "Unsqueeze", [Floats([3, 2]), Longs(-1, 1)]);
        yield return Of("flattening", 11, "Softmax", [Floats([2, 3, 4])], 1, Int("axis", 1));
        yield return Of("flattening", 11, "LogSoftmax", [Floats([2, 3, 4])], 1, Int("axis", 0));
        yield return Of("attributes", 11, "ReduceSum", [Floats([2, 3, 4])], 1, Ints("axes", 0, -1), Int("keepdims", 0));
        yield return Of("k as input", 10, "TopK", [Floats([3, 7]), Longs(2)], 2, Int("axis", 1));
        yield return Of("smallest", 11, "TopK", [Floats([3, 7]), Longs(4)], 2, Int("axis", 0 - 1), Int("largest", 0));
        yield return Of("momentum", 9, "BatchNormalization",
            [Floats([2, 3, 4]), Floats([3], 2), Floats([3], 3), Floats([3], 4), Shifted(Floats([3], 5), 2)], 1, Float("momentum", 0.8f),
                Float("epsilon", 0.01f));
        yield return Of("ratio as attribute", 7, "Dropout", [Floats([2, 3])], 1, Float("ratio", 0.9f));
        yield return Of("negative axis", 13, "Flatten", [Floats([2, 3, 4, 5])], 1, Int("axis", -2));
        yield return Of("zero axis", 13, "Flatten", [Floats([2, 3, 4])], 1, Int("axis", 0));
        yield return Of("zeros and rest", 14, "Reshape", [Floats([2, 3, 4]), Longs(0, -1, 2)]);
        yield return Of("negative indices", 13, "Gather", [Floats([4, 3]), new Fixed(Tensor.From([2, 2], new long[] { 0, -1, 3, -4 }))]);
        yield return Of("indices at run time", 13, "Gather", [Floats([2, 5]), Tensor.Vector(4, 0, -2)], 1, Int("axis", 1));
    }

    // Nothing past operator set 17 is in ONNX's data of that time.
    private static IEnumerable<GeneratedCase> NewForms()
    {
        yield return Of("exact", 20, "Gelu", [Floats([2, 3, 4], range: 8)]);
        yield return Of("tanh", 20, "Gelu", [Floats([2, 3, 4], range: 8)], 1, Text("approximate", "tanh"));
        yield return Of("values", 18, "Mish", [Floats([2, 3, 4], range: 8)]);
        yield return Of("values", 14, "HardSwish", [Floats([2, 3, 4], range: 8)]);
        yield return Of("per group", 18, "GroupNormalization", [Floats([2, 6, 3, 5]), Floats([3], 2), Floats([3], 3)], 1,
            Int("num_groups", 3), Float("epsilon", 0.01f));
        yield return Of("per channel", 21, "GroupNormalization", [Floats([2, 6, 3, 5]), Floats([6], 2), Floats([6], 3)], 1,
            Int("num_groups", 2));
        yield return Of("axis 1", 17, "LayerNormalization", [Floats([2, 3, 5]), Floats([3, 5], 2), Floats([3, 5], 3)], 3, Int("axis", 1));
        foreach (string type in new[] { "ReduceMean", "ReduceMax", "ReduceMin", "ReduceProd", "ReduceL1", "ReduceL2", "ReduceSumSquare",
            "ReduceSum" })
            yield return Of("axes as input", 18, type, [Floats([2, 3, 4, 5]), Longs(-1, 1)], 1, Int("keepdims", 0));
        yield return Of("no axes, no operation", 18, "ReduceMean", [Floats([2, 3])], 1, Int("noop_with_empty_axes", 1));
        yield return Of("number of outputs", 18, "Split", [Floats([2, 7])], 3, Int("axis", 1), Int("num_outputs", 3));
        yield return Of("values", 16, "PRelu", [Floats([2, 3, 4, 5]), Floats([3, 1, 1], 2)]);
        yield return Of("last index", 13, "ArgMax", [Tensor.From([2, 4], new float[] { 1, 3, 3, 2, 0, 0, -1, 0 })], 1, Int("axis", 1),
            Int("select_last_index", 1));
        yield return Of("columns first", 13, "DepthToSpace", [Floats([1, 12, 2, 3])], 1, Int("blocksize", 2), Text("mode", "CRD"));
        yield return Of("four axes", 13, "Tile", [Floats([2, 1, 3, 2]), Longs(2, 3, 1, 2)]);
        yield return Of("batches", 13, "MatMul", [Floats([2, 1, 3, 4]), Floats([5, 4, 2], 2)]);
        yield return Of("a vector", 13, "MatMul", [Floats([3, 4]), Floats([4], 2)]);
        yield return Of("few channels", 13, "LRN", [Floats([2, 4, 3, 2])], 1, Int("size", 7), Float("alpha", 0.5f), Float("bias", 2));
        yield return Of("broadcast", 16, "Where", [Tensor.From([3, 1], new[] { true, false, true }), Floats([1, 4]), Floats([2, 1, 4], 2)]);
        yield return Of("integer exponents", 15, "Pow", [Floats([2, 3]), Tensor.Vector(2L, 3L, 0L)]);
    }

    private static Fixed Weights(Shape shape) => new(Floats(shape, 7, 2 / MathF.Sqrt(shape.Product(1, shape.Rank))));

    private static Tensor Shifted(Tensor tensor, float by)
    {
        foreach (ref float value in tensor.Floats)
            value += by;
        return tensor;
    }
}
