namespace Cnn.Ops.Preprocessing;

/// <summary>
/// The centre of mass of the ink. Inputs: ink Int32 [1,1,H,W] 0 … 255, its box Int32 [4], a switch Int32 [1]. Output Int32
/// [2]: y and x in 64ths of a pixel, pixel 0 reaching from 0 to 64. Without ink, or with the switch at 0, it is the middle
/// of the box.
/// </summary>
public sealed record MassCentre : Op
{
    /// <inheritdoc/>
    public override TensorInfo Infer(ReadOnlySpan<TensorInfo> inputs)
    {
        Require.Inputs(inputs, 3, 3);
        if (Maps.Require(inputs[0], "the ink").Shape.Count > 128 * 128)
            throw new CnnException($"the ink {inputs[0].Shape} is larger than 128×128");
        Maps.RequireVector(inputs[1], 4, "the box");
        Maps.RequireVector(inputs[2], 1, "the switch");
        return new TensorInfo([2], DataType.Int32);
    }

    /// <inheritdoc/>
    public override void Evaluate(ReadOnlySpan<Tensor> inputs, Tensor output)
    {
        var ink = inputs[0].Span<int>();
        int width = inputs[0].Shape[3];
        var box = inputs[1].Span<int>();
        int mass = 0, momentY = 0, momentX = 0;
        for (int i = 0; i < ink.Length; i++)
        {
            mass += ink[i];
            momentY += ink[i] * (i / width);
            momentX += ink[i] * (i % width);
        }
        var centre = output.Span<int>();
        if (mass == 0 || inputs[2].Span<int>()[0] == 0)
        {
            centre[0] = (box[0] + box[2]) * Maps.Unit / 2;
            centre[1] = (box[1] + box[3]) * Maps.Unit / 2;
            return;
        }
        // Whole pixels first: 64 times a moment could leave 32 bits. Half a pixel, from its edge to its middle.
        centre[0] = momentY / mass * Maps.Unit + momentY % mass / (mass / Maps.Unit + 1) + Maps.Unit / 2;
        centre[1] = momentX / mass * Maps.Unit + momentX % mass / (mass / Maps.Unit + 1) + Maps.Unit / 2;
    }
}
