using System.Collections.Immutable;

namespace Cnn.Ops;

/// <summary>
/// The matrix product of the last two axes; the axes before broadcast. A vector on the left is a row, on the right a
/// column, and its axis is dropped from the result. <see href="https://onnx.ai/onnx/operators/onnx__MatMul.html"/>
/// </summary>
public sealed record MatMul : Op
{
    /// <summary>How a product is laid out: both operands as batches of matrices.</summary>
    /// <param name="A">The left shape, at least a matrix.</param>
    /// <param name="B">The right shape, at least a matrix.</param>
    /// <param name="Batch">The broadcast axes before the matrices.</param>
    /// <param name="M">Rows of the result.</param>
    /// <param name="K">The inner length.</param>
    /// <param name="N">Columns of the result.</param>
    public readonly record struct Product(Shape A, Shape B, Shape Batch, int M, int K, int N)
    {
        /// <summary>Element strides of the left operand's matrices along each batch axis.</summary>
        public int[] StridesA => BatchStrides(A);

        /// <summary>Element strides of the right operand's matrices along each batch axis.</summary>
        public int[] StridesB => BatchStrides(B);

        private int[] BatchStrides(Shape shape) =>
            Broadcast.Strides(shape, new Shape([.. Batch, shape.AsSpan()[^2], shape.AsSpan()[^1]]))[..Batch.Rank];
    }

    /// <summary>The layout for two shapes.</summary>
    /// <exception cref="CnnException">The shapes do not fit.</exception>
    public static Product Layout(Shape a, Shape b)
    {
        if (a.Rank == 0 || b.Rank == 0)
            throw new CnnException($"takes vectors and matrices; {a} and {b} were given");
        Shape left = a.Rank == 1 ? [1, a[0]] : a, right = b.Rank == 1 ? [b[0], 1] : b;
        int k = left.AsSpan()[^1];
        if (k != right.AsSpan()[^2])
            throw new CnnException($"{a} has inner length {k}, {b} has {right.AsSpan()[^2]}");
        var batch = Broadcast.Shapes(new Shape(left.AsSpan()[..^2]), new Shape(right.AsSpan()[..^2]));
        return new(left, right, batch, left.AsSpan()[^2], k, right.AsSpan()[^1]);
    }

    /// <inheritdoc/>
    public override TensorInfo Infer(ReadOnlySpan<TensorInfo> inputs)
    {
        Require.Inputs(inputs, 2, 2);
        Require.Float(inputs);
        var (a, b) = (inputs[0].Shape, inputs[1].Shape);
        var p = Layout(a, b);
        return new(new Shape([.. p.Batch, .. a.Rank == 1 ? [] : new[] { p.M }, .. b.Rank == 1 ? [] : new[] { p.N }]));
    }

    /// <inheritdoc/>
    public override void Evaluate(ReadOnlySpan<Tensor> inputs, Tensor output)
    {
        var p = Layout(inputs[0].Shape, inputs[1].Shape);
        ReadOnlySpan<float> a = inputs[0].Floats, b = inputs[1].Floats;
        var y = output.Floats;
        // A last axis of 1 makes each matrix a row of the walk.
        var walk = new Walk(new Shape([.. p.Batch, 1]), [.. p.StridesA, 0], [.. p.StridesB, 0]);
        int at = 0;
        while (walk.Next())
            for (int i = 0; i < p.M; i++)
                for (int j = 0; j < p.N; j++, at++)
                {
                    double sum = 0;
                    for (int k = 0, ia = walk.A + i * p.K, ib = walk.B + j; k < p.K; k++, ia++, ib += p.N)
                        sum += (double)a[ia] * b[ib];
                    y[at] = (float)sum;
                }
    }

    /// <inheritdoc/>
    public override ImmutableArray<Node?> Gradient(Node node, Node outputGradient)
    {
        var (a, b) = (node.Inputs[0], node.Inputs[1]);
        var p = Layout(a.Shape, b.Shape);
        var left = As(a, p.A);
        var right = As(b, p.B);
        var dy = As(outputGradient, new Shape([.. p.Batch, p.M, p.N]));
        var da = Broadcast.SumTo(new Node(new MatMul(), [dy, Swapped(right)]), p.A);
        var db = Broadcast.SumTo(new Node(new MatMul(), [Swapped(left), dy]), p.B);
        return [As(da, a.Shape), As(db, b.Shape)];
    }

    /// <inheritdoc/>
    public override long MultiplyAccumulates(ReadOnlySpan<Shape> inputs, Shape output) =>
        output.Count * inputs[0].AsSpan()[^1];

    private static Node As(Node node, Shape shape) =>
        node.Shape == shape ? node : new Node(new Reshape([.. shape]), [node]);

    private static Node Swapped(Node matrices)
    {
        int rank = matrices.Shape.Rank;
        return new Node(new Transpose([.. Enumerable.Range(0, rank - 2), rank - 1, rank - 2]), [matrices]);
    }
}
