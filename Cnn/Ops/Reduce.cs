namespace Cnn.Ops;

/// <summary>
/// The family of operators that reduce some axes to one value: start, add each element, finish. An operator is these
/// functions and its gradient.
/// </summary>
/// <param name="Axes">The axes that are reduced; empty means all. Negative counts from the end.</param>
/// <param name="KeepDims">Keeps the reduced axes with length 1.</param>
public abstract record Reduce(Ints Axes, bool KeepDims) : Op
{
    /// <summary>The value before the first element.</summary>
    internal virtual double Start => 0;

    /// <summary>Takes one more element in.</summary>
    internal abstract double Accumulate(double sum, double x);

    /// <summary>The result from all of <paramref name="count"/> elements.</summary>
    internal virtual double Finish(double sum, int count) => sum;

    /// <summary>Whether each axis of an input is reduced.</summary>
    public bool[] Reduced(Shape input)
    {
        var reduced = new bool[input.Rank];
        if (Axes.Count == 0)
            reduced.AsSpan().Fill(true);
        foreach (int axis in Axes)
            reduced[input.Axis(axis)] = true;
        return reduced;
    }

    /// <summary>The output's shape with the reduced axes kept as 1.</summary>
    public Shape KeptShape(Shape input)
    {
        var reduced = Reduced(input);
        return new([.. input.Select((length, axis) => reduced[axis] ? 1 : length)]);
    }

    /// <inheritdoc/>
    public sealed override TensorInfo Infer(ReadOnlySpan<TensorInfo> inputs)
    {
        Require.Inputs(inputs, 1, 1);
        Require.Numbers(inputs);
        var x = inputs[0].Shape;
        var reduced = Reduced(x);
        var shape = KeepDims ? KeptShape(x) : new Shape([.. x.Where((_, axis) => !reduced[axis])]);
        return new(shape, inputs[0].Type);
    }

    /// <inheritdoc/>
    public sealed override void Evaluate(ReadOnlySpan<Tensor> inputs, Tensor output)
    {
        switch (output.Type)
        {
            case DataType.Float32: Fold<float>(inputs[0], output); break;
            case DataType.Int64: Fold<long>(inputs[0], output); break;
            case DataType.Int32: Fold<int>(inputs[0], output); break;
            default: Fold<byte>(inputs[0], output); break;
        }
    }

    private void Fold<T>(Tensor input, Tensor output) where T : unmanaged, System.Numerics.INumber<T>
    {
        var x = Elements.Of<T>(input);
        var y = Elements.Of<T>(output);
        var sums = new double[y.Length];
        sums.AsSpan().Fill(Start);
        // A reduced axis has stride 0 in the output: its elements meet in one sum.
        var walk = new Walk(input.Shape, Broadcast.Strides(KeptShape(input.Shape), input.Shape));
        int row = 0;
        while (walk.Next())
        {
            int at = walk.A;
            for (int i = 0; i < walk.Length; i++, at += walk.StepA)
                sums[at] = Accumulate(sums[at], double.CreateTruncating(x[row + i]));
            row += walk.Length;
        }
        int count = y.Length == 0 ? 0 : x.Length / y.Length;
        for (int i = 0; i < y.Length; i++)
            y[i] = Elements.Round<T>(Finish(sums[i], count));
    }

    /// <summary>Spreads a node of the output's shape over the input's shape.</summary>
    internal Node Spread(Node value, Shape input)
    {
        var kept = KeptShape(input);
        var node = value.Shape == kept ? value : new Node(new Reshape([.. kept]), [value]);
        return new Node(new Expand([.. input]), [node]);
    }

    /// <summary>A gradient for the elements that are equal to the result.</summary>
    internal Node ToEqual(Node node, Node outputGradient)
    {
        var x = node.Inputs[0];
        var spread = Spread(outputGradient, x.Shape);
        return Nodes.Where(new Node(new Equal(), [x, Spread(node, x.Shape)]), spread, spread * 0);
    }

    /// <inheritdoc/>
    public override IEnumerable<(string Name, double Value)> Parameters() => [.. Named("axes", Axes), ("keepdims", KeepDims ? 1 : 0)];
}
