namespace Cnn.Ops.Preprocessing;

/// <summary>
/// From which absorbance on a pixel is ink: half of what the strongest ink absorbs. That level is found in two steps, by
/// moments, so that neither few ink pixels nor noise or ruled lines matter: L = Σa³/Σa², then the mean of all that reach
/// L. Input: absorbance Int32 [N,1,H,W]. Output Int32 [N,2]: for each plane the threshold and the strong ink's level.
/// </summary>
/// <param name="Least">The lowest threshold: below lies the paper's own texture.</param>
public sealed record InkThreshold(int Least) : Op
{
    /// <summary>Squares and cubes are shifted right by these, so that sums over 512×512 stay below 2³¹.</summary>
    internal const int SquareShift = 6, CubeShift = 12;

    /// <inheritdoc/>
    public override IEnumerable<(string Name, double Value)> Parameters() => [("LEAST", Least)];

    /// <inheritdoc/>
    public override TensorInfo Infer(ReadOnlySpan<TensorInfo> inputs)
    {
        Require.Inputs(inputs, 1, 1);
        var maps = Maps.RequirePlanes(inputs[0], "the absorbance").Shape;
        if (maps[2] * maps[3] > 512 * 512)
            throw new CnnException($"the absorbance {maps} is larger than 512×512");
        return new TensorInfo([maps[0], 2], DataType.Int32);
    }

    /// <inheritdoc/>
    public override void Evaluate(ReadOnlySpan<Tensor> inputs, Tensor output)
    {
        int plane = inputs[0].Shape[2] * inputs[0].Shape[3];
        for (int p = 0; p < output.Shape[0]; p++)
            Evaluate(inputs[0].Span<int>().Slice(p * plane, plane), output.Span<int>().Slice(2 * p, 2));
    }

    private void Evaluate(ReadOnlySpan<int> absorbed, Span<int> result)
    {
        var histogram = new int[256];
        foreach (int a in absorbed)
            if (a >= 0)
                histogram[a]++;
        int squares = 0, cubes = 0;
        for (int a = 0; a < 256; a++)
        {
            squares += histogram[a] * (a * a >> SquareShift);
            cubes += histogram[a] * (a * a * a >> CubeShift);
        }
        int strong = cubes / Math.Max(1, squares >> CubeShift - SquareShift);
        int sum = 0, count = 0;
        for (int a = Math.Min(strong, 255); a < 256; a++)
        {
            sum += histogram[a] * a;
            count += histogram[a];
        }
        int level = sum / Math.Max(count, 1);
        result[0] = Math.Max(Least, level / 2);
        result[1] = level;
    }
}
