namespace Cnn.Ops.Preprocessing;

/// <summary>
/// Decides which of a finder's candidates are digits, by what the finder says of each, by how sure the model is that reads them, and
/// by their neighbours: digits of a number stand beside each other, are of one size and cover none. Inputs: candidates Int32 [N,5]
/// (<see cref="PickDigits"/>), and where they are read probabilities Float32 [N,classes]. Output Int32 [N,5]: the same rows,
/// the first number now how sure both are, 1 … 1000, and 0 in the rows of those that are no digits.
/// </summary>
/// <param name="First">The least probability of the likeliest one, 0 … 1.</param>
/// <param name="Beside">Of one beside a digit that is kept, and of its size.</param>
/// <param name="Apart">Of any other.</param>
public sealed record KeepDigits(float First, float Beside, float Apart) : Op
{
    /// <summary>The finder's odds are multiplied by the model's raised to this, as if each of them said a part of the same.</summary>
    internal const float ReaderShare = 0.1f;

    /// <summary>
    /// The logit from which on the model is as sure as can be: it takes nothing from the finder's odds, less than this does.
    /// </summary>
    internal const float SureLogit = 12;

    /// <summary>A neighbour's longer side is at most so many times the other's.</summary>
    internal const float MostLarger = 1.6f;

    /// <summary>Its middle lies at most so many longer sides away, across and along the line.</summary>
    internal const float MostAside = 1.5f, MostAbove = 0.7f;

    /// <summary>What digits that are kept may cover of another one at most, and that one of each of them.</summary>
    internal const float MostCovered = 0.55f;

    /// <inheritdoc/>
    public override IEnumerable<(string Name, double Value)> Parameters() => [("first", First), ("beside", Beside), ("apart", Apart)];

    /// <inheritdoc/>
    public override TensorInfo Infer(ReadOnlySpan<TensorInfo> inputs)
    {
        Require.Inputs(inputs, 1, 2);
        if (Maps.RequireRows(inputs[0], 5, "the candidates") is not { } count)
            throw new CnnException($"the candidates are {inputs[0]}; Int32 N×5 is needed");
        if (inputs.Length > 1 && (inputs[1].Type != DataType.Float32 || inputs[1].Shape.Rank != 2 || inputs[1].Shape[0] != count
            || inputs[1].Shape[1] < 1))
            throw new CnnException($"the probabilities are {inputs[1]}; Float32 {count}×classes is needed");
        foreach (float least in (ReadOnlySpan<float>)[First, Beside, Apart])
            if (least is not (> 0 and < 1))
                throw new CnnException($"KeepDigits cannot keep digits from a probability of {least} on; it lies between 0 and 1");
        return new TensorInfo([count, 5], DataType.Int32);
    }

    /// <inheritdoc/>
    public override void Evaluate(ReadOnlySpan<Tensor> inputs, Tensor output)
    {
        var candidates = inputs[0].Span<int>();
        var rows = output.Span<int>();
        int count = output.Shape[0];
        var logits = new float[count];
        for (int i = 0; i < count; i++)
        {
            logits[i] = candidates[5 * i] == 0 ? float.NegativeInfinity : LogitOf(candidates[5 * i] / 1000f, 0.9995f);
            if (inputs.Length > 1)
                logits[i] -= ReaderShare * (SureLogit - Math.Min(LogitOf(Best(inputs[1], i), 1 - 1e-6f), SureLogit));
        }
        rows.Clear();
        var kept = new List<int>();
        // A stable order: of equals the first one.
        foreach (int i in Enumerable.Range(0, count).OrderByDescending(i => logits[i]))
        {
            var box = candidates.Slice(5 * i, 5);
            float least = kept.Count == 0 ? First : IsBeside(candidates, box, kept) ? Beside : Apart;
            if (!(logits[i] >= LogitOf(least, 1)) || IsCovered(candidates, box, kept))
                continue;
            kept.Add(i);
            box.CopyTo(rows[(5 * i)..]);
            rows[5 * i] = Math.Clamp((int)(1000 / (1 + MathF.Exp(-logits[i]))), 1, 1000);
        }
    }

    private static bool IsBeside(ReadOnlySpan<int> candidates, ReadOnlySpan<int> box, List<int> kept)
    {
        foreach (int other in kept)
        {
            var near = candidates.Slice(5 * other, 5);
            float a = Longer(box), b = Longer(near), larger = Math.Max(a, b);
            if (larger <= MostLarger * Math.Min(a, b)
                && Math.Abs(box[2] + box[4] - near[2] - near[4]) <= 2 * MostAside * larger
                && Math.Abs(box[1] + box[3] - near[1] - near[3]) <= 2 * MostAbove * larger)
                return true;
        }
        return false;
    }

    private static bool IsCovered(ReadOnlySpan<int> candidates, ReadOnlySpan<int> box, List<int> kept)
    {
        float covered = 0;
        foreach (int other in kept)
        {
            var near = candidates.Slice(5 * other, 5);
            float high = Math.Max(0, Math.Min(box[3], near[3]) - Math.Max(box[1], near[1])) / (float)Maps.Unit;
            float both = high * (Math.Max(0, Math.Min(box[4], near[4]) - Math.Max(box[2], near[2])) / (float)Maps.Unit);
            covered += both;
            if (both > MostCovered * Area(near))
                return true;
        }
        return covered > MostCovered * Area(box);
    }

    private static float Area(ReadOnlySpan<int> box) => (box[3] - box[1]) / (float)Maps.Unit * ((box[4] - box[2]) / (float)Maps.Unit);

    private static float Longer(ReadOnlySpan<int> box) => Math.Max(box[3] - box[1], box[4] - box[2]);

    private static float Best(Tensor probabilities, int row)
    {
        int classes = probabilities.Shape[1];
        float best = 0;
        foreach (float value in probabilities.Floats.Slice(row * classes, classes))
            best = Math.Max(best, value);
        return best;
    }

    /// <summary>The logit of a probability; of less than one in a thousand, or more than a bound, that of the bound.</summary>
    internal static float LogitOf(float probability, float most)
    {
        float p = Math.Clamp(probability, 0.001f, most);
        return MathF.Log(p / (1 - p));
    }
}
