using System.CommandLine;
using Cnn;
using Cnn.Models;
using Demo.Models;

namespace Demo.Commands;

/// <summary>The options that settle what a model file leaves open, and those that say how much it may ask for.</summary>
internal sealed class ModelOptions
{
    /// <summary>What a verb's MODEL may be, for its help.</summary>
    public const string Kinds = "An ONNX file, the model.json of a TensorFlow.js graph model, or a name of the list that models shows";

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

    private readonly Option<long> _elements = Limit("--max-elements", "How many elements a tensor may have", new ModelLimits().MaxElements);
    private readonly Option<long> _nodes = Limit("--max-nodes", "How many nodes a file may have", new ModelLimits().MaxNodes);
    private readonly Option<long> _nesting = Limit("--max-nesting", "How deep a file's messages may nest", new ModelLimits().MaxNesting);

    private readonly Option<string[]> _outputs = new("--outputs")
    {
        Description = "Values inside the model to take in place of its own outputs, by name",
        AllowMultipleArgumentsPerToken = true,
    };

    /// <summary>Adds the options to a verb.</summary>
    public void AddTo(Command command)
    {
        command.Add(_dims);
        command.Add(_shapes);
        command.Add(_elements);
        command.Add(_nodes);
        command.Add(_nesting);
        command.Add(_outputs);
    }

    /// <summary>What was given.</summary>
    /// <exception cref="CnnException">A value does not have the form that is needed.</exception>
    public ModelChoices Read(ParseResult parsed) => new(Open(parsed), Limits(parsed), parsed.GetValue(_outputs) ?? []);

    private BindOptions Open(ParseResult parsed) => new()
    {
        Dims = (parsed.GetValue(_dims) ?? []).Select(text => Pair("--dim", text)).ToDictionary(p => p.Name, p => Length("--dim", p.Value)),
        Shapes = (parsed.GetValue(_shapes) ?? []).Select(text => Pair("--shape", text)).ToDictionary(p => p.Name, p => ShapeOf(p.Value)),
    };

    // All tensors together may have as many times more as by default.
    private ModelLimits Limits(ParseResult parsed)
    {
        var defaults = new ModelLimits();
        long elements = Positive(parsed, _elements, int.MaxValue);
        return defaults with
        {
            MaxElements = elements,
            MaxTotalElements = elements * (defaults.MaxTotalElements / defaults.MaxElements),
            MaxNodes = (int)Positive(parsed, _nodes, int.MaxValue),
            MaxNesting = (int)Positive(parsed, _nesting, int.MaxValue),
        };
    }

    private static Option<long> Limit(string name, string description, long value) => new(name)
    {
        Description = description,
        DefaultValueFactory = _ => value,
    };

    private static long Positive(ParseResult parsed, Option<long> option, long most)
    {
        long value = parsed.GetValue(option);
        return value >= 1 && value <= most ? value : throw new CnnException($"{option.Name} is {value}; it is 1 to {most}");
    }

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
