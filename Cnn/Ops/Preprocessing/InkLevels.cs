namespace Cnn.Ops.Preprocessing;

/// <summary>
/// Which absorbances become no ink and full ink. Full ink is a little above the digit's mean, weighted by itself
/// (Σa²/Σa, which soft rims hardly lower); no ink reaches up to the paper's own texture around the digit: noise and ruled
/// lines, of which 97 % stay below. Inputs: absorbance Int32 [1,1,H,W], halo Int32 [1,1,H,W] (1 where the digit may be).
/// Output Int32 [2]: none, full.
/// </summary>
public sealed record InkLevels : Op
{
    /// <summary>With fewer pixels of paper around nothing is said about it.</summary>
    internal const int LeastPaper = 64;

    /// <summary>These hundredths of the paper absorb no more than its texture does, and this part of that besides is none either.</summary>
    internal const int Texture = 97, TexturePart = 4;

    /// <summary>
    /// What absorbs less than this part of the digit's level is no ink, whatever the paper, and above these hundredths it is.
    /// </summary>
    internal const int NonePart = 24, MostNone = 45;

    /// <summary>So many eighths of the level are full ink.</summary>
    internal const int FullEighths = 9;

    /// <inheritdoc/>
    public override TensorInfo Infer(ReadOnlySpan<TensorInfo> inputs)
    {
        Require.Inputs(inputs, 2, 2);
        var map = Maps.Require(inputs[0], "the absorbance");
        if (Maps.Require(inputs[1], "the halo") != map)
            throw new CnnException($"absorbance {map.Shape} and halo {inputs[1].Shape} differ in shape");
        if (map.Shape.Count > 128 * 128)
            throw new CnnException($"the absorbance {map.Shape} is larger than 128×128");
        return new TensorInfo([2], DataType.Int32);
    }

    /// <inheritdoc/>
    public override void Evaluate(ReadOnlySpan<Tensor> inputs, Tensor output)
    {
        var absorbed = inputs[0].Span<int>();
        var halo = inputs[1].Span<int>();
        int sum = 0, squares = 0;
        for (int i = 0; i < absorbed.Length; i++)
            if (absorbed[i] > 0 && halo[i] > 0)
            {
                sum += absorbed[i];
                squares += absorbed[i] * absorbed[i];
            }
        int level = squares / Math.Max(sum, 1);

        // Paper that is as dark as ink is other ink, not paper.
        var histogram = new int[256];
        int paper = 0;
        for (int i = 0; i < absorbed.Length; i++)
            if (absorbed[i] >= 0 && absorbed[i] * 2 < level && halo[i] <= 0)
            {
                histogram[absorbed[i]]++;
                paper++;
            }
        int texture = 0;
        for (int below = histogram[0]; paper >= LeastPaper && below * 100 < paper * Texture; below += histogram[texture])
            texture++;

        var levels = output.Span<int>();
        levels[0] = Math.Max(level / NonePart, Math.Min(texture + texture / TexturePart, level * MostNone / 100));
        levels[1] = Math.Max(Math.Min(255, level * FullEighths / 8), levels[0] + 1);
    }
}
