using Cnn.Ops;

namespace Cnn.Gl.Kernels;

/// <summary>Channels that become blocks of pixels: an enlargement that networks learn.</summary>
internal static class Enlargement
{
    /// <summary>
    /// From maps of four channels a texel whole texels are copied where four neighbouring channels stay neighbours; else one lane
    /// of each. Everything else is a strided copy.
    /// </summary>
    public static void DepthToSpace(NodePlanner p)
    {
        var op = (DepthToSpace)p.Node.Op;
        if (p.LayoutOf(0) != GlLayout.C4 || op.ColumnRowDepth)
        {
            Copies.StridedCopy(p);
            return;
        }
        bool texels = p.Node.Shape[1] % 4 == 0;
        var output = p.Output(texels ? GlLayout.C4 : GlLayout.Nchw);
        p.Launch(
            new Kernel("depth_to_space", Trips: 0) { Label = op.Name }.With("BLOCK", op.BlockSize).Define("TEXELS", texels ? 1 : 0)
                .ForEach(output.Texels),
            [p.Input(0, GlLayout.C4)], output);
    }
}
