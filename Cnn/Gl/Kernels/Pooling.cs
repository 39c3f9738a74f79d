using Cnn.Ops;

namespace Cnn.Gl.Kernels;

/// <summary>MaxPool, AveragePool and their gradients, on both layouts.</summary>
internal static class Pooling
{
    /// <summary>MaxPool's values or its indices.</summary>
    public static void MaxPool(NodePlanner p)
    {
        var op = (MaxPool)p.Node.Op;
        var kernel = Windows.Sizes(new Kernel("pool") { Label = op.Name, Bake = true }, op.Window(p.Node.Inputs[0].Shape));
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
        p.LaunchForEach(Windows.Sizes(new Kernel("max_pool_grad") { Label = "MaxPoolGrad", Bake = true }, window)
            .With("WINDOWS", Array.ConvertAll(axes, a => (a.Kernel - 1) * a.Dilation / a.Stride + 1)), p.NaturalLayout);
    }

    /// <summary>AveragePool.</summary>
    public static void AveragePool(NodePlanner p) => p.LaunchForEach(
        Average("pool", p.Node.Op, (AveragePool)p.Node.Op, p.Node.Inputs[0].Shape), p.NaturalLayout);

    /// <summary>AveragePoolGrad.</summary>
    public static void AveragePoolGrad(NodePlanner p) => p.LaunchForEach(
        Average("average_pool_grad", p.Node.Op, ((AveragePoolGrad)p.Node.Op).Pool, p.Node.Shape), p.NaturalLayout);

    private static Kernel Average(string shader, Op op, AveragePool pool, Shape input)
    {
        var window = pool.Window(input);
        WindowAxis[] axes = [window.D, window.H, window.W];
        return Windows.Sizes(new Kernel(shader) { Label = op.Name, Bake = true }, window)
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
