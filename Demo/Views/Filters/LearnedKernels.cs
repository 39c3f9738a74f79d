using System.Collections.Immutable;
using Cnn;
using Cnn.Ops;
using Cnn.Preprocessing;
using Demo.Ui;

namespace Demo.Views.Filters;

/// <summary>
/// What a network learnt for its first layer, as kernels of the lab, to compare with Sobel. They are scaled so that they see in the
/// lab's picture of 0 … 1 what the network sees in its own input; at the picture's edge the padding differs.
/// </summary>
/// <param name="Kernels">One for each map; empty where there is a reason.</param>
/// <param name="WhyNot">Why there are none, for people; else empty.</param>
internal sealed record LearnedKernels(ImmutableArray<FilterKernel> Kernels, string WhyNot)
{
    private const int LongestModel = 40;

    /// <summary>Finds the first convolution that reads the picture.</summary>
    public static LearnedKernels In(NetworkParts network)
    {
        var first = network.Model.Nodes.FirstOrDefault(node => node.Op is Conv);
        if (first is null)
            return Without($"{network.Title} has no convolution");
        if (ReadsOtherwise(first.Inputs[0]) is { } between)
            return Without($"the first convolution of {network.Title} does not read the picture itself: {between} comes before");
        var shape = first.Inputs[1].Shape;
        if (shape.Rank != 4 || shape[2] != shape[3] || shape[2] is not (3 or 5 or 7))
            return Without($"the first kernels of {network.Title} are {string.Join('×', shape.Skip(2))}; the lab has 3×3, 5×5 and 7×7");
        if (((Conv)first.Op).Group != 1 || shape[1] is not (1 or 3) || network.Preprocessing.Recipe is not { } recipe
            || recipe.Channels != shape[1])
            return Without($"the first kernels of {network.Title} look at {shape[1]} channels in {((Conv)first.Op).Group} groups; "
                + "the lab has kernels over grey or over red, green and blue together");
        if (ValueOf(network, first.Inputs[1]) is not { } weights || (first.Inputs.Length == 3 && ValueOf(network, first.Inputs[2]) is null))
            return Without($"the first kernels of {network.Title} are computed, not learnt");
        var bias = first.Inputs.Length == 3 ? ValueOf(network, first.Inputs[2]) : null;
        int count = Math.Min(shape[0], FilterFile.MostKernels);
        return new([.. Enumerable.Range(0, count).Select(map => Kernel(network.Title, recipe, weights, bias, map))], "");
    }

    private static LearnedKernels Without(string why) => new([], why);

    // The operator that stands between a node and the picture, or null: one that only reorders or pads is passed.
    private static string? ReadsOtherwise(Node node)
    {
        while (node.Op is Identity or Cnn.Ops.Transpose or Cnn.Ops.Pad or Cast or Reshape)
            node = node.Inputs[0];
        return node.Op is Input ? null : $"{node.Op.Name} '{Printable.Of(node.Name)}'";
    }

    private static Tensor? ValueOf(NetworkParts network, Node node) => node.Op switch
    {
        Variable => network.Variables[node.Name],
        Constant constant => constant.Value,
        _ => null,
    };

    // The network's input is p · 255 · scale / std − mean / std, of the lab's p.
    private static FilterKernel Kernel(string title, Recipe recipe, Tensor weights, Tensor? bias, int map)
    {
        int channels = weights.Shape[1], size = weights.Shape[2], plane = size * size;
        var numbers = new float[channels * plane];
        double sum = bias?.Floats[map] ?? 0;
        for (int channel = 0; channel < channels; channel++)
        {
            int colour = recipe.Colors == ColorOrder.Bgr ? channels - 1 - channel : channel;
            float std = recipe.Std[recipe.Std.Length == 1 ? 0 : channel], mean = recipe.Mean[recipe.Mean.Length == 1 ? 0 : channel];
            for (int i = 0; i < plane; i++)
            {
                float weight = weights.Floats[(map * channels + channel) * plane + i];
                numbers[colour * plane + i] = weight * 255 * recipe.Scale / std;
                sum -= (double)weight * mean / std;
            }
        }
        string model = Printable.Of(Path.GetFileNameWithoutExtension(title)).Replace('#', '-').Trim();
        model = model.Length is > 0 and <= LongestModel ? model : model.Length == 0 ? "network" : model[..LongestModel].Trim();
        return new FilterKernel($"{model}-{map + 1}", $"{model} · map {map + 1}", size, Floats.Create(numbers), channels, Bias: (float)sum);
    }
}
