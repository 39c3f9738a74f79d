using Cnn.Ops;

namespace Cnn.Onnx.Operators;

/// <summary>Convolutions and pools: what slides a window.</summary>
internal static class ConvolutionRows
{
    public static readonly OnnxOperator[] All =
    [
        OnnxOperator.Of<Conv>("Conv", 1, ReadConv, (op, w) =>
        {
            w.Ints("strides", op.Strides);
            w.Ints("dilations", op.Dilations);
            w.Int("group", op.Group);
            WritePads(w, op.AutoPad, op.Pads);
        }),
        OnnxOperator.Of<ConvTranspose>("ConvTranspose", 1, ReadConvTranspose, (op, w) =>
        {
            w.Ints("strides", op.Strides);
            w.Ints("dilations", op.Dilations);
            w.Int("group", op.Group);
            w.Ints("output_padding", op.OutputPadding);
            w.Ints("output_shape", op.OutputShape);
            WritePads(w, op.AutoPad, op.Pads);
        }),
        new("MaxPool", 1, ReadMaxPool, (node, w) => Write((MaxPool)node.Op, w), Outputs: 2)
        {
            Split = op => op is MaxPool pool ? (pool with { Output = 0 }, pool.Output, 1) : (op, 0, 1),
        },
        OnnxOperator.Of<AveragePool>("AveragePool", 1, ReadAveragePool, (op, w) =>
        {
            w.Ints("kernel_shape", op.Kernel);
            w.Ints("strides", op.Strides);
            w.Ints("dilations", op.Dilations);
            w.Flag("ceil_mode", op.CeilMode);
            w.Flag("count_include_pad", op.CountIncludePad);
            WritePads(w, op.AutoPad, op.Pads);
        }),
        OnnxOperator.Plain("GlobalAveragePool", 1, new GlobalAveragePool(), 1),
        OnnxOperator.Plain("GlobalMaxPool", 1, new GlobalMaxPool(), 1),
    ];

    private static Node ReadConv(NodeReader n)
    {
        var weight = n.Weight(1);
        RequireKernel(n, weight.Shape);
        var (autoPad, pads) = ReadPads(n);
        var op = new Conv(n.Ints("strides"), pads, n.Ints("dilations"), n.Int("group", 1), autoPad);
        return n.Has(2) ? n.Make(op, n.Input(0), weight, n.Weight(2)) : n.Make(op, n.Input(0), weight);
    }

    private static Node ReadConvTranspose(NodeReader n)
    {
        var weight = n.Weight(1);
        RequireKernel(n, weight.Shape);
        var (autoPad, pads) = ReadPads(n);
        var op = new ConvTranspose(n.Ints("strides"), pads, n.Ints("dilations"), n.Int("group", 1), autoPad,
            n.Ints("output_padding"), SpatialOnly(n.Ints("output_shape"), weight.Shape.Rank - 2));
        return n.Has(2) ? n.Make(op, n.Input(0), weight, n.Weight(2)) : n.Make(op, n.Input(0), weight);
    }

    // Some exporters list the batch and the channels before the spatial lengths.
    private static Ints SpatialOnly(Ints shape, int rank) => shape.Count == rank + 2 ? [.. shape.Skip(2)] : shape;

    private static Node ReadMaxPool(NodeReader n, int output)
    {
        var (autoPad, pads) = ReadPads(n);
        return n.Make(new MaxPool(Kernel(n), n.Ints("strides"), pads, n.Ints("dilations"), n.Flag("ceil_mode", false), autoPad,
            output, n.Flag("storage_order", false)), n.Input(0));
    }

    private static void Write(MaxPool op, NodeWriter w)
    {
        w.Ints("kernel_shape", op.Kernel);
        w.Ints("strides", op.Strides);
        w.Ints("dilations", op.Dilations);
        w.Flag("ceil_mode", op.CeilMode);
        w.Flag("storage_order", op.ColumnMajor);
        WritePads(w, op.AutoPad, op.Pads);
    }

    private static Node ReadAveragePool(NodeReader n)
    {
        var (autoPad, pads) = ReadPads(n);
        return n.Make(new AveragePool(Kernel(n), n.Ints("strides"), pads, n.Ints("dilations"), n.Flag("ceil_mode", false),
            n.Flag("count_include_pad", false), autoPad), n.Input(0));
    }

    private static Ints Kernel(NodeReader n) => n.IntsOrNull("kernel_shape") ?? throw n.Error("attribute 'kernel_shape' is missing");

    // The kernel's lengths are the weight's; a file may repeat them, but not contradict.
    private static void RequireKernel(NodeReader n, Shape weight)
    {
        if (n.IntsOrNull("kernel_shape") is { } kernel && !kernel.AsSpan().SequenceEqual(weight.AsSpan()[Math.Min(2, weight.Rank)..]))
            throw n.Error($"kernel_shape is {kernel}, but the weight has shape {weight}");
    }

    private static (string Word, AutoPad Value)[] AutoPads =>
    [
        ("NOTSET", AutoPad.NotSet), ("SAME_UPPER", AutoPad.SameUpper), ("SAME_LOWER", AutoPad.SameLower), ("VALID", AutoPad.Valid),
    ];

    // Some exporters write pads beside auto_pad, which replaces them.
    private static (AutoPad AutoPad, Ints Pads) ReadPads(NodeReader n)
    {
        var autoPad = n.Choice("auto_pad", "NOTSET", AutoPads);
        var pads = n.Ints("pads");
        return (autoPad, autoPad == AutoPad.NotSet ? pads : []);
    }

    private static void WritePads(NodeWriter w, AutoPad autoPad, Ints pads)
    {
        if (autoPad != AutoPad.NotSet)
            w.Text("auto_pad", AutoPads.First(a => a.Value == autoPad).Word);
        else
            w.Ints("pads", pads);
    }
}
