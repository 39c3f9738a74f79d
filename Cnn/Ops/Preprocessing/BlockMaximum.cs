namespace Cnn.Ops.Preprocessing;

/// <summary>The largest value of each block of a map. Input Int32 [N,1,H,W]; output Int32 [N,1,⌈H/Side⌉,⌈W/Side⌉].</summary>
/// <param name="Side">Of a block, in pixels.</param>
public sealed record BlockMaximum(int Side) : Op
{
    /// <inheritdoc/>
    public override IEnumerable<(string Name, double Value)> Parameters() => [("SIDE", Side)];

    /// <inheritdoc/>
    public override TensorInfo Infer(ReadOnlySpan<TensorInfo> inputs)
    {
        Require.Inputs(inputs, 1, 1);
        if (Side < 1)
            throw new CnnException($"the block's side is {Side}; it is 1 or more");
        return BlocksOf(Maps.RequirePlanes(inputs[0], "the map"), Side);
    }

    /// <inheritdoc/>
    public override void Evaluate(ReadOnlySpan<Tensor> inputs, Tensor output)
    {
        var x = inputs[0].Span<int>();
        int height = inputs[0].Shape[2], width = inputs[0].Shape[3], rows = output.Shape[2], columns = output.Shape[3];
        var largest = output.Span<int>();
        largest.Fill(int.MinValue);
        for (int i = 0; i < x.Length; i++)
        {
            ref int block = ref largest[i / (width * height) * rows * columns + i / width % height / Side * columns + i % width / Side];
            block = Math.Max(block, x[i]);
        }
    }

    internal static TensorInfo BlocksOf(TensorInfo map, int side) =>
        new([map.Shape[0], 1, (map.Shape[2] + side - 1) / side, (map.Shape[3] + side - 1) / side], DataType.Int32);
}
