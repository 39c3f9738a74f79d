using System.Collections.Immutable;
using Cnn;
using Cnn.Ops;

namespace Demo.Views.Filters;

/// <summary>One way to pool, and what of its result survives that the picture moves.</summary>
/// <param name="Kind">The largest, the mean, or null for none: every value is kept.</param>
/// <param name="Value">P, [1,C,H,W].</param>
/// <param name="Shifted">P of the moved picture.</param>
/// <param name="Change">|P(shifted) − P|.</param>
/// <param name="Share">mean |P(shifted) − P| / mean |P|, a scalar; 0 where both are.</param>
internal sealed record PooledNodes(PoolKind? Kind, Node Value, Node Shifted, Node Change, Node Share);

/// <summary>Maximum, average and no pooling side by side, of the same maps.</summary>
/// <param name="Window">The window that they share.</param>
/// <param name="Input">What is pooled, [1,C,H,W].</param>
/// <param name="Ways">By maximum, by average, not at all.</param>
internal sealed record PoolComparison(PoolStage Window, Node Input, ImmutableArray<PooledNodes> Ways)
{
    // So that a black picture's share is 0 and no NaN.
    private const float NearlyNothing = 1e-12f;

    /// <summary>The window that a row is compared with, and how many stages come before it: its last pool, or 2×2 at its end.</summary>
    public static (PoolStage Window, int Before) In(LabRow row)
    {
        for (int i = row.Stages.Length - 1; i >= 0; i--)
            if (row.Stages[i] is PoolStage pool)
                return (pool, i);
        return (new PoolStage(PoolKind.Max), row.Stages.Length);
    }

    /// <summary>Compares what a picture and the moved picture give.</summary>
    /// <param name="window">The window.</param>
    /// <param name="plain">What is pooled.</param>
    /// <param name="shifted">The same of the moved picture.</param>
    /// <param name="own">The row's own pool, if it has one: it is not computed twice.</param>
    public static PoolComparison Of(PoolStage window, Node plain, Node shifted, Node? own)
    {
        return new(window, plain, [Way(PoolKind.Max), Way(PoolKind.Average), Way(null)]);

        PooledNodes Way(PoolKind? kind)
        {
            string name = kind switch { PoolKind.Max => "maximum", PoolKind.Average => "average", _ => "no pooling" };
            var value = kind == window.Kind && own is not null ? own : Pooled(plain, name);
            var moved = Pooled(shifted, $"{name}, shifted");
            var difference = moved - value;
            var change = new Node(new Abs(), [difference], $"{name}, changed by the shift");
            // Of equally many values sums stand to each other as means.
            return new(kind, value, moved, change, Size(difference) / (Size(value) + NearlyNothing));

            Node Pooled(Node x, string called) =>
                kind is { } pooled ? StageNodes.Pooled(window with { Kind = pooled }, x, called) : x;
        }
    }

    private static Node Size(Node x) => new(new ReduceL1(KeepDims: false), [x]);
}
