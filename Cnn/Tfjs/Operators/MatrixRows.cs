using Cnn.Ops;

namespace Cnn.Tfjs.Operators;

/// <summary>Products of matrices, whose axes must be as TensorFlow has them.</summary>
internal static class MatrixRows
{
    public static readonly TfOperator[] All =
    [
        TfOperator.Of("MatMul", ReadMatMul),
        TfOperator.Of("_FusedMatMul", ReadMatMul),
        TfOperator.Of("BatchMatMul", ReadBatch),
        TfOperator.Of("BatchMatMulV2", ReadBatch),
    ];

    private static Value ReadMatMul(TfReader n)
    {
        var (a, b) = (n.Value(0), n.Value(1));
        bool transA = n.Flag("transpose_a"), transB = n.Flag("transpose_b");
        var op = new Gemm(TransA: transA, TransB: transB);
        if (a.Shape.Rank != 2 || b.Shape.Rank != 2)
            throw n.Error($"two matrices are needed, not {a.Shape} and {b.Shape}");
        var fused = new FusedOperators(n, firstInput: 2);
        var bias = fused.Bias(b.Shape[transB ? 0 : 1]);
        var result = bias is null ? n.Make(op, n.Plain(a), n.Plain(b)) : n.Make(op, n.Plain(a), n.Plain(b), bias);
        return fused.Apply(new Value(result, Value.Plain(2)));
    }

    private static Value ReadBatch(TfReader n)
    {
        var a = Turned(n.Value(0), n.Flag("adj_x"));
        var b = Turned(n.Value(1), n.Flag("adj_y"));
        var result = n.Make(new MatMul(), a, b);
        return new Value(result, Value.Plain(result.Shape.Rank));

        Node Turned(Value value, bool turn)
        {
            int rank = value.Shape.Rank;
            if (!turn || rank < 2)
                return n.Plain(value);
            return n.In(value, [.. Enumerable.Range(0, rank - 2), rank - 1, rank - 2]);
        }
    }
}
