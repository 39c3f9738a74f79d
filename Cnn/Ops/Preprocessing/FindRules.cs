namespace Cnn.Ops.Preprocessing;

/// <summary>
/// The lines printed on paper: straight, nearly along an axis, and dark from edge to edge of the picture, which no stroke of
/// a digit is. Inputs: absorbance Int32 [N,1,S,S], threshold Int32 [N,2] (<see cref="InkThreshold"/>; the first counts).
/// Output Int32 [N,2,17,⌈S ∕ 32⌉]: for lines across and lines down, by slope, a bit for each row or column in which the middle
/// of a line lies, the first the lowest of its word; it is set where that line is a rule.
/// </summary>
public sealed record FindRules : Op
{
    /// <summary>How many slopes are tried; the middle one is level.</summary>
    internal const int Slopes = 17;

    /// <summary>Pixels that a line rises more, from edge to edge, than one of the slope before.</summary>
    internal const int Rise = 2;

    /// <summary>Along a line every so many-th pixel is looked at.</summary>
    internal const int Taken = 3;

    /// <summary>So many eighths of what is seen of a rule are dark.</summary>
    internal const int DarkEighths = 7;

    /// <inheritdoc/>
    public override TensorInfo Infer(ReadOnlySpan<TensorInfo> inputs)
    {
        Require.Inputs(inputs, 2, 2);
        var map = Maps.RequirePlanes(inputs[0], "the absorbance").Shape;
        if (map[2] != map[3])
            throw new CnnException($"the absorbance is {map}; a square map is needed");
        if (inputs[1].Type != DataType.Int32 || inputs[1].Shape != new Shape(map[0], 2))
            throw new CnnException($"the threshold is {inputs[1]}; Int32 {new Shape(map[0], 2)} is needed");
        return new TensorInfo([map[0], 2, Slopes, Words(map[2])], DataType.Int32);
    }

    /// <inheritdoc/>
    public override void Evaluate(ReadOnlySpan<Tensor> inputs, Tensor output)
    {
        int side = inputs[0].Shape[3], plane = side * side, lines = 2 * Slopes * Words(side);
        for (int p = 0; p < inputs[0].Shape[0]; p++)
            Evaluate(
                inputs[0].Span<int>().Slice(p * plane, plane), side, Least(inputs[1].Span<int>()[2 * p]),
                output.Span<int>().Slice(p * lines, lines));
    }

    private static void Evaluate(ReadOnlySpan<int> absorbed, int side, int least, Span<int> rules)
    {
        rules.Clear();
        for (int row = 0; row < 2 * Slopes; row++)
            for (int middle = 0; middle < side; middle++)
                if (IsRule(absorbed, side, least, down: row >= Slopes, row % Slopes, middle))
                    rules[row * Words(side) + middle / 32] |= 1 << middle;
    }

    private static bool IsRule(ReadOnlySpan<int> absorbed, int side, int least, bool down, int slope, int middle)
    {
        int along = down ? side : 1, aside = down ? 1 : side;
        int seen = 0, dark = 0;
        for (int t = 0; t < side; t += Taken)
        {
            int place = middle + Offset(slope, t, side);
            if (place < 0 || place >= side || absorbed[place * aside + t * along] < 0)
                continue;
            seen++;
            int best = 0;
            // Between two slopes, and where it steps to the next row, a line is a pixel away.
            for (int near = Math.Max(place - 1, 0); near <= Math.Min(place + 1, side - 1); near++)
                best = Math.Max(best, absorbed[near * aside + t * along]);
            dark += best >= least ? 1 : 0;
        }
        return seen * 2 * Taken >= side && dark * 8 >= seen * DarkEighths;
    }

    /// <summary>How many words hold a bit for each pixel of a side.</summary>
    internal static int Words(int side) => (side + 31) / 32;

    /// <summary>What a rule absorbs at least: a line thinner than a pixel absorbs half of what its ink does.</summary>
    internal static int Least(int threshold) => Math.Max(1, threshold / 2);

    /// <summary>How many pixels aside a line is at <paramref name="t"/> along it; 0 in its middle.</summary>
    internal static int Offset(int slope, int t, int side) =>
        // The slope is counted from 0, so that nothing negative is divided.
        Rise * slope * (2 * t + 1) / (2 * side) - Rise * (Slopes / 2) * (2 * t + 1) / (2 * side) - Rise * (slope - Slopes / 2) / 2;
}
