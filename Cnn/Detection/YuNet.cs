using System.Collections.Immutable;

namespace Cnn.Detection;

/// <summary>
/// YuNet (Wu et al. 2023): for each cell of each stride a probability that there is a face, one that it is all there, where the middle
/// lies and the logarithm of the size, and five points, in cells. Four outputs a stride: [1,n,1] twice, [1,n,4], [1,n,10].
/// </summary>
internal sealed class YuNet : Decoder
{
    public const string Word = "yunet";

    public static readonly DecoderKind Kind = new(Word, "[1,n,1] twice, [1,n,4] and [1,n,10] for each stride", In);

    private readonly record struct Level(Grid Grid, Head Boxes, Head Points);

    private readonly ImmutableArray<Level> _levels;

    private YuNet(DetectorModel model, ImmutableArray<Level> levels, ImmutableArray<Node> reads)
        : base(Word, model, reads, threshold: 0.6f, overlap: 0.3f) => _levels = levels;

    public override int Classes => 1;

    public override int Candidates => _levels.Sum(level => level.Grid.Cells);

    public override int PointCount => 5;

    private protected override ImmutableArray<string> UsualName => ["face"];

    private static YuNet? In(DetectorModel model, bool asked)
    {
        var levels = ImmutableArray.CreateBuilder<Level>();
        var reads = ImmutableArray.CreateBuilder<Node>();
        foreach (var grid in model.Grids(8, 16, 32))
        {
            var heads = model.Heads(grid.Cells).ToArray();
            var scores = heads.Where(head => head.Length == 1).ToArray();
            var (boxes, points) = (heads.FirstOrDefault(head => head.Length == 4), heads.FirstOrDefault(head => head.Length == 10));
            if (scores.Length != 2 || boxes is null || points is null)
                return null;
            levels.Add(new Level(grid, boxes, points));
            reads.AddRange(scores[0].Output, scores[1].Output, boxes.Output, points.Output);
        }
        return new YuNet(model, levels.ToImmutable(), reads.ToImmutable());
    }

    private protected override void Collect(ReadOnlySpan<Tensor> values, float threshold, Detections found)
    {
        var points = found.Room(PointCount);
        for (int l = 0; l < _levels.Length; l++)
        {
            var (grid, head, places) = _levels[l];
            ReadOnlySpan<float> face = values[4 * l].Floats, whole = values[4 * l + 1].Floats;
            ReadOnlySpan<float> boxes = values[4 * l + 2].Floats, marks = values[4 * l + 3].Floats;
            float across = (float)grid.Stride / InputWidth, down = (float)grid.Stride / InputHeight;
            for (int i = 0; i < grid.Cells; i++)
            {
                float score = MathF.Sqrt(face[i] * whole[i]);
                if (!(score >= threshold))
                    continue;
                var (x, y) = grid.Cell(i);
                for (int p = 0; p < points.Length; p++)
                    points[p] = new Keypoint((x + marks[places.At(i, 2 * p)]) * across, (y + marks[places.At(i, 2 * p + 1)]) * down, 1);
                found.Add(Box.Around(0, score, (x + boxes[head.At(i, 0)]) * across, (y + boxes[head.At(i, 1)]) * down,
                    MathF.Exp(boxes[head.At(i, 2)]) * across, MathF.Exp(boxes[head.At(i, 3)]) * down),
                    new ValuePlace(Reads[4 * l], i), points);
            }
        }
    }
}
