namespace Cnn.Ops;

/// <summary>
/// A matrix: the axes before <paramref name="Axis"/> become its rows, the others its columns.
/// <see href="https://onnx.ai/onnx/operators/onnx__Flatten.html"/>
/// </summary>
/// <param name="Axis">From −rank to rank.</param>
public sealed record Flatten(int Axis = 1) : SameElements
{
    internal override Shape ShapeFor(Shape input)
    {
        int axis = Axis == input.Rank ? Axis : input.Axis(Axis);
        return [input.Product(0, axis), input.Product(axis, input.Rank)];
    }

    /// <inheritdoc/>
    public override IEnumerable<(string Name, double Value)> Parameters() => [("axis", Axis)];
}
