namespace Cnn.Ops;

/// <summary>The input as it is. <see href="https://onnx.ai/onnx/operators/onnx__Identity.html"/></summary>
public sealed record Identity : SameElements
{
    internal override Shape ShapeFor(Shape input) => input;
}

/// <summary>
/// The input as it is: a network that runs drops nothing. In training it is multiplied by a <see cref="DropoutMask"/>.
/// <see href="https://onnx.ai/onnx/operators/onnx__Dropout.html"/>
/// </summary>
/// <param name="Ratio">The share that training drops.</param>
public sealed record Dropout(float Ratio = 0.5f) : SameElements
{
    /// <inheritdoc/>
    public override IEnumerable<(string Name, double Value)> Parameters() => [("ratio", Ratio)];
    internal override Shape ShapeFor(Shape input) => input;
}
