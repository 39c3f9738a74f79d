using System.Text;
using Cnn;
using Cnn.Backends;
using Demo.Files;
using Demo.Outputs;
using Demo.Ui;

namespace Demo.Exports;

/// <summary>What is known of each layer, and the likeliest classes, as comma-separated values.</summary>
/// <param name="Layers">A line a layer.</param>
/// <param name="Classes">A line a class, the likeliest first; null where the output is no classes.</param>
internal sealed record LayerFigures(string Layers, string? Classes)
{
    private const int Top = 5;

    /// <summary>The nodes whose values are asked for.</summary>
    public static IReadOnlyList<Node> Reads(Scene scene) =>
        [.. scene.Network.Layers.Select(layer => layer.Node), .. scene.Network.Parts.Output.Scores];

    /// <summary>Of the values that the newest run left.</summary>
    public static LayerFigures Of(Scene scene)
    {
        var layers = new StringBuilder(Csv.Line(
            "layer", "node", "kind", "shape", "parameters", "macs", "ms", "own error", "error", "min", "max", "mean", "zeros"));
        foreach (var layer in scene.Network.Layers)
        {
            LayerDifference? apart = scene.Errors is { } errors && errors.TryGet(layer.Node, out var row) ? row : null;
            var (low, high, mean, zeros) = Spread(scene.Numbers(layer.Node)!.Floats);
            layers.Append(Csv.Line(
                layer.Name, layer.Node.Name, layer.Kind, layer.Extent, scene.Network.WeightsOf(layer), layer.Work, scene.Times[layer.Index],
                apart?.Own, apart?.EndToEnd, low, high, mean, zeros));
        }
        return new LayerFigures(layers.ToString(), ClassesOf(scene));
    }

    /// <summary>Writes them into a folder under the next free number.</summary>
    /// <returns>The name of the layers' file.</returns>
    public string SaveNumbered(string folder)
    {
        string path = OutputFile.NextFree(Path.Combine(folder, "figures"), ".csv", "-classes.csv");
        OutputFile.Write(path, file => file.Write(Encoding.UTF8.GetBytes(Layers)));
        if (Classes is not null)
            OutputFile.Write($"{path[..^4]}-classes.csv", file => file.Write(Encoding.UTF8.GetBytes(Classes)));
        return path;
    }

    private static string? ClassesOf(Scene scene)
    {
        var output = scene.Network.Parts.Output;
        if (output.Classes is null || output.Scores is not [var node] || scene.NothingFound)
            return null;
        float[] scores = scene.Numbers(node)!.Floats.ToArray();
        return Csv.Line("class", "probability")
            + string.Concat(NamedScores.Best(scores, Top).Select(c => Csv.Line(output.Label(c), scores[c])));
    }

    // NaN of no numbers.
    private static (float Low, float High, double Mean, double Zeros) Spread(ReadOnlySpan<float> values)
    {
        var (low, high) = (float.PositiveInfinity, float.NegativeInfinity);
        double sum = 0;
        int zeros = 0;
        foreach (float value in values)
        {
            (low, high, sum) = (MathF.Min(low, value), MathF.Max(high, value), sum + value);
            zeros += value == 0 ? 1 : 0;
        }
        return (low, high, sum / values.Length, zeros / (double)values.Length);
    }
}
