using Cnn.Ops;

namespace Cnn.Gl.Kernels;

/// <summary>Products of matrices.</summary>
internal static class Matrices
{
    /// <summary>alpha · A · B + beta · C.</summary>
    public static void Gemm(NodePlanner p)
    {
        var op = (Gemm)p.Node.Op;
        var inputs = p.Inputs();
        var (m, k, n) = op.Sizes(inputs[0].Shape, inputs[1].Shape);
        var (a, b) = (op.TransA ? (1, m) : (k, 1), op.TransB ? (1, k) : (n, 1));
        var kernel = (Product(p, inputs, k, n, a, b) with { Label = "Gemm" }).Define("ALPHA", op.Alpha);
        if (inputs.Length == 3)
        {
            var strides = Broadcast.Strides(inputs[2].Shape, p.Node.Shape);
            kernel = kernel.Define("ADDED", 1).Define("BETA", op.Beta).With("ROW_C", strides[0]).With("COLUMN_C", strides[1]);
        }
        Launch(p, kernel, inputs, m, n);
    }

    /// <summary>MatMul: products of two matrices, or of batches of them that broadcast.</summary>
    public static void MatMul(NodePlanner p)
    {
        var inputs = p.Inputs();
        var product = Ops.MatMul.Layout(inputs[0].Shape, inputs[1].Shape);
        var (m, k, n) = (product.M, product.K, product.N);
        bool batches = product.Batch.Count != 1;
        var kernel = (batches ? Scalar(p, k, n, (k, 1), (n, 1)) : Product(p, inputs, k, n, (k, 1), (n, 1))) with { Label = "MatMul" };
        kernel = kernel.Define("ALPHA", 1.0);
        if (batches)
            kernel = kernel.Define("RANK", product.Batch.Rank).With("ROWS", m).With("LENGTHS", product.Batch.AsSpan())
                .With("STRIDES_A", product.StridesA).With("STRIDES_B", product.StridesB);
        Launch(p, kernel, inputs, (int)product.Batch.Count * m, n);
    }

    // Reads four elements at once where A's rows and B's columns, or B's rows, lie one element after the other.
    private static Kernel Product(NodePlanner p, GlTensor[] inputs, int depth, int width, (int Row, int Step) a, (int Step, int Column) b)
    {
        if (a.Step == 1 && b.Step == 1 && depth % 4 == 0)
        {
            inputs[0] = AsTexels(inputs[0]);
            inputs[1] = AsTexels(inputs[1]);
            return Describe(p, depth / 4, width, columns: 1).Define("PACKED", 2);
        }
        if (b.Column == 1 && width % 4 == 0)
        {
            inputs[1] = AsTexels(inputs[1]);
            return Describe(p, depth, width, columns: 4).Define("PACKED", 1).With("ROW_A", a.Row).With("STEP_A", a.Step);
        }
        return Scalar(p, depth, width, a, b);
    }

    private static Kernel Scalar(NodePlanner p, int depth, int width, (int Row, int Step) a, (int Step, int Column) b) =>
        Describe(p, depth, width, columns: 1).Define("PACKED", 0)
            .With("ROW_A", a.Row).With("STEP_A", a.Step).With("STEP_B", b.Step).With("COLUMN_B", b.Column);

    // Of a long sum each of several results has a slice of its STEPS.
    private static Kernel Describe(NodePlanner p, int steps, int width, int columns)
    {
        int slices = Loops.Cut(p.Node.Shape.Count, [steps])[0];
        return new Kernel("gemm", 2 * ((steps - 1) / slices + 1) + 3 * columns + 2 * Shape.MaxRank) { Bake = true }
            .With("STEPS", steps).With("SLICES", slices).With("WIDTH", width).With("COLUMNS", columns);
    }

    private static void Launch(NodePlanner p, Kernel kernel, GlTensor[] inputs, int rows, int width)
    {
        int Number(string name) => kernel.Numbers.First(n => n.Name == name).Values[0];
        int slices = Number("SLICES");
        kernel = kernel.ForEach(checked(slices * rows * ((width - 1) / Number("COLUMNS") + 1)));
        var output = p.Output();
        if (slices == 1)
        {
            p.Launch(kernel, inputs, output);
            return;
        }
        var parts = p.Scratch([slices, output.Texels]);
        p.Launch(kernel, inputs, parts);
        Reductions.Sum(p, parts, slices, output);
    }

    // The same memory, four elements a load.
    private static GlTensor AsTexels(GlTensor matrix) =>
        matrix with { Shape = [1, 4, 1, (int)matrix.Shape.Count / 4], Layout = GlLayout.C4 };
}
