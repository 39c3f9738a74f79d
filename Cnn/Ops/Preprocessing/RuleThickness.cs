namespace Cnn.Ops.Preprocessing;

/// <summary>
/// How thick the lines printed on paper are: the median of what the rules are thick at some places along each, so that the
/// strokes across them do not count. Inputs: absorbance Int32 [N,1,S,S], threshold Int32 [N,2] (<see cref="InkThreshold"/>; the
/// first counts), the rules (<see cref="FindRules"/>). Output Int32 [N], in pixels: 0 where there are no rules, at most 15.
/// </summary>
public sealed record RuleThickness : Op
{
    /// <summary>At so many places along each rule its thickness is measured.</summary>
    internal const int Places = 6;

    /// <summary>What is thicker counts as this thick.</summary>
    internal const int Most = 15;

    /// <inheritdoc/>
    public override TensorInfo Infer(ReadOnlySpan<TensorInfo> inputs)
    {
        Require.Inputs(inputs, 3, 3);
        var rules = new FindRules().Infer(inputs[..2]);
        return inputs[2] == rules
            ? new TensorInfo([rules.Shape[0]], DataType.Int32)
            : throw new CnnException($"the rules are {inputs[2]}; {rules} is needed");
    }

    /// <inheritdoc/>
    public override void Evaluate(ReadOnlySpan<Tensor> inputs, Tensor output)
    {
        int side = inputs[0].Shape[3], plane = side * side, words = 2 * FindRules.Slopes * FindRules.Words(side);
        for (int p = 0; p < output.Shape[0]; p++)
            output.Span<int>()[p] = Median(
                inputs[0].Span<int>().Slice(p * plane, plane), FindRules.Least(inputs[1].Span<int>()[2 * p]),
                inputs[2].Span<int>().Slice(p * words, words), side);
    }

    private static int Median(ReadOnlySpan<int> absorbed, int least, ReadOnlySpan<int> rules, int side)
    {
        Span<int> counts = stackalloc int[Most + 1];
        counts.Clear();
        int all = 0;
        for (int line = 0; line < 2 * FindRules.Slopes * side; line++)
        {
            int row = line / side, middle = line % side;
            if ((rules[row * FindRules.Words(side) + middle / 32] >> middle & 1) == 0)
                continue;
            bool down = row >= FindRules.Slopes;
            for (int k = 0; k < Places; k++)
            {
                int t = (2 * k + 1) * side / (2 * Places), place = middle + FindRules.Offset(row % FindRules.Slopes, t, side);
                int thickness = place < 0 || place >= side
                    ? 0
                    : Thickness(absorbed, down ? t * side : t, down ? 1 : side, place, side, least);
                counts[thickness]++;
                all += thickness > 0 ? 1 : 0;
            }
        }
        int median = 0;
        for (int below = 0; 2 * below < all; below += counts[median])
            median++;
        return median;
    }

    // Of the ink at a place, or right beside it; 0 where there is none.
    private static int Thickness(ReadOnlySpan<int> absorbed, int first, int stride, int place, int side, int least)
    {
        int darkest = place;
        for (int near = Math.Max(place - 1, 0); near <= Math.Min(place + 1, side - 1); near++)
            darkest = absorbed[first + near * stride] > absorbed[first + darkest * stride] ? near : darkest;
        if (absorbed[first + darkest * stride] < least)
            return 0;
        int low = darkest, high = darkest;
        while (low > 0 && high - low + 1 < Most && absorbed[first + (low - 1) * stride] >= least)
            low--;
        while (high < side - 1 && high - low + 1 < Most && absorbed[first + (high + 1) * stride] >= least)
            high++;
        return high - low + 1;
    }
}
