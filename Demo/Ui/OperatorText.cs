using Cnn;
using Cnn.Ops;

namespace Demo.Ui;

/// <summary>
/// An operator in a person's words, from its own parameters: <c>Conv 5×5, stride 1, padding 2, 8 kernels of 1×5×5</c>.
/// </summary>
internal static class OperatorText
{
    // Told in other words, or nothing that a person would ask.
    private static readonly string[] Unsaid =
    [
        "kernel_shape", "strides", "pads", "auto_pad", "dilations", "group", "output", "storage_order", "ceil_mode", "count_include_pad",
        "transA", "transB", "has_min", "has_max", "to_end",
    ];

    public static string Of(Node node)
    {
        var lists = node.Op.Parameters().GroupBy(p => Stem(p.Name)).ToDictionary(g => g.Key, g => g.Select(p => p.Value).ToArray());
        string window = Window(node, lists.GetValueOrDefault("kernel_shape"));
        if (window.Length > 0)
        {
            // Left out, they are these.
            lists.TryAdd("strides", [1]);
            lists.TryAdd("pads", [0]);
        }
        var words = new List<string> { node.Op.Name + window };
        Tell("strides", "stride");
        if (lists.GetValueOrDefault("auto_pad") is [> 0])
            words.Add("padded to the same size");
        else
            Tell("pads", "padding");
        Tell("dilations", "dilation", usual: 1);
        Tell("group", "groups", usual: 1);
        words.AddRange(Weights(node));
        words.AddRange(Numbers(node));
        words.AddRange(lists.Where(l => !Unsaid.Contains(l.Key)).Select(l => $"{l.Key.Replace('_', ' ')} {Joined(l.Value, " ")}"));
        return string.Join(", ", words);

        void Tell(string parameter, string word, double? usual = null)
        {
            if (lists.TryGetValue(parameter, out double[]? values) && values.Any(v => v != usual))
                words.Add($"{word} {(values.Distinct().Count() == 1 ? Joined(values[..1], "") : Joined(values, " "))}");
        }
    }

    private static string Window(Node node, double[]? kernel) => node.Op is Conv or ConvTranspose
        ? $" {string.Join('×', node.Inputs[1].Shape.Skip(2))}"
        : kernel is null ? "" : $" {Joined(kernel, "×")}";

    private static IEnumerable<string> Weights(Node node) => node.Op switch
    {
        Conv or ConvTranspose => [$"{node.Inputs[1].Shape[0]} kernels of {string.Join('×', node.Inputs[1].Shape.Skip(1))}"],
        Gemm gemm => [$"{node.Shape[1]} units of {node.Inputs[1].Shape[gemm.TransB ? 1 : 0]} weights"],
        _ => [],
    };

    // Numbers that come as inputs and are fixed: the bounds of a Clip, a factor.
    private static IEnumerable<string> Numbers(Node node)
    {
        var fixedInputs = node.Inputs.Select(i => i.Info.Value).OfType<Tensor>().Where(v => v is { Count: 1, Type: DataType.Float32 });
        string[] numbers = [.. fixedInputs.Select(v => Joined([v.Floats[0]], ""))];
        return node.Op is Clip { HasMin: true, HasMax: true } && numbers is [var low, var high] ? [$"{low} to {high}"] : numbers;
    }

    // The name of a list's element without its number: pads of pads_0.
    private static string Stem(string name)
    {
        int end = name.LastIndexOf('_');
        return end > 0 && name[(end + 1)..].All(char.IsAsciiDigit) ? name[..end] : name;
    }

    private static string Joined(double[] values, string between) => string.Join(between, values.Select(v =>
        v.ToString(v != 0 && Math.Abs(v) < 1e-3 ? "0.##e-0" : "0.####")));
}
