namespace Cnn.Gl.Kernels;

/// <summary>
/// Launches of a kernel whose loops may be long (see <see cref="Loops"/>): each slice of them has a result of its own, and a
/// second launch joins the results. Its shader reads how often each loop is cut, <c>SLICES(axis)</c>, and how many texels a
/// result has, <c>OUTPUTS</c>.
/// </summary>
internal static class Slices
{
    /// <summary>Joins so many results that lie one after the other.</summary>
    public delegate void Join(NodePlanner p, GlTensor parts, int slices, GlTensor output);

    /// <summary>A kernel over all inputs, an invocation per output texel of each slice.</summary>
    /// <param name="p">The node.</param>
    /// <param name="kernel">The kernel; the trips of these loops are added to its own.</param>
    /// <param name="counts">The trips of each loop, the outermost first.</param>
    /// <param name="join">How results are joined.</param>
    /// <param name="layout">The layout where nothing is cut; else it is row-major.</param>
    public static void Launch(NodePlanner p, Kernel kernel, int[] counts, Join join, GlLayout layout = GlLayout.Nchw)
    {
        if (Loops.Cut(p.Node.Shape.Count, counts).Any(slices => slices > 1))
            layout = GlLayout.Nchw;
        Launch(p, kernel, counts, join, [.. Enumerable.Range(0, p.Node.Inputs.Length).Select(i => p.Input(i, layout))], p.Output(layout));
    }

    /// <summary>The same, with given tensors.</summary>
    public static void Launch(NodePlanner p, Kernel kernel, int[] counts, Join join, GlTensor[] inputs, GlTensor output)
    {
        int[] cut = Loops.Cut(output.Shape.Count, counts);
        long elements = cut.Aggregate(output.Shape.Count, (product, count) => product * count);
        if (elements > int.MaxValue)
            throw new GlException($"node '{p.Node.Name}': kernel {kernel.Label} needs {elements:N0} partial results, which is too many");
        int slices = cut.Aggregate(1, (product, count) => product * count);
        kernel = kernel with { Trips = kernel.Trips + Loops.Nested(counts, cut) };
        kernel = kernel.With("SLICES", cut).With("OUTPUTS", output.Texels);
        if (slices == 1)
        {
            p.Launch(kernel.ForEach(output.Texels), inputs, output);
            return;
        }
        var parts = p.Scratch(output.Shape.With(0, slices * output.Shape[0]), output.Type);
        p.Launch(kernel.ForEach(parts.Texels), inputs, parts);
        join(p, parts, slices, output);
    }
}
