using Cnn.Ops;

namespace Cnn.Gl.Kernels;

/// <summary>MaxPool, AveragePool and their gradients, on both layouts.</summary>
internal static class Pooling
{
    /// <summary>MaxPool's values or its indices.</summary>
    public static void MaxPool(NodePlanner p)
    {
        var op = (MaxPool)p.Node.Op;
        var window = op.Window(p.Node.Inputs[0].Shape);
        var kernel = Windows.Sizes(new Kernel("pool", Trips(window)) { Label = op.Name, Bake = true }, window);
        if (op.Output == 1)
            p.LaunchForEach(kernel.Define("INDICES", 1).Define("COLUMN_MAJOR", op.ColumnMajor ? 1 : 0));
        else
            p.LaunchForEach(kernel.Define("MAX", 1).Define("LOWEST", p.Node.Type == DataType.Float32 ? Glsl.Float(float.NegativeInfinity) : "0"), p.NaturalLayout);
    }

    /// <summary>MaxPoolGrad.</summary>
    public static void MaxPoolGrad(NodePlanner p)
    {
        var window = ((MaxPoolGrad)p.Node.Op).Pool.Window(p.Node.Shape);
        WindowAxis[] axes = [window.D, window.H, window.W];
        int[] windows = Array.ConvertAll(axes, a => (a.Kernel - 1) * a.Dilation / a.Stride + 1);
        long trips = Loops.Nested(windows[0], windows[1], windows[2], window.D.Kernel, window.H.Kernel, window.W.Kernel);
        p.LaunchForEach(Windows.Sizes(new Kernel("max_pool_grad", trips) { Label = "MaxPoolGrad", Bake = true }, window)
            .With("WINDOWS", windows), p.NaturalLayout);
    }

    /// <summary>AveragePool.</summary>
    public static void AveragePool(NodePlanner p) => p.LaunchForEach(
        Average("pool", p.Node.Op, (AveragePool)p.Node.Op, p.Node.Inputs[0].Shape), p.NaturalLayout);

    /// <summary>AveragePoolGrad.</summary>
    public static void AveragePoolGrad(NodePlanner p) => p.LaunchForEach(
        Average("average_pool_grad", p.Node.Op, ((AveragePoolGrad)p.Node.Op).Pool, p.Node.Shape), p.NaturalLayout);

    private static long Trips(Window window) => Loops.Nested(window.D.Kernel, window.H.Kernel, window.W.Kernel);

    private static Kernel Average(string shader, Op op, AveragePool pool, Shape input)
    {
        var window = pool.Window(input);
        WindowAxis[] axes = [window.D, window.H, window.W];
        return Windows.Sizes(new Kernel(shader, Trips(window)) { Label = op.Name, Bake = true }, window)
            .With("COUNTED_PAD", Array.ConvertAll(axes, a => pool.CountIncludePad ? a.PadBegin : 0))
            .With("COUNTED_END", Array.ConvertAll(axes, a => pool.CountIncludePad ? a.PadEnd : 0));
    }
}

/// <summary>The geometry of a sliding window as numbers of a kernel.</summary>
internal static class Windows
{
    /// <summary>KERNEL, STRIDE, DILATION and PAD (the beginning's), each of (depth, height, width).</summary>
    public static Kernel Sizes(Kernel kernel, Window window)
    {
        WindowAxis[] axes = [window.D, window.H, window.W];
        return kernel.With("KERNEL", Array.ConvertAll(axes, a => a.Kernel)).With("STRIDE", Array.ConvertAll(axes, a => a.Stride))
            .With("DILATION", Array.ConvertAll(axes, a => a.Dilation)).With("PAD", Array.ConvertAll(axes, a => a.PadBegin));
    }
}
