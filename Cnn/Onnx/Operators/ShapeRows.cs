using Cnn.Ops;

namespace Cnn.Onnx.Operators;

/// <summary>Operators that move elements and compute nothing.</summary>
internal static class ShapeRows
{
    public static readonly OnnxOperator[] All =
    [
        OnnxOperator.Of<Flatten>("Flatten", 1, n => n.Make(new Flatten(n.Int("axis", 1)), n.Input(0)), (op, w) => w.Int("axis", op.Axis)),
        OnnxOperator.Of<Reshape>("Reshape", 1, ReadReshape, (op, w) =>
        {
            w.Input("shape", op.Target);
            w.Flag("allowzero", op.AllowZero);
        }),
        OnnxOperator.Of<Transpose>("Transpose", 1,
            n => n.Make(new Transpose(n.Ints("perm")), n.Input(0)),
            (op, w) => w.Ints("perm", op.Permutation)),
        OnnxOperator.Of<Squeeze>("Squeeze", 1,
            n => n.Make(new Squeeze(Axes(n)), n.Input(0)),
            (op, w) =>
            {
                if (op.Axes.Count > 0)
                    w.Input("axes", op.Axes);
            }),
        OnnxOperator.Of<Unsqueeze>("Unsqueeze", 1, n => n.Make(new Unsqueeze(Axes(n)), n.Input(0)), (op, w) => w.Input("axes", op.Axes)),
        OnnxOperator.Of<DepthToSpace>("DepthToSpace", 1,
            n => n.Make(new DepthToSpace(n.Int("blocksize", 0), n.Choice("mode", "DCR", Modes)), n.Input(0)),
            (op, w) =>
            {
                w.Int("blocksize", op.BlockSize);
                w.Text("mode", Modes.First(m => m.Value == op.ColumnRowDepth).Word);
            }),
        OnnxOperator.Of<SpaceToDepth>("SpaceToDepth", 1,
            n => n.Make(new SpaceToDepth(n.Int("blocksize", 0)), n.Input(0)),
            (op, w) => w.Int("blocksize", op.BlockSize)),
        OnnxOperator.Of<Tile>("Tile", 6, n => n.Make(new Tile(n.KnownInts(1, "repeats")), n.Input(0)),
            (op, w) => w.Input("repeats", op.Repeats)),
        OnnxOperator.Of<Gather>("Gather", 1, n => n.Make(new Gather(n.Int("axis", 0)), n.Input(0), n.Input(1)),
            (op, w) => w.Int("axis", op.Axis)),
        OnnxOperator.Of<GatherElements>("GatherElements", 11,
            n => n.Make(new GatherElements(n.Int("axis", 0)), n.Input(0), n.Input(1)),
            (op, w) => w.Int("axis", op.Axis)),
        new("Split", 2, ReadSplit, (node, w) =>
        {
            w.Input("split", ((Split)node.Op).Sizes);
            w.Int("axis", ((Split)node.Op).Axis);
        }, Outputs: int.MaxValue)
        {
            Split = op => op is Split split ? (split with { Output = 0 }, split.Output, split.Sizes.Count) : (op, 0, 1),
        },
        OnnxOperator.Of<Concat>("Concat", 1, ReadConcat, (op, w) => w.Int("axis", op.Axis)),
        OnnxOperator.Of<Slice>("Slice", 1, ReadSlice, WriteSlice),
        OnnxOperator.Of<Pad>("Pad", 2, ReadPad, WritePad),
        OnnxOperator.Of<Expand>("Expand", 8,
            n => n.Make(new Expand(n.KnownInts(1, "shape")), n.Input(0)),
            (op, w) => w.Input("shape", op.Target)),
    ];

    private static Node ReadReshape(NodeReader n)
    {
        var target = n.Opset >= 5 ? n.KnownInts(1, "shape") : n.IntsOrNull("shape") ?? throw n.Error("attribute 'shape' is missing");
        return n.Make(new Reshape(target, n.Flag("allowzero", false)), n.Input(0));
    }

    private static (string Word, bool Value)[] Modes => [("DCR", false), ("CRD", true)];

    // An attribute until operator set 13, then an input.
    private static Ints Axes(NodeReader n) => n.Opset < 13 ? n.Ints("axes") : n.Has(1) ? n.KnownInts(1, "axes") : [];

    private static Node ReadSplit(NodeReader n, int output)
    {
        var x = n.Input(0);
        int axis = n.Int("axis", 0);
        Ints? sizes = n.Opset < 13 ? n.IntsOrNull("split") : n.Has(1) ? n.KnownInts(1, "split") : null;
        int parts = sizes?.Count ?? (n.Opset >= 18 ? n.Int("num_outputs", n.OutputCount) : n.OutputCount);
        if (parts != n.OutputCount)
            throw n.Error($"it has {parts} parts and {n.OutputCount} outputs");
        if (x.Shape.Rank == 0)
            throw n.Error("a scalar cannot be split");
        sizes ??= Split.EqualSizes(x.Shape[x.Shape.Axis(axis)], parts);
        return n.Make(new Split(axis, sizes.Value, output), x);
    }

    private static Node ReadConcat(NodeReader n)
    {
        int? axis = n.IntOrNull("axis");
        if (axis is null && n.Opset >= 4)
            throw n.Error("attribute 'axis' is missing");
        return n.Make(new Concat(axis ?? 1), n.Inputs(1));
    }

    private static Node ReadSlice(NodeReader n)
    {
        if (n.Opset < 10)
            return n.Make(new Slice(n.Ints("starts"), n.Ints("ends"), n.Ints("axes")), n.Input(0));
        var axes = n.Has(3) ? n.KnownInts(3, "axes") : [];
        var steps = n.Has(4) ? n.KnownInts(4, "steps") : [];
        return n.Make(new Slice(n.KnownInts(1, "starts"), n.KnownInts(2, "ends"), axes, steps), n.Input(0));
    }

    private static void WriteSlice(Slice op, NodeWriter w)
    {
        w.Input("starts", op.Starts);
        w.Input("ends", op.Ends);
        if (op.Axes.Count > 0)
            w.Input("axes", op.Axes);
        else if (op.Steps.Count > 0)
            w.NoInput();
        if (op.Steps.Count > 0)
            w.Input("steps", op.Steps);
    }

    private static (string Word, PadMode Value)[] PadModes =>
    [
        ("constant", PadMode.Constant), ("reflect", PadMode.Reflect), ("edge", PadMode.Edge), ("wrap", PadMode.Wrap),
    ];

    private static Node ReadPad(NodeReader n)
    {
        var mode = n.Choice("mode", "constant", PadModes);
        if (n.Opset < 11)
        {
            var op = new Pad(n.IntsOrNull("pads") ?? throw n.Error("attribute 'pads' is missing"), mode);
            float value = n.Float("value", 0);
            return value == 0 ? n.Make(op, n.Input(0)) : n.Make(op, n.Input(0), n.Helper("value", new Constant(Tensor.Scalar(value))));
        }
        var pad = new Pad(n.KnownInts(1, "pads"), mode, n.Has(3) ? n.KnownInts(3, "axes") : []);
        return n.Has(2) ? n.Make(pad, n.Input(0), n.Input(2)) : n.Make(pad, n.Input(0));
    }

    private static void WritePad(Pad op, NodeWriter w)
    {
        w.InsertInput(1, "pads", op.Pads);
        if (op.Axes.Count > 0)
        {
            if (w.Node.Inputs.Length == 1)
                w.NoInput();
            w.Input("axes", op.Axes);
        }
        w.Text("mode", PadModes.First(m => m.Value == op.Mode).Word);
    }
}
