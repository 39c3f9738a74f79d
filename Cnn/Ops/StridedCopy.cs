namespace Cnn.Ops;

/// <summary>
/// How an output is gathered: the output's elements in order are those of <paramref name="Walk"/> in row-major order,
/// and its element [i, j, …] comes from input[offset + i·stride₀ + j·stride₁ + …].
/// </summary>
/// <param name="Walk">A shape with the output's element count, rank up to <see cref="Shape.MaxRank"/>.</param>
/// <param name="Strides">Element strides in the input for each axis of the walk; negative and 0 are allowed.</param>
/// <param name="Offset">Where the walk begins in the input.</param>
public readonly record struct StridedView(Shape Walk, Ints Strides, int Offset = 0);

/// <summary>
/// The family of operators that copy elements from strided places of one input: Transpose, Slice, Expand, DepthToSpace…
/// One kernel does them all.
/// </summary>
public abstract record StridedCopy : Op
{
    /// <summary>The shape that an input of this shape gets.</summary>
    /// <exception cref="CnnException">The input does not fit.</exception>
    internal abstract Shape ShapeFor(Shape input);

    /// <summary>Where the output's elements lie in the input.</summary>
    public abstract StridedView View(Shape input);

    /// <inheritdoc/>
    public sealed override TensorInfo Infer(ReadOnlySpan<TensorInfo> inputs)
    {
        Require.Inputs(inputs, 1, 1);
        return new(ShapeFor(inputs[0].Shape), inputs[0].Type);
    }

    /// <inheritdoc/>
    public sealed override void Evaluate(ReadOnlySpan<Tensor> inputs, Tensor output)
    {
        switch (Tensor.SizeOf(output.Type))
        {
            case 8: Copy<long>(inputs[0], output); break;
            case 4: Copy<int>(inputs[0], output); break;
            default: Copy<byte>(inputs[0], output); break;
        }
    }

    private void Copy<T>(Tensor input, Tensor output) where T : unmanaged
    {
        var view = View(input.Shape);
        var x = Elements.Of<T>(input);
        var y = Elements.Of<T>(output);
        var walk = new Walk(view.Walk, view.Strides.AsSpan());
        int row = 0;
        while (walk.Next())
        {
            int from = view.Offset + walk.A;
            for (int i = 0; i < walk.Length; i++, from += walk.StepA)
                y[row + i] = x[from];
            row += walk.Length;
        }
    }
}
