using Cnn.Ops;

namespace Cnn.Onnx.Operators;

/// <summary>What detectors end with.</summary>
internal static class DetectionRows
{
    public static readonly OnnxOperator[] All =
    [
        OnnxOperator.Of<NonMaxSuppression>("NonMaxSuppression", 10, Read, (op, w) =>
        {
            w.Input("max_output_boxes_per_class", [op.MostPerClass]);
            w.Input("iou_threshold", Tensor.Scalar(op.OverlapLimit));
            if (op.ScoreLimit is { } score)
                w.Input("score_threshold", Tensor.Scalar(score));
            w.Flag("center_point_box", op.CenterBoxes);
        }),
    ];

    private static Node Read(NodeReader n)
    {
        // No limit on their number means none at all: so says the standard.
        int most = n.Has(2) ? n.KnownInts(2, "number of boxes")[0] : 0;
        float overlap = n.Has(3) ? n.Known(3, "overlap").Floats[0] : 0;
        float? score = n.Has(4) ? n.Known(4, "score").Floats[0] : null;
        return n.Make(new NonMaxSuppression(most, overlap, score, n.Flag("center_point_box", false)), n.Input(0), n.Input(1));
    }
}
