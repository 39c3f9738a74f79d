namespace Cnn.Ops.Preprocessing;

/// <summary>
/// Takes the lines printed on paper out of the ink, but for where a stroke crosses them: a pixel close to a rule is cleared
/// when the ink that it belongs to, across the rule, is hardly thicker than the rules are, or where two rules cross on bare
/// paper. Inputs: absorbance Int32 [N,1,S,S], threshold Int32 [N,2] (<see cref="InkThreshold"/>; the first counts), the rules
/// (<see cref="FindRules"/>), how thick they are Int32 [N] (<see cref="RuleThickness"/>). Output Int32 [N,1,S,S]: the absorbance,
/// −1 where a rule was: what lies under it is not known.
/// </summary>
/// <param name="Reach">How far from a rule's middle its own ink lies, in pixels; it is at most 2·Reach + 1 thick.</param>
public sealed record RemoveRules(int Reach) : Op
{
    /// <summary>A rule is at most so many pixels thicker than the median.</summary>
    internal const int Spare = 1;

    /// <inheritdoc/>
    public override IEnumerable<(string Name, double Value)> Parameters() => [("REACH", Reach)];

    /// <inheritdoc/>
    public override TensorInfo Infer(ReadOnlySpan<TensorInfo> inputs)
    {
        Require.Inputs(inputs, 4, 4);
        if (Reach < 0)
            throw new CnnException($"the reach is {Reach}; it is 0 or more");
        var rules = new FindRules().Infer(inputs[..2]);
        if (inputs[2].Type != rules.Type || inputs[2].Shape != rules.Shape)
            throw new CnnException($"the rules are {inputs[2]}; {rules} is needed");
        Maps.RequireVector(inputs[3], rules.Shape[0], "the thickness");
        return Maps.RequirePlanes(inputs[0], "the absorbance");
    }

    /// <inheritdoc/>
    public override void Evaluate(ReadOnlySpan<Tensor> inputs, Tensor output)
    {
        int side = output.Shape[3], plane = side * side, lines = 2 * FindRules.Slopes * FindRules.Words(side);
        for (int p = 0; p < output.Shape[0]; p++)
            Evaluate(
                inputs[0].Span<int>().Slice(p * plane, plane), FindRules.Least(inputs[1].Span<int>()[2 * p]),
                inputs[2].Span<int>().Slice(p * lines, lines), Math.Min(2 * Reach + 1, inputs[3].Span<int>()[p] + Spare), side,
                output.Span<int>().Slice(p * plane, plane));
    }

    private void Evaluate(ReadOnlySpan<int> absorbed, int least, ReadOnlySpan<int> rules, int most, int side, Span<int> cleared)
    {
        for (int i = 0; i < cleared.Length; i++)
        {
            int y = i / side, x = i % side;
            bool across = absorbed[i] > 0 && Near(rules, y, x, side);
            bool down = absorbed[i] > 0 && Near(rules[(rules.Length / 2)..], x, y, side);
            bool rule = (across && Thin(absorbed, i, side, y, side, least, most)) || (down && Thin(absorbed, i, 1, x, side, least, most))
                || (across && down && Crossing(absorbed, y, x, side, least));
            cleared[i] = rule ? -1 : absorbed[i];
        }
    }

    // Whether a pixel lies where two rules cross and nothing else is: the paper between them is bare.
    private bool Crossing(ReadOnlySpan<int> absorbed, int y, int x, int side, int least)
    {
        int away = 2 * Reach + 1;
        bool Bare(ReadOnlySpan<int> map, int v, int u) => v < 0 || u < 0 || v >= side || u >= side || map[v * side + u] < least;
        return Bare(absorbed, y - away, x - away) && Bare(absorbed, y - away, x + away)
            && Bare(absorbed, y + away, x - away) && Bare(absorbed, y + away, x + away);
    }

    // Whether a line passes within reach of a place, t along it.
    private bool Near(ReadOnlySpan<int> rules, int place, int t, int side)
    {
        for (int slope = 0; slope < FindRules.Slopes; slope++)
        {
            int middle = place - FindRules.Offset(slope, t, side);
            for (int m = Math.Max(middle - Reach, 0); m <= Math.Min(middle + Reach, side - 1); m++)
                if ((rules[slope * FindRules.Words(side) + m / 32] >> m & 1) != 0)
                    return true;
        }
        return false;
    }

    // Whether the run of ink across the rule, through a pixel at a place, is no thicker than a rule.
    private static bool Thin(ReadOnlySpan<int> absorbed, int pixel, int stride, int place, int side, int least, int most)
    {
        int run = 1;
        for (int k = 1; k <= place && run <= most && absorbed[pixel - k * stride] >= least; k++)
            run++;
        for (int k = 1; k < side - place && run <= most && absorbed[pixel + k * stride] >= least; k++)
            run++;
        return run <= most;
    }
}
