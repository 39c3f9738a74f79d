namespace Cnn.Detection;

/// <summary>
/// MoveNet for one person. From its four heads: how likely each point is in each cell [1,17,h,w], a person's middle [1,1,h,w], how far
/// the points are from there [1,34,h,w], and where in its cell each point lies [1,34,h,w], in cells, y before x. Or from the model's
/// own decoding of them, [1,1,17,3]: y, x, score.
/// </summary>
internal sealed class MoveNet : Decoder
{
    public const string Word = "movenet";

    public static readonly DecoderKind Kind = new(
        Word, "[1,points,h,w], [1,1,h,w], [1,2·points,h,w] (from the middle) and [1,2·points,h,w] (in the cell), or [1,1,points,3]", In);

    // Cells near the picture's middle, or near where the regression points, count for more: one over the distance and this.
    private const float Nearness = 1.8f;

    private readonly Head[] _heads;
    // The model's own decoding begins with this: a map for each point.
    private readonly Node? _heat;
    private readonly int _rows, _columns;

    private MoveNet(DetectorModel model, Head[] heads, int rows, int columns, int points)
        : base(Word, model, [.. heads.Select(head => head.Output)], threshold: 0.3f, overlap: 1) =>
        (_heads, _rows, _columns, PointCount, _heat) = (heads, rows, columns, points, heads.Length > 1 ? null
            : heads[0].Output.Behind(node => node is { Op: Ops.Sigmoid, Shape.Rank: 4 } && node.Shape[1] == points && node.Shape[2] > 1));

    public override int Classes => 1;

    public override int Candidates => _heads.Length == 1 ? 1 : _rows * _columns;

    public override bool IsPoints => true;

    public override int PointCount { get; }

    private static MoveNet? In(DetectorModel model, bool asked)
    {
        int named = model.Settings.Points.Length, points = named > 0 ? named : PointSet.Body.Names.Length;
        var decoded = model.Floats.FirstOrDefault(o => o.Shape.Rank == 4 && o.Shape == new Shape(1, 1, points, 3));
        if (decoded is not null)
            return new MoveNet(model, [Head.Of(decoded, points)!], 0, 0, points);
        foreach (var centre in model.Floats.Where(o => o.Shape.Rank == 4 && o.Shape[0] == 1))
        {
            var (rows, columns) = centre.Shape[1] == 1 ? (centre.Shape[2], centre.Shape[3]) : (centre.Shape[1], centre.Shape[2]);
            if (centre.Shape.Count != (long)rows * columns)
                continue;
            var heads = model.Heads(rows * columns).ToArray();
            var heat = heads.FirstOrDefault(head => head.Length == points);
            var places = heads.Where(head => head.Length == 2 * points).ToArray();
            if (heat is null || places.Length != 2)
                continue;
            // The regression comes first, unless the names say otherwise.
            bool exchanged = places[0].Output.Name.Contains("offset", StringComparison.OrdinalIgnoreCase);
            var middle = heads.First(head => head.Output == centre);
            return new MoveNet(model, [heat, middle, places[exchanged ? 1 : 0], places[exchanged ? 0 : 1]], rows, columns, points);
        }
        return null;
    }

    public override ValuePlace? PlaceOf(int point, Keypoint found)
    {
        if (_heads.Length > 1)
            return _heads[0].Place(CellOf(found, _rows, _columns), point);
        return _heat is { Shape: var shape } heat
            ? new(heat, point * shape[2] * shape[3] + CellOf(found, shape[2], shape[3])) : null;
    }

    private protected override void Collect(ReadOnlySpan<Tensor> values, float threshold, Detections found)
    {
        var points = found.Room(PointCount);
        if (_heads.Length == 1)
            for (int p = 0; p < points.Length; p++)
                points[p] = new Keypoint(values[0].Floats[3 * p + 1], values[0].Floats[3 * p], values[0].Floats[3 * p + 2]);
        else
            FromHeads(values, points);
        Person.Add(found, points, threshold);
    }

    private void FromHeads(ReadOnlySpan<Tensor> values, Span<Keypoint> points)
    {
        ReadOnlySpan<float> heat = values[0].Floats, from = values[2].Floats, inCell = values[3].Floats;
        int person = Strongest(values[1].Floats, _heads[1], 0, _columns / 2f, _rows / 2f);
        for (int p = 0; p < points.Length; p++)
        {
            float y = person / _columns + from[_heads[2].At(person, 2 * p)], x = person % _columns + from[_heads[2].At(person, 2 * p + 1)];
            int cell = Strongest(heat, _heads[0], p, x, y);
            points[p] = new Keypoint(
                (cell % _columns + inCell[_heads[3].At(cell, 2 * p + 1)]) / _columns,
                (cell / _columns + inCell[_heads[3].At(cell, 2 * p)]) / _rows, heat[_heads[0].At(cell, p)]);
        }
    }

    // The cell whose value, weighed by how near it is, is largest.
    private int Strongest(ReadOnlySpan<float> values, Head head, int value, float x, float y)
    {
        int best = 0;
        float most = float.NegativeInfinity;
        for (int i = 0; i < _rows * _columns; i++)
        {
            float dx = i % _columns - x, dy = i / _columns - y;
            float weighed = values[head.At(i, value)] / (MathF.Sqrt(dx * dx + dy * dy) + Nearness);
            if (weighed > most)
                (most, best) = (weighed, i);
        }
        return best;
    }
}
