using Cnn.Ops;

namespace Demo.Ui;

/// <summary>
/// How much each map of a lower layer counts for one map of a layer: the size of the weights between them with the sign of
/// their sum, −1…1 relative to the strongest.
/// </summary>
internal sealed class LinkStrengths
{
    private float[] _strengths = [];

    /// <summary>One number for each channel of <paramref name="source"/>; overwritten by the next call.</summary>
    public ReadOnlySpan<float> Of(Network network, Layer layer, int channel, Layer source)
    {
        if (_strengths.Length < source.Channels)
            _strengths = new float[source.Channels];
        var strengths = _strengths.AsSpan(0, source.Channels);
        strengths.Clear();
        switch (layer.Node.Op)
        {
            case Conv conv when network.WeightOf(layer.Node.Inputs[1]) is { } kernel:
                int depth = kernel.Shape[1], size = kernel.Shape.Product(2, kernel.Shape.Rank);
                int first = channel / (kernel.Shape[0] / conv.Group) * depth;
                for (int c = 0; c < depth; c++)
                    strengths[first + c] = Signed(kernel.Floats.Slice((channel * depth + c) * size, size), 1);
                break;
            case Gemm gemm when network.WeightOf(layer.Node.Inputs[1]) is { } matrix:
                // One row of weights a unit if B is transposed, else one column; each map owns a stretch of them.
                int inputs = matrix.Shape[gemm.TransB ? 1 : 0], outputs = matrix.Shape[gemm.TransB ? 0 : 1];
                int cells = inputs / source.Channels;
                for (int c = 0; c < source.Channels; c++)
                    strengths[c] = gemm.TransB
                        ? Signed(matrix.Floats.Slice(channel * inputs + c * cells, cells), 1)
                        : Signed(matrix.Floats.Slice(c * cells * outputs + channel, (cells - 1) * outputs + 1), outputs);
                break;
            case Concat { Axis: 1 or -3 }:
                // The map that has this place among the joined ones.
                int before = 0;
                foreach (var part in layer.Node.Inputs)
                {
                    if (part == source.Node && channel >= before && channel < before + source.Channels)
                        strengths[channel - before] = 1;
                    before += part.Shape[1];
                }
                return strengths;
            case Softmax:
                strengths.Fill(0.3f);
                break;
            default:
                // Operators that work map by map read the map of the same number.
                if (channel < source.Channels)
                    strengths[channel] = 1;
                return strengths;
        }
        float most = 0;
        foreach (float strength in strengths)
            most = MathF.Max(most, MathF.Abs(strength));
        if (most > 0 && layer.Node.Op is not Softmax)
            foreach (ref float strength in strengths)
                strength /= most;
        return strengths;
    }

    private static float Signed(ReadOnlySpan<float> weights, int step)
    {
        float sum = 0, size = 0;
        for (int i = 0; i < weights.Length; i += step)
        {
            sum += weights[i];
            size += MathF.Abs(weights[i]);
        }
        return sum < 0 ? -size : size;
    }
}
