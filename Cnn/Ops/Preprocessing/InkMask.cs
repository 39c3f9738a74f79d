namespace Cnn.Ops.Preprocessing;

/// <summary>
/// Which pixels are ink: those that absorb about half of what the strongest ink close by does. Close by, because a scene has
/// darker things than the pen's ink elsewhere. Where a printed line was taken out (−1), a stroke goes on if there is ink on
/// both sides. Inputs: absorbance Int32 [N,1,H,W]; the strongest close by, for each block of
/// 4×4 pixels, Int32 [N,1,⌈H/4⌉,⌈W/4⌉]. Output Int32 [N,1,H,W]: 1 ink, 0 paper or no picture.
/// </summary>
/// <param name="Least">What absorbs less is the paper's texture; where nothing close by absorbs more there is no ink.</param>
public sealed record InkMask(int Least) : Op
{
    /// <summary>The side of a block, in pixels.</summary>
    internal const int Block = 4;

    /// <summary>How far over a line that was taken out ink is looked for, in pixels.</summary>
    internal const int Bridge = 4;

    /// <summary>Ink absorbs at least these hundredths of what the strongest close by does.</summary>
    internal const int Part = 45;

    /// <inheritdoc/>
    public override IEnumerable<(string Name, double Value)> Parameters() => [("LEAST", Least)];

    /// <inheritdoc/>
    public override TensorInfo Infer(ReadOnlySpan<TensorInfo> inputs)
    {
        Require.Inputs(inputs, 2, 2);
        var map = Maps.RequirePlanes(inputs[0], "the absorbance");
        if (Maps.RequirePlanes(inputs[1], "the strongest ink") != BlockMaximum.BlocksOf(map, Block))
            throw new CnnException($"the strongest ink {inputs[1].Shape} does not belong to the absorbance {map.Shape}");
        return map;
    }

    /// <inheritdoc/>
    public override void Evaluate(ReadOnlySpan<Tensor> inputs, Tensor output)
    {
        var absorbed = inputs[0].Span<int>();
        var strongest = inputs[1].Span<int>();
        int height = output.Shape[2], width = output.Shape[3], rows = inputs[1].Shape[2], columns = inputs[1].Shape[3];
        var mask = output.Span<int>();
        for (int i = 0; i < mask.Length; i++)
        {
            int block = strongest[i / (width * height) * rows * columns + i / width % height / Block * columns + i % width / Block];
            int least = Math.Max(Least, block * Part / 100), y = i / width % height, x = i % width;
            bool ink = block >= Least && (absorbed[i] >= least || (absorbed[i] < 0
                && ((Near(absorbed, i, -width, y, least) && Near(absorbed, i, width, height - 1 - y, least))
                    || (Near(absorbed, i, -1, x, least) && Near(absorbed, i, 1, width - 1 - x, least)))));
            mask[i] = ink ? 1 : 0;
        }
    }

    // Whether there is ink in one direction, in which the map has so many more pixels.
    private static bool Near(ReadOnlySpan<int> absorbed, int i, int stride, int room, int least)
    {
        for (int k = 1; k <= Math.Min(Bridge, room); k++)
            if (absorbed[i + k * stride] >= least)
                return true;
        return false;
    }
}
