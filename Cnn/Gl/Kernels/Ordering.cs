using Cnn.Ops;

namespace Cnn.Gl.Kernels;

/// <summary>
/// The best elements of lines, in order: blocks are put in order, then neighbouring runs are merged, two and two, each
/// keeping no more than are wanted. No invocation loops more than a block is long.
/// </summary>
internal static class Ordering
{
    private const int Block = 64;

    /// <summary>Adds the launches.</summary>
    /// <param name="p">The node.</param>
    /// <param name="x">The elements, floats.</param>
    /// <param name="group">The lines.</param>
    /// <param name="best">How many of each line are wanted, at least one.</param>
    /// <param name="largest">Largest first, or smallest first.</param>
    /// <param name="wanted"><c>VALUES</c>, or <c>INDICES</c> along the line.</param>
    /// <param name="output">Takes them: the lines with <paramref name="best"/> elements each.</param>
    /// <param name="nanLast">Whether NaN comes last; else it comes first.</param>
    public static void Launch(
        NodePlanner p, GlTensor x, AxisGroup group, int best, bool largest, string wanted, GlTensor output, bool nanLast = false)
    {
        var (span, width) = (Block, Math.Min(best, Block));
        var runs = Runs("order_blocks", Math.Min(Block, group.Length), group.Lines * group.Length, [x]);
        while (runs is not null)
        {
            int from = (group.Length - 1) / span + 1, fromWidth = width;
            width = Math.Min(best, 2 * width);
            span *= 2;
            runs = Runs("order_merge", trips: 32, runs.Texels, [x, runs],
                ("FROM_RUNS", from), ("FROM_WIDTH", fromWidth), ("SPAN", span / 2));
        }

        // The runs after a launch; null once each line is one, which is the output.
        GlTensor? Runs(string shader, int trips, int invocations, GlTensor[] inputs, params (string Name, int Value)[] numbers)
        {
            int count = (group.Length - 1) / span + 1;
            var kernel = new Kernel(shader, trips) { Label = "order" }.Define("BLOCK", Block)
                .Define("BETTER(a, b)", largest ? "(a > b)" : "(a < b)")
                .With("LENGTH", group.Length).With("INNER", group.Inner).With("K", best).With("RUNS", count).With("WIDTH", width);
            if (nanLast)
                kernel = kernel.Define("NAN_LAST", 1);
            foreach (var (name, value) in numbers)
                kernel = kernel.With(name, value);
            var order = count == 1 ? output : p.Scratch([checked(group.Lines * count * width)], DataType.Int32);
            p.Launch((count == 1 ? kernel.Define(wanted, 1) : kernel).ForEach(invocations), inputs, order);
            return count == 1 ? null : order;
        }
    }
}
