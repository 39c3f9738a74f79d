namespace Cnn.Detection;

/// <summary>
/// PoseNet and BodyPix for one person: a logit for each point in each cell, [1,17,h,w], and how far the point is from the cell's corner
/// in pixels, all y before all x, [1,34,h,w]; beside them the displacements between points, [1,32,h,w] twice, by which it is
/// recognised.
/// </summary>
internal sealed class PoseNet : Decoder
{
    public const string Word = "posenet";

    public static readonly DecoderKind Kind = new(Word, "[1,points,h,w] and [1,2·points,h,w]", In);

    private readonly Head _heat, _offsets;
    private readonly int _rows, _columns;

    private PoseNet(DetectorModel model, Head heat, Head offsets, int rows, int columns)
        : base(Word, model, [heat.Output, offsets.Output], threshold: 0.5f, overlap: 1) =>
        (_heat, _offsets, _rows, _columns) = (heat, offsets, rows, columns);

    public override int Classes => 1;

    public override int Candidates => _rows * _columns;

    public override bool IsPoints => true;

    public override int PointCount => _heat.Length;

    private static PoseNet? In(DetectorModel model, bool asked)
    {
        int named = model.Settings.Points.Length, points = named > 0 ? named : PointSet.Body.Names.Length;
        foreach (var output in model.Floats.Where(o => o.Shape.Rank == 4 && o.Shape[0] == 1))
        {
            bool last = output.Shape[3] == points && output.Shape[1] != points;
            var (rows, columns) = last ? (output.Shape[1], output.Shape[2]) : (output.Shape[2], output.Shape[3]);
            if (output.Shape.Count != (long)rows * columns * points)
                continue;
            var heads = model.Heads(rows * columns).ToArray();
            // BodyPix has offsets to far points too.
            var offsets = heads.FirstOrDefault(head => head.Length == 2 * points
                && !head.Output.Name.Contains("long", StringComparison.OrdinalIgnoreCase));
            bool displaced = heads.Count(head => head.Length == 2 * (points - 1)) == 2;
            if (offsets is not null && (displaced || asked))
                return new PoseNet(model, heads.First(head => head.Output == output), offsets, rows, columns);
        }
        return null;
    }

    public override ValuePlace? PlaceOf(int point, Keypoint found) => _heat.Place(CellOf(found, _rows, _columns), point);

    private protected override void Collect(ReadOnlySpan<Tensor> values, float threshold, Detections found)
    {
        ReadOnlySpan<float> heat = values[0].Floats, offsets = values[1].Floats;
        var (down, top) = Places(InputHeight, _rows);
        var (across, left) = Places(InputWidth, _columns);
        var points = found.Room(PointCount);
        for (int p = 0; p < points.Length; p++)
        {
            int best = 0;
            for (int i = 1; i < Candidates; i++)
                if (heat[_heat.At(i, p)] > heat[_heat.At(best, p)])
                    best = i;
            points[p] = new Keypoint(
                (left + best % _columns * across + offsets[_offsets.At(best, points.Length + p)]) / InputWidth,
                (top + best / _columns * down + offsets[_offsets.At(best, p)]) / InputHeight, Sigmoid(heat[_heat.At(best, p)]));
        }
        Person.Add(found, points, threshold);
    }

    // How far apart the cells' places are, in pixels, and where the first is. 17 cells over 257 pixels: 16 apart, from the first pixel on
    // to the last. Of a picture of 256 or 224 TensorFlow pads the end alone, so that each halving moves the cells by one of its pixels:
    // 1 + 2 + 4 + 8 in all.
    private static (int Apart, int First) Places(int pixels, int cells)
    {
        if (cells > 1 && (pixels - 1) % (cells - 1) == 0)
            return ((pixels - 1) / (cells - 1), 0);
        int apart = (pixels + cells - 1) / cells;
        return (apart, pixels % apart == 0 ? apart - 1 : 0);
    }
}
