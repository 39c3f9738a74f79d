using System.Collections.Immutable;

namespace Cnn.Ops;

/// <summary>
/// alpha · A · B + beta · C for matrices, A or B transposed on demand; C is optional and broadcasts to [M, N].
/// <see href="https://onnx.ai/onnx/operators/onnx__Gemm.html"/>
/// </summary>
/// <param name="Alpha">Scales the product.</param>
/// <param name="Beta">Scales C.</param>
/// <param name="TransA">A is [K, M] instead of [M, K].</param>
/// <param name="TransB">B is [N, K] instead of [K, N].</param>
public sealed record Gemm(float Alpha = 1, float Beta = 1, bool TransA = false, bool TransB = false) : Op
{
    /// <inheritdoc/>
    public override TensorInfo Infer(ReadOnlySpan<TensorInfo> inputs)
    {
        Require.Inputs(inputs, 2, 3);
        Require.Float(inputs);
        Require.Rank(inputs[0], 2, 2, "A");
        Require.Rank(inputs[1], 2, 2, "B");
        var (m, k, n) = Sizes(inputs[0].Shape, inputs[1].Shape);
        int rows = inputs[1].Shape[TransB ? 1 : 0];
        if (k != rows)
            throw new CnnException($"A {inputs[0].Shape} has inner length {k}, B {inputs[1].Shape} has {rows}");
        if (inputs.Length == 3 && !Broadcast.Fits(inputs[2].Shape, [m, n]))
            throw new CnnException($"C {inputs[2].Shape} does not broadcast to {m}×{n}");
        return new([m, n]);
    }

    /// <summary>M, K and N for the shapes of A and B.</summary>
    public (int M, int K, int N) Sizes(Shape a, Shape b) =>
        (a[TransA ? 1 : 0], a[TransA ? 0 : 1], b[TransB ? 0 : 1]);

    /// <inheritdoc/>
    public override void Evaluate(ReadOnlySpan<Tensor> inputs, Tensor output)
    {
        var (m, k, n) = Sizes(inputs[0].Shape, inputs[1].Shape);
        ReadOnlySpan<float> a = inputs[0].Floats, b = inputs[1].Floats, c = inputs.Length == 3 ? inputs[2].Floats : [];
        var strides = inputs.Length == 3 ? Broadcast.Strides(inputs[2].Shape, output.Shape) : [0, 0];
        var y = output.Floats;
        var (rowA, stepA) = TransA ? (1, m) : (k, 1);
        var (stepB, columnB) = TransB ? (1, k) : (n, 1);
        for (int i = 0; i < m; i++)
            for (int j = 0; j < n; j++)
            {
                double sum = 0;
                for (int p = 0, ia = i * rowA, ib = j * columnB; p < k; p++, ia += stepA, ib += stepB)
                    sum += (double)a[ia] * b[ib];
                double added = c.IsEmpty ? 0 : Beta * (double)c[i * strides[0] + j * strides[1]];
                y[i * n + j] = (float)(Alpha * sum + added);
            }
    }

    /// <inheritdoc/>
    public override ImmutableArray<Node?> Gradient(Node node, Node outputGradient)
    {
        var (a, b) = (node.Inputs[0], node.Inputs[1]);
        // dA = alpha · dY · Bᵀ and dB = alpha · Aᵀ · dY, each transposed where its matrix was.
        var da = TransA
            ? new Node(new Gemm(Alpha, TransA: TransB, TransB: true), [b, outputGradient])
            : new Node(new Gemm(Alpha, TransB: !TransB), [outputGradient, b]);
        var db = TransB
            ? new Node(new Gemm(Alpha, TransA: true, TransB: TransA), [outputGradient, a])
            : new Node(new Gemm(Alpha, TransA: !TransA), [a, outputGradient]);
        if (node.Inputs.Length == 2)
            return [da, db];
        var dc = Broadcast.SumTo(outputGradient, node.Inputs[2].Shape);
        return [da, db, Beta == 1 ? dc : dc * Beta];
    }

    /// <inheritdoc/>
    public override IEnumerable<(string Name, double Value)> Parameters() =>
        [("alpha", Alpha), ("beta", Beta), ("transA", TransA ? 1 : 0), ("transB", TransB ? 1 : 0)];

    /// <inheritdoc/>
    public override long MultiplyAccumulates(ReadOnlySpan<Shape> inputs, Shape output) =>
        output.Count * inputs[0][TransA ? 0 : 1];
}
