namespace Cnn.Networks;

/// <summary>
/// A network small enough to learn in seconds what a few dozen pictures have in common, where no trained one is at hand: four 3×3
/// convolutions that halve the picture, averaged over the places that are left.
/// </summary>
public static class SmallCnn
{
    /// <summary>The side of the pictures that it takes.</summary>
    public const int Side = 64;

    /// <summary>How many features it yields.</summary>
    public const int Features = 64;

    private static readonly int[] s_maps = [16, 32, 48, Features];

    /// <summary>Puts it onto pictures.</summary>
    /// <param name="variables">Where the weights are kept, named <c>small.…</c>; those it already has are used.</param>
    /// <param name="pictures">[N,3,64,64], 0 … 1.</param>
    /// <param name="seed">Seeds new weights.</param>
    /// <returns>[N,64].</returns>
    public static Node Apply(VariableSet variables, Node pictures, int seed = 1)
    {
        ArgumentNullException.ThrowIfNull(pictures);
        var b = new GraphBuilder(variables, seed);
        var x = pictures;
        for (int i = 0; i < s_maps.Length; i++)
            x = b.Relu(b.Conv(x, s_maps[i], 3, $"small.conv{i + 1}", stride: 2, pad: 1), $"small.relu{i + 1}");
        return b.Flatten(b.GlobalAveragePool(x, "small.average"), "small.features");
    }
}
