using System.Globalization;
using Cnn;
using Cnn.Surgery;

namespace Demo.Cutting;

/// <summary>What one cut did to its layer, in a few words.</summary>
internal static class CutEffect
{
    /// <summary>Compares the layer before and after the last cut.</summary>
    /// <param name="before">Without the cut.</param>
    /// <param name="after">With it.</param>
    public static string Of(Operation before, Operation after)
    {
        var layer = after.Cuts[^1].Layer;
        if (after.Of(layer) is not { } now)
            return $"{layer.Op.Name} taken out";
        var was = before.Of(layer)!;
        if (was.Op != now.Op && !was.Op.Equals(now.Op))
            return $"{was.Op.Name} is {now.Op.Name}";
        if (now.Inputs.Length < 2 || WeightOf(was, before) is not { } old || WeightOf(now, after) is not { } changed)
            return $"{now.Op.Name} silenced";
        int count = 0;
        float most = 0;
        for (int i = 0; i < old.Count; i++)
            if (old.Floats[i] != changed.Floats[i])
                (count, most) = (count + 1, Math.Max(most, Math.Abs(changed.Floats[i] - old.Floats[i])));
        return count == 0 ? "changes no number: it was so already"
            : string.Create(CultureInfo.InvariantCulture, $"{count} of {old.Count} numbers changed, by {most:0.####} at most");
    }

    private static Tensor? WeightOf(Node node, Operation operation) => node.Inputs[1].Op switch
    {
        Variable => operation.Variables[node.Inputs[1].Name],
        Constant constant => constant.Value,
        _ => null,
    };
}
