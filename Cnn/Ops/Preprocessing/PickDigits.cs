namespace Cnn.Ops.Preprocessing;

/// <summary>
/// Picks the digits out of a finder's answers at two scales: where the logit of a middle is higher than at all eight
/// places around and than a threshold, the likeliest first, without those that overlap one that was picked. Inputs: answers
/// Float32 [1,5,H,W] to the frame's square, answers Float32 [1,5,P,Q] to the same square made smaller
/// (<see cref="Networks.DigitFinder"/> says what they are), the square of the frame Int32 [3]. Output Int32 [Most,5]: how likely
/// it is, 1 … 1000, 0 where there is no further digit, then top, left, bottom, right in 64ths of a frame pixel.
/// </summary>
/// <param name="Most">How many digits are picked at most.</param>
/// <param name="Threshold">The least probability, 0 … 1.</param>
/// <param name="Stride">Pixels between two answers.</param>
/// <param name="UnitSize">The side of a digit whose size has the logarithm 0, in pixels.</param>
public sealed record PickDigits(int Most, float Threshold, int Stride, float UnitSize) : Op
{
    /// <summary>Digits that share more than this of what both cover are one.</summary>
    internal const float MostShared = 0.35f;

    /// <summary>So are two of which the smaller lies within the larger one by more than this.</summary>
    internal const float MostWithin = 0.8f;

    /// <summary>Middles farther from their cell, in cells, and sizes, as logarithms, are taken for these.</summary>
    internal const float Farthest = 4, LargestLog = 3;

    /// <summary>The logarithm of the least size at the coarse scale; smaller digits are the fine scale's.</summary>
    internal const float LeastCoarseLog = -0.7f;

    /// <summary>The threshold's logit.</summary>
    internal float LeastLogit => MathF.Log(Threshold / (1 - Threshold));

    /// <inheritdoc/>
    public override IEnumerable<(string Name, double Value)> Parameters() =>
        [("most", Most), ("threshold", Threshold), ("stride", Stride), ("unit size", UnitSize)];

    /// <inheritdoc/>
    public override TensorInfo Infer(ReadOnlySpan<TensorInfo> inputs)
    {
        Require.Inputs(inputs, 3, 3);
        Require.Float(inputs[..2]);
        foreach (var answers in inputs[..2])
            if (answers.Shape.Rank != 4 || answers.Shape[0] != 1 || answers.Shape[1] != 5 || answers.Shape.Count == 0)
                throw new CnnException($"the answers are {answers}; 1×5×H×W are needed");
        if (Most < 1 || Stride < 1 || Threshold is not (> 0 and < 1) || UnitSize is not (> 0 and <= 4096))
            throw new CnnException($"PickDigits cannot pick {Most} digits with threshold {Threshold}, stride {Stride}, unit {UnitSize}");
        Maps.RequireVector(inputs[2], 3, "the square");
        return new TensorInfo([Most, 5], DataType.Int32);
    }

    /// <inheritdoc/>
    public override void Evaluate(ReadOnlySpan<Tensor> inputs, Tensor output)
    {
        var boxes = output.Span<int>();
        boxes.Clear();
        var found = new List<(float Logit, Box Box)>();
        for (int level = 0; level < 2; level++)
        {
            int cells = inputs[level].Shape[2] * inputs[level].Shape[3];
            for (int cell = 0; cell < cells; cell++)
                if (IsPeak(inputs[level], cell, coarse: level == 1))
                    found.Add((inputs[level].Floats[cell], BoxOf(inputs[level], cell, inputs[2].Span<int>())));
        }
        var picked = new List<Box>();
        // A stable order: of equals the first one.
        foreach (var (logit, box) in found.OrderByDescending(f => f.Logit))
        {
            if (picked.Count == Most)
                break;
            if (picked.Exists(other => Overlap(other, box)))
                continue;
            var row = boxes.Slice(5 * picked.Count, 5);
            row[0] = Math.Max(1, (int)(1000 / (1 + MathF.Exp(-logit))));
            (row[1], row[2], row[3], row[4]) = (box.Top, box.Left, box.Bottom, box.Right);
            picked.Add(box);
        }
    }

    // Of neighbours that are equal the first one is the peak.
    private bool IsPeak(Tensor answers, int cell, bool coarse)
    {
        int height = answers.Shape[2], width = answers.Shape[3], row = cell / width, column = cell % width;
        float logit = answers.Floats[cell];
        var (high, wide) = (answers.Floats[3 * height * width + cell], answers.Floats[4 * height * width + cell]);
        if (!(logit >= LeastLogit) || (coarse && Math.Max(high, wide) < LeastCoarseLog))
            return false;
        for (int y = Math.Max(row - 1, 0); y <= Math.Min(row + 1, height - 1); y++)
            for (int x = Math.Max(column - 1, 0); x <= Math.Min(column + 1, width - 1); x++)
            {
                float other = answers.Floats[y * width + x];
                if (other > logit || (other == logit && y * width + x < cell))
                    return false;
            }
        return true;
    }

    private Box BoxOf(Tensor answers, int cell, ReadOnlySpan<int> square)
    {
        int width = answers.Shape[3], cells = answers.Shape[2] * width;
        var values = answers.Floats;
        // The square's sides are those of the longer side of the answers: 64ths of a frame pixel for each cell.
        float unit = (float)square[2] / Math.Max(width, answers.Shape[2]);
        float y = (cell / width + 0.5f + Math.Clamp(values[cells + cell], -Farthest, Farthest)) * unit;
        float x = (cell % width + 0.5f + Math.Clamp(values[2 * cells + cell], -Farthest, Farthest)) * unit;
        float high = Half(values[3 * cells + cell]) * unit, wide = Half(values[4 * cells + cell]) * unit;
        return new Box(
            square[0] + (int)MathF.Floor(y - high), square[1] + (int)MathF.Floor(x - wide),
            square[0] + (int)MathF.Floor(y + high) + 1, square[1] + (int)MathF.Floor(x + wide) + 1);
    }

    // Half of a side, in cells.
    private float Half(float log) => UnitSize / (2 * Stride) * MathF.Exp(Math.Clamp(log, -LargestLog, LargestLog));

    private static bool Overlap(Box a, Box b)
    {
        float high = (Math.Min(a.Bottom, b.Bottom) - Math.Max(a.Top, b.Top)) / (float)Maps.Unit;
        float wide = (Math.Min(a.Right, b.Right) - Math.Max(a.Left, b.Left)) / (float)Maps.Unit;
        if (high <= 0 || wide <= 0)
            return false;
        float shared = high * wide, areaA = Area(a), areaB = Area(b);
        return shared > MostShared * (areaA + areaB - shared) || shared > MostWithin * Math.Min(areaA, areaB);
    }

    private static float Area(Box box) => (box.Bottom - box.Top) / (float)Maps.Unit * ((box.Right - box.Left) / (float)Maps.Unit);

    private readonly record struct Box(int Top, int Left, int Bottom, int Right);
}
