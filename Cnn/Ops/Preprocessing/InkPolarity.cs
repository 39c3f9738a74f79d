namespace Cnn.Ops.Preprocessing;

/// <summary>
/// Whether the digit's ink is darker or lighter than what it is written on: in which plane of <see cref="Absorbance"/> it
/// was found. Input: its label Int32 [1] (<see cref="ChooseDigit"/>). Output Int32 [1]: 1 for dark ink (or none), 0 for
/// light ink.
/// </summary>
/// <param name="Plane">How many labels a plane has.</param>
public sealed record InkPolarity(int Plane) : Op
{
    /// <inheritdoc/>
    public override IEnumerable<(string Name, double Value)> Parameters() => [("PLANE_SIZE", Plane)];

    /// <inheritdoc/>
    public override TensorInfo Infer(ReadOnlySpan<TensorInfo> inputs)
    {
        Require.Inputs(inputs, 1, 1);
        Maps.RequireVector(inputs[0], 1, "the label");
        return new TensorInfo([1], DataType.Int32);
    }

    /// <inheritdoc/>
    public override void Evaluate(ReadOnlySpan<Tensor> inputs, Tensor output) =>
        output.Span<int>()[0] = inputs[0].Span<int>()[0] < Plane ? 1 : 0;
}
