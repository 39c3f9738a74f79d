using Cnn.Ops;

namespace Cnn.Gl.Kernels;

/// <summary>Gemm and MatMul.</summary>
internal static class Matrices
{
    /// <summary>alpha · A · B + beta · C.</summary>
    public static void Gemm(NodePlanner p)
    {
        var op = (Gemm)p.Node.Op;
        var (m, k, n) = op.Sizes(p.Node.Inputs[0].Shape, p.Node.Inputs[1].Shape);
        // Where both rows of A and columns of B lie one element after the other, four are read at once.
        bool packed = !op.TransA && op.TransB && k % 4 == 0;
        int columns = packed || m * n < 4096 ? 1 : 4;
        var kernel = new Kernel("gemm") { Label = "Gemm", Bake = true }
            .Define("ALPHA", op.Alpha).With("DEPTH", k).With("COLUMNS", columns);
        kernel = packed
            ? kernel.Define("PACKED", 1)
            : kernel.With("ROW_A", op.TransA ? 1 : k).With("STEP_A", op.TransA ? m : 1)
                .With("STEP_B", op.TransB ? 1 : n).With("COLUMN_B", op.TransB ? k : 1);
        var inputs = p.Inputs();
        if (packed)
            for (int i = 0; i < 2; i++)
                inputs[i] = inputs[i] with { Shape = [1, 4, 1, (int)inputs[i].Shape.Count / 4], Layout = GlLayout.C4 };
        if (inputs.Length == 3)
        {
            var strides = Broadcast.Strides(inputs[2].Shape, p.Node.Shape);
            kernel = kernel.Define("ADDED", 1).Define("BETA", op.Beta).With("ROW_C", strides[0]).With("COLUMN_C", strides[1]);
        }
        p.Launch(kernel.ForEach(m * ((n + columns - 1) / columns)), inputs, p.Output());
    }

    /// <summary>Batches of matrix products.</summary>
    public static void MatMul(NodePlanner p)
    {
        var product = Ops.MatMul.Layout(p.Node.Inputs[0].Shape, p.Node.Inputs[1].Shape);
        var output = p.Output();
        p.Launch(new Kernel("matmul") { Label = "MatMul", Bake = true }.ForEach(output.Texels)
            .With("ROWS", product.M).With("DEPTH", product.K).With("COLUMNS", product.N).Define("RANK", product.Batch.Rank)
            .With("LENGTHS", product.Batch.AsSpan()).With("STRIDES0", product.StridesA).With("STRIDES1", product.StridesB), p.Inputs(), output);
    }
}
