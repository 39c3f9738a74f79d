using System.Globalization;
using Cnn.Ops;

namespace Cnn.Networks;

/// <summary>One line of an <see cref="Architecture"/>.</summary>
/// <param name="Kind">Its first word.</param>
/// <param name="Numbers">The numbers after it.</param>
/// <param name="Stride">How far a window moves; 0 where the line does not say.</param>
/// <param name="Group">The groups of a convolution.</param>
/// <param name="Share">The share that dropout drops.</param>
/// <param name="Place">Where it stands, for messages.</param>
internal sealed record LayerLine(string Kind, int[] Numbers, int Stride, int Group, float Share, string Place)
{
    // Larger ones are a mistake, and would be gigabytes.
    private const int Most = 4096;

    /// <summary>Reads the words of a line.</summary>
    public static LayerLine Parse(string[] words, string place)
    {
        int needed = words[0] switch
        {
            "conv" => 2,
            "maxpool" or "avgpool" or "fc" => 1,
            "dropout" => 1,
            "globalavgpool" or "batchnorm" => 0,
            _ when Architecture.Activations.ContainsKey(words[0]) => 0,
            _ => throw new CnnException($"{place}: '{words[0]}' is no layer; there are conv, maxpool, avgpool, globalavgpool, "
                + "fc, batchnorm, dropout, "
                + string.Join(", ", Architecture.Activations.Keys)),
        };
        var options = words.Skip(1 + needed).Select(word => word.Split('=')).ToArray();
        if (words.Length < 1 + needed || options.Any(option => option.Length != 2))
            throw new CnnException($"{place}: {words[0]} takes {Count(needed)}{Options(words[0])}");
        int stride = 0, group = 1;
        foreach (string[] option in options)
            if (option[0] == "stride" && words[0] is "conv" or "maxpool" or "avgpool")
                stride = Number(option[1], place);
            else if (option[0] == "group" && words[0] == "conv")
                group = Number(option[1], place);
            else
                throw new CnnException($"{place}: {words[0]} has no '{option[0]}'");
        bool drops = words[0] == "dropout";
        int[] numbers = drops ? [] : [.. words.Skip(1).Take(needed).Select(word => Number(word, place))];
        return new LayerLine(words[0], numbers, stride, group, drops ? Part(words[1], place) : 0, place);
    }

    /// <summary>Puts the layer behind a node.</summary>
    public Node Append(GraphBuilder b, Node x, string name)
    {
        if (x.Shape.Rank == 2 && Kind is "conv" or "maxpool" or "avgpool" or "globalavgpool")
            throw new CnnException($"{Place}: {Kind} needs maps; what is before it is flat");
        if (Kind == "conv" && (x.Shape[1] % Group != 0 || Numbers[0] % Group != 0))
            throw new CnnException($"{Place}: {x.Shape[1]} maps cannot become {Numbers[0]} in {Group} groups");
        if (Kind is "maxpool" or "avgpool" && Numbers[0] > Math.Min(x.Shape[2], x.Shape[3]))
            throw new CnnException($"{Place}: a window of {Numbers[0]} does not fit into {x.Shape[2]}×{x.Shape[3]}");
        return Kind switch
        {
            "conv" => b.Conv(x, Numbers[0], Numbers[1], name, Math.Max(1, Stride), pad: Numbers[1] / 2, group: Group),
            "maxpool" => b.MaxPool(x, Numbers[0], Stride, name: name),
            "avgpool" => b.AveragePool(x, Numbers[0], Stride, name: name),
            "globalavgpool" => b.GlobalAveragePool(x, name),
            "fc" => b.Gemm(Flat(b, x), Numbers[0], name),
            "batchnorm" => b.BatchNormalization(x, name),
            "dropout" => new Node(new Dropout(Share), [x], name),
            _ => new Node(Architecture.Activations[Kind], [x], name),
        };
    }

    /// <summary>The node, flattened where it is maps.</summary>
    public static Node Flat(GraphBuilder b, Node x) => x.Shape.Rank == 2 ? x : b.Flatten(x, "flatten");

    private static int Number(string word, string place) =>
        int.TryParse(word, NumberStyles.None, CultureInfo.InvariantCulture, out int number) && number is > 0 and <= Most
            ? number
            : throw new CnnException($"{place}: '{word}' is no number from 1 to {Most}");

    private static float Part(string word, string place) =>
        float.TryParse(word, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out float part) && part is > 0 and < 1
            ? part
            : throw new CnnException($"{place}: '{word}' is no share between 0 and 1, such as 0.5");

    private static string Options(string kind) => kind switch
    {
        "conv" => ", and then only stride=N or group=N",
        "maxpool" or "avgpool" => ", and then only stride=N",
        _ => "",
    };

    private static string Count(int numbers) => numbers switch { 0 => "no number", 1 => "one number", _ => $"{numbers} numbers" };
}
