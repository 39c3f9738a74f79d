namespace Cnn.Ops;

/// <summary>
/// Picks boxes by score, best first, and drops those that overlap a picked one. Inputs: boxes [batch, boxes, 4] and
/// scores [batch, classes, boxes]. <see href="https://onnx.ai/onnx/operators/onnx__NonMaxSuppression.html"/>
/// <para>How many there will be is only known afterwards: the output [most, 3] of (batch, class, box) has room for all
/// and ends with rows of −1.</para>
/// </summary>
/// <param name="MostPerClass">The most boxes per batch and class.</param>
/// <param name="OverlapLimit">Boxes whose intersection over union exceeds this are dropped.</param>
/// <param name="ScoreLimit">Boxes that do not score more are dropped; null keeps all.</param>
/// <param name="CenterBoxes">Boxes are (x, y, width, height) about their centre instead of two corners (y, x, y, x).</param>
public sealed record NonMaxSuppression(int MostPerClass, float OverlapLimit = 0, float? ScoreLimit = null, bool CenterBoxes = false) : Op
{
    /// <inheritdoc/>
    public override TensorInfo Infer(ReadOnlySpan<TensorInfo> inputs)
    {
        Require.Inputs(inputs, 2, 2);
        Require.Float(inputs);
        Require.Rank(inputs[0], 3, 3, "the boxes");
        Require.Rank(inputs[1], 3, 3, "the scores");
        var (boxes, scores) = (inputs[0].Shape, inputs[1].Shape);
        if (boxes[2] != 4 || boxes[0] != scores[0] || boxes[1] != scores[2])
            throw new CnnException($"boxes {boxes} and scores {scores} do not go together");
        long most = (long)scores[0] * scores[1] * Math.Clamp(MostPerClass, 0, boxes[1]);
        if (most > int.MaxValue)
            throw new CnnException($"{most} boxes may be picked, which is too many");
        return new([(int)most, 3], DataType.Int64);
    }

    /// <inheritdoc/>
    public override void Evaluate(ReadOnlySpan<Tensor> inputs, Tensor output)
    {
        var boxes = inputs[0].Floats;
        var scores = inputs[1].Floats.ToArray();
        var y = output.Span<long>();
        y.Fill(-1);
        int count = inputs[0].Shape[1], classes = inputs[1].Shape[1];
        int row = 0;
        for (int line = 0; line < inputs[1].Shape[0] * classes; line++)
        {
            int batch = line / classes, first = line * count;
            var order = Enumerable.Range(0, count).Where(i => ScoreLimit is null || scores[first + i] > ScoreLimit)
                .OrderByDescending(i => scores[first + i]);
            var picked = new List<int>();
            foreach (int box in order)
            {
                if (picked.Count >= MostPerClass)
                    break;
                if (OverlapsAny(boxes.Slice(batch * count * 4, count * 4), box, picked))
                    continue;
                picked.Add(box);
                (y[row], y[row + 1], y[row + 2]) = (batch, line % classes, box);
                row += 3;
            }
        }
    }

    /// <summary>An output without the rows of −1 at its end.</summary>
    public static Tensor Trim(Tensor output)
    {
        var y = output.Span<long>();
        int rows = 0;
        while (rows < output.Shape[0] && y[3 * rows] >= 0)
            rows++;
        return Tensor.From([rows, 3], y[..(3 * rows)].ToArray());
    }

    private bool OverlapsAny(ReadOnlySpan<float> boxes, int box, List<int> picked)
    {
        foreach (int other in picked)
            if (Overlap(Corners(boxes.Slice(box * 4, 4)), Corners(boxes.Slice(other * 4, 4))) > OverlapLimit)
                return true;
        return false;
    }

    // Corners may be given in any order.
    private (double Top, double Left, double Bottom, double Right) Corners(ReadOnlySpan<float> b) => CenterBoxes
        ? (b[1] - b[3] / 2.0, b[0] - b[2] / 2.0, b[1] + b[3] / 2.0, b[0] + b[2] / 2.0)
        : (Math.Min(b[0], b[2]), Math.Min(b[1], b[3]), Math.Max(b[0], b[2]), Math.Max(b[1], b[3]));

    private static double Overlap(
        (double Top, double Left, double Bottom, double Right) a, (double Top, double Left, double Bottom, double Right) b)
    {
        double height = Math.Min(a.Bottom, b.Bottom) - Math.Max(a.Top, b.Top);
        double width = Math.Min(a.Right, b.Right) - Math.Max(a.Left, b.Left);
        if (height <= 0 || width <= 0)
            return 0;
        double shared = height * width;
        double union = (a.Bottom - a.Top) * (a.Right - a.Left) + (b.Bottom - b.Top) * (b.Right - b.Left) - shared;
        return shared / union;
    }

    /// <inheritdoc/>
    public override IEnumerable<(string Name, double Value)> Parameters() =>
    [
        ("max_output_boxes_per_class", MostPerClass), ("iou_threshold", OverlapLimit),
        ("score_threshold", ScoreLimit ?? float.NegativeInfinity), ("center_point_box", CenterBoxes ? 1 : 0),
    ];
}
