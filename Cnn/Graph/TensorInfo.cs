namespace Cnn;

/// <summary>
/// What is known of a tensor before anything runs: its shape, its type and, where the graph fixes it, its value.
/// </summary>
/// <param name="Shape">The shape.</param>
/// <param name="Type">The element type.</param>
/// <param name="Value">The value, or null when it is only known at run time.</param>
public readonly record struct TensorInfo(Shape Shape, DataType Type = DataType.Float32, Tensor? Value = null)
{
    /// <summary>For people: type and shape.</summary>
    public override string ToString() => $"{Type} {Shape}";
}
