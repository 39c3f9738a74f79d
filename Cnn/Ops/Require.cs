namespace Cnn.Ops;

/// <summary>The checks that shape rules share; each error names what was given and what is needed.</summary>
internal static class Require
{
    public static void Inputs(ReadOnlySpan<TensorInfo> inputs, int least, int most)
    {
        if (inputs.Length < least || inputs.Length > most)
            throw new CnnException(least == most
                ? $"takes {least} inputs; {inputs.Length} were given"
                : $"takes {least} to {most} inputs; {inputs.Length} were given");
    }

    public static void Float(ReadOnlySpan<TensorInfo> inputs)
    {
        for (int i = 0; i < inputs.Length; i++)
            if (inputs[i].Type != DataType.Float32)
                throw new CnnException($"input {i} must be Float32; it is {inputs[i].Type}");
    }

    public static void Numbers(ReadOnlySpan<TensorInfo> inputs)
    {
        for (int i = 0; i < inputs.Length; i++)
            if (inputs[i].Type == DataType.Bool)
                throw new CnnException($"input {i} must hold numbers; it is Bool");
    }

    /// <summary>The length of an axis that was computed.</summary>
    public static int Length(long length) => length is >= 0 and <= int.MaxValue
        ? (int)length
        : throw new CnnException($"an axis would have {length} elements");

    /// <summary>Where an index lies along an axis; a negative one counts from the end.</summary>
    public static int Index(long index, int length) => index >= -length && index < length
        ? (int)(index < 0 ? index + length : index)
        : throw new CnnException($"index {index} is out of range for an axis of length {length}");

    public static void Bool(ReadOnlySpan<TensorInfo> inputs)
    {
        for (int i = 0; i < inputs.Length; i++)
            if (inputs[i].Type != DataType.Bool)
                throw new CnnException($"input {i} must be Bool; it is {inputs[i].Type}");
    }

    public static void Integer(in TensorInfo input, string what)
    {
        if (input.Type is not (DataType.Int64 or DataType.Int32))
            throw new CnnException($"{what} must be Int32 or Int64; it is {input.Type}");
    }

    public static void SameTypes(ReadOnlySpan<TensorInfo> inputs)
    {
        for (int i = 1; i < inputs.Length; i++)
            if (inputs[i].Type != inputs[0].Type)
                throw new CnnException($"input 0 is {inputs[0].Type}, input {i} is {inputs[i].Type}; all must be the same");
    }

    public static void Rank(in TensorInfo input, int least, int most, string what)
    {
        if (input.Shape.Rank < least || input.Shape.Rank > most)
            throw new CnnException(least == most
                ? $"{what} must have rank {least}; it has shape {input.Shape}"
                : $"{what} must have rank {least} to {most}; it has shape {input.Shape}");
    }

    public static void Shape(in TensorInfo input, Shape shape, string what)
    {
        if (input.Shape != shape)
            throw new CnnException($"{what} must have shape {shape}; it has shape {input.Shape}");
    }
}
