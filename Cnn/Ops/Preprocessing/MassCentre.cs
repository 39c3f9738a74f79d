namespace Cnn.Ops.Preprocessing;

/// <summary>
/// The centre of mass of the ink. Inputs: ink Int32 [N,1,H,W] 0 … 255, its boxes Int32 [N,4], a switch Int32 [1]. Output Int32
/// [N,2]: y and x in 64ths of a pixel, pixel 0 reaching from 0 to 64. Without ink, or with the switch at 0, it is the middle
/// of the box.
/// </summary>
public sealed record MassCentre : Op
{
    /// <inheritdoc/>
    public override TensorInfo Infer(ReadOnlySpan<TensorInfo> inputs)
    {
        Require.Inputs(inputs, 3, 3);
        if (Maps.RequirePlanes(inputs[0], "the ink").Shape is var ink && ink.Product(2, 4) > 128 * 128)
            throw new CnnException($"the ink {ink} is larger than 128×128");
        if ((Maps.RequireRows(inputs[1], 4, "the box") ?? 1) != ink[0])
            throw new CnnException($"the boxes {inputs[1].Shape} are not one for each of {ink}");
        Maps.RequireVector(inputs[2], 1, "the switch");
        return new TensorInfo([ink[0], 2], DataType.Int32);
    }

    /// <inheritdoc/>
    public override void Evaluate(ReadOnlySpan<Tensor> inputs, Tensor output)
    {
        int width = inputs[0].Shape[3], plane = inputs[0].Shape[2] * width;
        bool on = inputs[2].Span<int>()[0] != 0;
        for (int i = 0; i < inputs[0].Shape[0]; i++)
            Weigh(
                inputs[0].Span<int>().Slice(i * plane, plane), width, inputs[1].Span<int>().Slice(4 * i, 4), on,
                output.Span<int>().Slice(2 * i, 2));
    }

    private static void Weigh(ReadOnlySpan<int> ink, int width, ReadOnlySpan<int> box, bool on, Span<int> centre)
    {
        int mass = 0, momentY = 0, momentX = 0;
        for (int i = 0; i < ink.Length; i++)
        {
            mass += ink[i];
            momentY += ink[i] * (i / width);
            momentX += ink[i] * (i % width);
        }
        if (mass == 0 || !on)
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
