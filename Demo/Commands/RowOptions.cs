using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using Cnn;
using Demo.Views.Filters;

namespace Demo.Commands;

/// <summary>The options that put a row of the filter lab together; stages come in the order in which they are written.</summary>
internal sealed class RowOptions
{
    private static readonly (string Word, Padding Value)[] s_paddings =
        [("zero", Padding.Zero), ("edge", Padding.Edge), ("mirror", Padding.Mirror), ("none", Padding.None)];

    private static readonly (string Word, LabColours Value)[] s_colours =
    [
        ("grey", LabColours.Grey), ("each", LabColours.Each), ("across", LabColours.Across),
        ("red", LabColours.Red), ("green", LabColours.Green), ("blue", LabColours.Blue),
    ];

    private static readonly (string Word, ActivationKind Value)[] s_activations =
    [
        ("none", ActivationKind.None), ("relu", ActivationKind.Relu), ("leaky-relu", ActivationKind.LeakyRelu),
        ("sigmoid", ActivationKind.Sigmoid), ("tanh", ActivationKind.Tanh),
    ];

    private static readonly (string Word, PoolKind Value)[] s_pools = [("max", PoolKind.Max), ("average", PoolKind.Average)];

    private readonly Option<string[]> _kernels = new("--kernel")
    {
        Description = $"A kernel by name (--list), or of a file: FILE.json#NAME. Kernels, activations and pools are stages, up to "
            + $"{LabRow.MostStages}, in the order in which they are written",
    };

    private readonly Option<string[]> _activations = new("--activation") { Description = $"A stage: {Words(s_activations)}" };

    private readonly Option<string[]> _pools = new("--pool")
    {
        Description = "A stage: max:SIZE[:STRIDE] or average:SIZE[:STRIDE], SIZE 2 or 3, STRIDE 1 … 3 (unless given, the size)",
    };

    private readonly Option<string> _padding = new("--padding")
    {
        Description = $"What lies outside the picture, for all kernels: {Words(s_paddings)} (the picture becomes smaller)",
        DefaultValueFactory = _ => "zero",
    };

    private readonly Option<int> _stride = new("--stride")
    {
        Description = "How far kernels move, 1 … 3",
        DefaultValueFactory = _ => 1,
    };

    private readonly Option<int> _dilation = new("--dilation")
    {
        Description = "How far apart kernels' numbers lie, 1 … 3",
        DefaultValueFactory = _ => 1,
    };

    private readonly Option<string> _colours = new("--colours")
    {
        Description = "grey: the brightness; each: red, green and blue apart; across: the first kernel over all three; red, green or "
            + "blue: that channel alone",
        DefaultValueFactory = _ => "grey",
    };

    /// <summary>Gives them to a verb.</summary>
    public void AddTo(Command command)
    {
        foreach (var option in (Option[])[_kernels, _activations, _pools, _padding, _stride, _dilation, _colours])
            command.Add(option);
    }

    /// <summary>The row that they say.</summary>
    /// <param name="result">The command line.</param>
    /// <param name="library">The kernels that have names.</param>
    /// <exception cref="CnnException">A value makes no sense, there is no such kernel, or there are too many stages.</exception>
    public LabRow Read(ParseResult result, FilterLibrary library)
    {
        var padding = Choice("--padding", result.GetRequiredValue(_padding), s_paddings);
        int stride = Step("--stride", result.GetValue(_stride)), dilation = Step("--dilation", result.GetValue(_dilation));
        var row = new LabRow(Choice("--colours", result.GetRequiredValue(_colours), s_colours), [], int.MaxValue);
        string option = "";
        // The parser's own lists forget which option came before which.
        foreach (var token in result.Tokens)
            if (token.Type == TokenType.Option)
                option = token.Value;
            else if (token.Type == TokenType.Argument)
            {
                LabStage? stage = option switch
                {
                    "--kernel" => new FilterStage(Kernel(token.Value, library), padding, stride, dilation),
                    "--activation" => new ActivationStage(Choice(option, token.Value, s_activations)),
                    "--pool" => Pool(token.Value),
                    _ => null,
                };
                row = stage is null ? row : row.Add(stage);
                option = "";
            }
        return row.Stages.IsEmpty
            ? throw new CnnException("nothing is to be done: name a --kernel, an --activation or a --pool; filter --list lists kernels")
            : row;
    }

    private static FilterKernel Kernel(string text, FilterLibrary library)
    {
        int at = text.LastIndexOf('#');
        if (at < 0 && !text.EndsWith(".json", StringComparison.OrdinalIgnoreCase))
            return library.Find(text) ?? throw new CnnException($"--kernel is '{text}', which no kernel is called; filter --list lists them"
                + (library.Fault.Length > 0 ? $" (your own are left out: {library.Fault})" : ""));
        var (file, name) = at < 0 ? (text, "") : (text[..at], text[(at + 1)..]);
        var kernels = FilterFile.Read(file);
        return kernels.FirstOrDefault(kernel => kernel.Name == name) ?? (at < 0 && kernels.Length == 1 ? kernels[0]
            : throw new CnnException($"--kernel is '{text}'; {file} holds {string.Join(", ", kernels.Take(10).Select(k => k.Name))}"
                + $"{(kernels.Length > 10 ? ", …" : "")}: write {file}#NAME"));
    }

    private static PoolStage Pool(string text)
    {
        string[] parts = text.Split(':');
        if (parts.Length is 2 or 3 && Number(parts[1]) is (2 or 3) and var size
            && Number(parts[^1]) is >= 1 and <= LabStage.MostStep and var step)
            return new PoolStage(Choice("--pool", parts[0], s_pools), size, step);
        throw new CnnException($"--pool is '{text}'; it is max:2, average:3 or with a stride max:3:1, of size 2 or 3 and stride 1 … 3");

        static int Number(string text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int number) ? number : 0;
    }

    private static int Step(string option, int value) => value is >= 1 and <= LabStage.MostStep ? value
        : throw new CnnException($"{option} is {value}; it may be 1 … {LabStage.MostStep}");

    private static T Choice<T>(string option, string text, (string Word, T Value)[] choices)
    {
        foreach (var (word, value) in choices)
            if (text == word)
                return value;
        throw new CnnException($"{option} is '{text}'; it may be {Words(choices)}");
    }

    private static string Words<T>((string Word, T Value)[] choices) => string.Join(", ", choices.Select(choice => choice.Word));
}
