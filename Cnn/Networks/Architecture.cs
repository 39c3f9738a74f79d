using System.Collections.Immutable;
using System.Globalization;
using Cnn.Ops;

namespace Cnn.Networks;

/// <summary>
/// A classifier as text, a layer a line, so that a person can write one: <c>conv 8 5</c> (maps, kernel; then <c>stride=2</c> or
/// <c>group=8</c>; maps keep their size), <c>maxpool 2</c>, <c>avgpool 2</c> (kernel; then <c>stride=1</c>), <c>globalavgpool</c>,
/// <c>fc 128</c>, <c>batchnorm</c>, <c>dropout 0.5</c> (the share that training drops), and the activations of <see cref="Activations"/>.
/// <c>activation</c> and <c>pool 2</c> stand for what the caller chooses. What follows <c>#</c> is a remark. The fully connected layer that
/// names the classes, and its softmax, come by themselves.
/// </summary>
public sealed class Architecture
{
    /// <summary>A word for each activation, and its operator.</summary>
    public static ImmutableSortedDictionary<string, Op> Activations { get; } = new Dictionary<string, Op>
    {
        ["relu"] = new Relu(),
        ["leakyrelu"] = new LeakyRelu(0.1f),
        ["elu"] = new Elu(),
        ["sigmoid"] = new Sigmoid(),
        ["tanh"] = new Tanh(),
        ["softplus"] = new Softplus(),
        ["hardswish"] = new HardSwish(),
    }.ToImmutableSortedDictionary(StringComparer.Ordinal);

    /// <summary>The words for pooling.</summary>
    public static ImmutableArray<string> Pools { get; } = ["maxpool", "avgpool"];

    // More are a mistake, or an attack.
    private const int MostLayers = 1000;

    private readonly ImmutableArray<LayerLine> _layers;

    private Architecture(ImmutableArray<LayerLine> layers) => _layers = layers;

    /// <summary>
    /// Two convolutions of 8 and 16 kernels of 5×5, each with an activation and pooling: with ReLU and first maximum, then mean, it is
    /// <see cref="DigitNetwork"/>.
    /// </summary>
    /// <param name="activation">A word of <see cref="Activations"/>.</param>
    /// <param name="pool">A word of <see cref="Pools"/> for both; null for the maximum and then the mean.</param>
    /// <exception cref="CnnException">A word is unknown.</exception>
    public static Architecture Digits(string activation = "relu", string? pool = null) => Parse(
        $"""
         conv 8 5
         {activation}
         {pool ?? "maxpool"} 2
         conv 16 5
         {activation}
         {pool ?? "avgpool"} 2
         """, "digits");

    /// <summary>Reads the text.</summary>
    /// <param name="text">A layer a line.</param>
    /// <param name="name">Where it is from, for messages.</param>
    /// <param name="activation">What <c>activation</c> stands for.</param>
    /// <param name="pool">What <c>pool</c> stands for.</param>
    /// <exception cref="CnnException">A line is no layer; the message names it.</exception>
    public static Architecture Parse(string text, string name, string activation = "relu", string pool = "maxpool")
    {
        ArgumentNullException.ThrowIfNull(text);
        var layers = ImmutableArray.CreateBuilder<LayerLine>();
        int number = 0;
        foreach (string line in text.ReplaceLineEndings("\n").Split('\n'))
        {
            number++;
            string[] words = line.Split('#')[0].Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
            if (words.Length == 0)
                continue;
            words[0] = words[0] switch { "activation" => activation, "pool" => pool, _ => words[0] };
            layers.Add(LayerLine.Parse(words, $"{name}, line {number}"));
            if (layers.Count > MostLayers)
                throw new CnnException($"{name}: more than {MostLayers} layers");
        }
        return new Architecture(layers.ToImmutable());
    }

    /// <summary>Builds it for pictures [batch, channels, height, width], values 0…1.</summary>
    /// <param name="variables">Where the weights are kept; those it already has are used.</param>
    /// <param name="batch">The batch size.</param>
    /// <param name="channels">1 for grey pictures, 3 for RGB.</param>
    /// <param name="height">Rows of a picture.</param>
    /// <param name="width">Columns of a picture.</param>
    /// <param name="classes">The number of classes.</param>
    /// <param name="seed">Seeds new weights.</param>
    /// <exception cref="CnnException">A layer does not fit what is before it; the message names its line.</exception>
    public Network Build(VariableSet variables, int batch, int channels, int height, int width, int classes, int seed = 1)
    {
        var b = new GraphBuilder(variables, seed);
        var input = b.Input("input", [batch, channels, height, width]);
        var x = input;
        var names = Names();
        for (int i = 0; i < _layers.Length; i++)
            x = _layers[i].Append(b, x, names[i]);
        var logits = b.Gemm(LayerLine.Flat(b, x), classes, names[^1]);
        return new Network(input, logits, b.Softmax(logits, name: "probabilities"));
    }

    // Of each layer, and of the last one that comes by itself: its kind, with a number where there are several of it.
    private string[] Names()
    {
        string[] kinds = [.. _layers.Select(layer => layer.Kind), "fc"];
        var all = kinds.CountBy(kind => kind).ToDictionary();
        var counts = new Dictionary<string, int>();
        return [.. kinds.Select(kind => all[kind] == 1
            ? kind
            : kind + (counts[kind] = counts.GetValueOrDefault(kind) + 1).ToString(CultureInfo.InvariantCulture))];
    }
}
