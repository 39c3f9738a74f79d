using System.CommandLine;
using Cnn;
using Cnn.Onnx;

namespace Demo.Commands;

/// <summary>The options <c>--dim</c> and <c>--shape</c>, which settle what a model file leaves open.</summary>
internal sealed class ModelOptions
{
    private readonly Option<string[]> _dims = new("--dim")
    {
        Description = "A length for an axis that the file names: --dim height=480",
        AllowMultipleArgumentsPerToken = false,
    };

    private readonly Option<string[]> _shapes = new("--shape")
    {
        Description = "The whole shape of an input: --shape input=1x3x480x640",
        AllowMultipleArgumentsPerToken = false,
    };

    /// <summary>Adds the options to a verb.</summary>
    public void AddTo(Command command)
    {
        command.Add(_dims);
        command.Add(_shapes);
    }

    /// <summary>What was given.</summary>
    /// <exception cref="CnnException">A value does not have the form that is needed.</exception>
    public BindOptions Read(ParseResult parsed) => new()
    {
        Dims = (parsed.GetValue(_dims) ?? []).Select(text => Pair("--dim", text)).ToDictionary(p => p.Name, p => Length("--dim", p.Value)),
        Shapes = (parsed.GetValue(_shapes) ?? []).Select(text => Pair("--shape", text)).ToDictionary(p => p.Name, p => ShapeOf(p.Value)),
    };

    private static (string Name, string Value) Pair(string option, string text)
    {
        int equals = text.LastIndexOf('=');
        return equals > 0 ? (text[..equals], text[(equals + 1)..]) : throw new CnnException($"{option} '{text}': NAME=VALUE is needed");
    }

    private static Shape ShapeOf(string text) => new(text.Split('x').Select(part => Length("--shape", part)).ToArray());

    private static int Length(string option, string text) => int.TryParse(text, out int length) && length > 0
        ? length
        : throw new CnnException($"{option}: '{text}' is no length of at least 1");
}
