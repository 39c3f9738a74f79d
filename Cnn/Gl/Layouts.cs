using Cnn.Planning;

namespace Cnn.Gl;

/// <summary>The two layouts of a feature map, and the kernels between them.</summary>
internal static class Layouts
{
    /// <summary>How <see cref="GlLayout.C4"/> packs.</summary>
    public static readonly Packing C4 = new(4);

    /// <summary>Whether both layouts have the same bytes: one place per channel, and no unused lanes.</summary>
    public static bool SameBytes(GlTensor tensor) => tensor.Map.Plane == 1 && C4.Fills(tensor.Map.C);

    /// <summary>Whether a value may be packed by four channels.</summary>
    public static bool CanPack(Shape shape, DataType type) => Packing.Fits(shape, type);

    /// <summary>A launch that copies a tensor into one of the other layout.</summary>
    public static Launch Convert(Node node, GlTensor from, GlTensor to)
    {
        bool pack = to.Layout == GlLayout.C4;
        var kernel = new Kernel(pack ? "to_c4" : "to_nchw", Trips: 0) { Label = pack ? "to C4" : "to NCHW" };
        return new KernelLaunch(node, kernel.ForEach(to.Texels), [from], to);
    }
}
