using Cnn.Ops;

namespace Cnn.Gl.Kernels;

/// <summary>MaxPool, AveragePool and their gradients: on both layouts, unless a window is so large that it is cut.</summary>
internal static class Pooling
{
    /// <summary>MaxPool's values or its indices.</summary>
    public static void MaxPool(NodePlanner p)
    {
        var op = (MaxPool)p.Node.Op;
        if (op.Output == 1)
        {
            Indices(p, op, p.Node.Inputs[0].Shape, p.Output());
            return;
        }
        var window = op.Window(p.Node.Inputs[0].Shape);
        string lowest = p.Node.Type == DataType.Float32 ? Glsl.Float(float.NegativeInfinity) : "0";
        var kernel = Kernel("pool", op.Name, window).Define("MAX", 1).Define("LOWEST", lowest);
        Slices.Launch(p, kernel, Windows.Taps(window), Reductions.Max, p.NaturalLayout);
    }

    /// <summary>AveragePool.</summary>
    public static void AveragePool(NodePlanner p)
    {
        var op = (AveragePool)p.Node.Op;
        var window = op.Window(p.Node.Inputs[0].Shape);
        Slices.Launch(p, Counted(Kernel("pool", op.Name, window), op, window), Windows.Taps(window), Reductions.Sum, p.NaturalLayout);
    }

    /// <summary>
    /// MaxPoolGrad. In small windows an element looks itself whether it is the largest; of large ones the winners are found first.
    /// </summary>
    public static void MaxPoolGrad(NodePlanner p)
    {
        var op = ((MaxPoolGrad)p.Node.Op).Pool;
        var window = op.Window(p.Node.Shape);
        var kernel = Gradient(p, window);
        int[] windows = Windows.Seeing(window), none = [1, 1, 1];
        long trips = Loops.Nested([.. windows.Concat(Windows.Taps(window))], [.. none, .. none]);
        if (trips <= Loops.Long)
        {
            Slices.Launch(p, kernel with { Trips = trips }, windows, Reductions.Sum, p.NaturalLayout);
            return;
        }
        var indices = p.Scratch(p.Node.Inputs[1].Shape, DataType.Int32);
        Indices(p, op with { Output = 1, ColumnMajor = false }, p.Node.Shape, indices);
        Slices.Launch(p, kernel.Define("INDICES", 1), windows, Reductions.Sum, [indices, p.Input(1)], p.Output());
    }

    /// <summary>AveragePoolGrad.</summary>
    public static void AveragePoolGrad(NodePlanner p)
    {
        var op = ((AveragePoolGrad)p.Node.Op).Pool;
        var window = op.Window(p.Node.Shape);
        var kernel = Counted(Gradient(p, window).Define("AVERAGE", 1), op, window);
        Slices.Launch(p, kernel, Windows.Seeing(window), Reductions.Sum, p.NaturalLayout);
    }

    // The indices of the largest elements of input 0, which has a shape.
    private static void Indices(NodePlanner p, MaxPool op, Shape input, GlTensor output)
    {
        var window = op.Window(input);
        int columnMajor = op.ColumnMajor ? 1 : 0;
        var kernel = Kernel("pool", op.Name, window).Define("INDICES", 1).Define("COLUMN_MAJOR", columnMajor);
        Slices.Launch(p, kernel, Windows.Taps(window), Join, [p.Input(0)], output);

        void Join(NodePlanner p, GlTensor parts, int slices, GlTensor output) => p.Launch(
            new Kernel("pool_index_join", slices) { Label = op.Name }.Define("COLUMN_MAJOR", columnMajor).With("SLICES", slices)
                .ForEach(output.Texels), [p.Input(0), parts], output);
    }

    private static Kernel Gradient(NodePlanner p, Window window) => Kernel("pool_grad", p.Node.Op.Name, window)
        .With("WINDOWS", Windows.Seeing(window)).With("PLACES", [window.D.Output, window.H.Output, window.W.Output]);

    private static Kernel Kernel(string shader, string label, Window window) =>
        Windows.Sizes(new Kernel(shader, Trips: 0) { Label = label, Bake = true }, window);

    private static Kernel Counted(Kernel kernel, AveragePool pool, Window window)
    {
        WindowAxis[] axes = [window.D, window.H, window.W];
        return kernel.With("COUNTED_PAD", Array.ConvertAll(axes, a => pool.CountIncludePad ? a.PadBegin : 0))
            .With("COUNTED_END", Array.ConvertAll(axes, a => pool.CountIncludePad ? a.PadEnd : 0));
    }
}

/// <summary>The geometry of a sliding window as numbers of a kernel, each of (depth, height, width).</summary>
internal static class Windows
{
    /// <summary>KERNEL, STRIDE, DILATION and PAD (the beginning's).</summary>
    public static Kernel Sizes(Kernel kernel, Window window)
    {
        WindowAxis[] axes = [window.D, window.H, window.W];
        return kernel.With("KERNEL", Taps(window)).With("STRIDE", Array.ConvertAll(axes, a => a.Stride))
            .With("DILATION", Array.ConvertAll(axes, a => a.Dilation)).With("PAD", Array.ConvertAll(axes, a => a.PadBegin));
    }

    /// <summary>The taps of a window.</summary>
    public static int[] Taps(Window window) => [window.D.Kernel, window.H.Kernel, window.W.Kernel];

    /// <summary>How many windows at most see one element of the input.</summary>
    public static int[] Seeing(Window window) => Array.ConvertAll<WindowAxis, int>([window.D, window.H, window.W],
        a => (int)Math.Min(a.Output, (a.Kernel - 1L) * a.Dilation / a.Stride + 1));
}
