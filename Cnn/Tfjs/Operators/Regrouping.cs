namespace Cnn.Tfjs.Operators;

/// <summary>
/// A Reshape of a value that does not lie as TensorFlow sees it. Axes that become one must lie side by side, and in TensorFlow's
/// order; the others stay where they are. So [N,H,W,C] to [N,H·W,C] leaves NCHW as [N,C,H·W] and moves nothing, a shuffle of
/// channels moves only those, and only what joins a map's places with its channels brings them into TensorFlow's order.
/// </summary>
internal static class Regrouping
{
    /// <summary>The order that the old axes need, and the one that the new axes then have.</summary>
    /// <param name="from">The shape as TensorFlow sees it; not empty.</param>
    /// <param name="order">How it lies.</param>
    /// <param name="to">The new shape.</param>
    public static (Ints Before, Ints After) Of(Shape from, Ints order, Shape to)
    {
        var groups = Groups(from, to);
        List<int> before = [], after = [];
        foreach (int axis in order)
        {
            // An axis of length 1 has no place of its own.
            if (from[axis] == 1)
                before.Add(axis);
            else if (groups.Find(g => g.Old.Contains(axis)) is { Old: not null } group && !before.Contains(axis))
            {
                before.AddRange(group.Old);
                after.AddRange(group.New);
            }
        }
        for (int axis = 0; axis < to.Rank; axis++)
            if (to[axis] == 1)
                after.Insert(axis == 0 ? 0 : after.IndexOf(axis - 1) + 1, axis);
        return ([.. before], [.. after]);
    }

    // The shortest runs of old and new axes with as many elements each, those of length 1 left out.
    private static List<(List<int> Old, List<int> New)> Groups(Shape from, Shape to)
    {
        int[] olds = LongAxes(from), news = LongAxes(to);
        var groups = new List<(List<int> Old, List<int> New)>();
        for (int i = 0, j = 0; i < olds.Length && j < news.Length;)
        {
            var (old, made) = (new List<int> { olds[i] }, new List<int> { news[j] });
            long before = from[olds[i++]], after = to[news[j++]];
            while (before != after)
                if (before < after)
                {
                    before *= from[olds[i]];
                    old.Add(olds[i++]);
                }
                else
                {
                    after *= to[news[j]];
                    made.Add(news[j++]);
                }
            groups.Add((old, made));
        }
        return groups;
    }

    private static int[] LongAxes(Shape shape) => [.. Enumerable.Range(0, shape.Rank).Where(axis => shape[axis] != 1)];
}
