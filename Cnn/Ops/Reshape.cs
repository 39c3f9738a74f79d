namespace Cnn.Ops;

/// <summary>
/// The same elements in another shape. <see href="https://onnx.ai/onnx/operators/onnx__Reshape.html"/>
/// </summary>
/// <param name="Target">The lengths; one −1 is what is left, a 0 copies the input's length of that axis.</param>
/// <param name="AllowZero">Lets a 0 mean an empty axis instead.</param>
public sealed record Reshape(Ints Target, bool AllowZero = false) : SameElements
{
    internal override Shape ShapeFor(Shape input)
    {
        var lengths = Target.ToArray();
        int rest = -1;
        long known = 1;
        for (int i = 0; i < lengths.Length; i++)
        {
            if (lengths[i] == 0 && !AllowZero)
                lengths[i] = i < input.Rank
                    ? input[i]
                    : throw new CnnException($"target {Target} copies axis {i}; the input {input} has only {input.Rank}");
            if (lengths[i] < -1 || (lengths[i] == -1 && rest >= 0))
                throw new CnnException($"target {Target} is no shape: only one length may be −1");
            if (lengths[i] == -1)
                rest = i;
            else
                known = Math.Min(known * lengths[i], int.MaxValue + 1L);
        }
        if (rest >= 0)
            lengths[rest] = known == 0 ? 0 : (int)(input.Count / known);
        // A product that overflows fails here with a message of its own.
        var shape = new Shape(lengths);
        if (shape.Count != input.Count)
            throw new CnnException($"{input} has {input.Count} elements; target {Target} has {shape.Count}");
        return shape;
    }

    /// <inheritdoc/>
    public override IEnumerable<(string Name, double Value)> Parameters() => Named("shape", Target);
}
