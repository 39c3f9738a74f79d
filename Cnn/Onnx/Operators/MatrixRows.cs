using Cnn.Ops;

namespace Cnn.Onnx.Operators;

/// <summary>Matrix products.</summary>
internal static class MatrixRows
{
    public static readonly OnnxOperator[] All =
    [
        OnnxOperator.Of<Gemm>("Gemm", 1, ReadGemm, (op, w) =>
        {
            w.Float("alpha", op.Alpha);
            w.Float("beta", op.Beta);
            w.Flag("transA", op.TransA);
            w.Flag("transB", op.TransB);
        }),
        new("MatMul", 1, (n, _) => n.Make(new MatMul(), n.Weight(0), n.Weight(1)), (_, _) => { }),
    ];

    private static Node ReadGemm(NodeReader n)
    {
        // Before operator set 7; C has always broadcast by the rule of today.
        n.Ignore("broadcast");
        var op = new Gemm(n.Float("alpha", 1), n.Float("beta", 1), n.Flag("transA", false), n.Flag("transB", false));
        return n.Has(2) ? n.Make(op, n.Input(0), n.Weight(1), n.Weight(2)) : n.Make(op, n.Input(0), n.Weight(1));
    }
}
