using Cnn;
using Cnn.Models;
using Cnn.Networks;
using Cnn.Ops;
using Cnn.Training;

namespace Demo.Commands;

/// <summary>The network that <c>train</c> trains: built by its name, from a file of layers, or a model that learns on.</summary>
internal sealed class TrainedNetwork
{
    private readonly Func<int, Network> _build;

    private TrainedNetwork(Func<int, Network> build) => _build = build;

    /// <summary>The word for the network of content/models/digits.onnx.</summary>
    public const string Digits = "digits";

    /// <summary>Opens it; a model's weights go into the set.</summary>
    /// <exception cref="CnnException">The file cannot be read, or does not fit the pictures.</exception>
    public static TrainedNetwork Open(TrainOptions options, VariableSet variables, DataSet data)
    {
        string name = options.Architecture;
        if (name.EndsWith(".onnx", StringComparison.OrdinalIgnoreCase))
            return Model(name, variables, data);
        var architecture = name == Digits
            ? Architecture.Digits(options.Activation, options.Pool.Length > 0 ? options.Pool : null)
            : Architecture.Parse(Read(name), name, options.Activation, options.Pool.Length > 0 ? options.Pool : Architecture.Pools[0]);
        return new TrainedNetwork(
            batch => architecture.Build(variables, batch, data.Channels, data.Height, data.Width, data.Classes, options.Seed));
    }

    /// <summary>Builds it for a batch size.</summary>
    public Network Build(int batch) => _build(batch);

    private static TrainedNetwork Model(string path, VariableSet variables, DataSet data)
    {
        var model = ModelFormats.Load(path);
        return new TrainedNetwork(batch =>
        {
            if (model.Inputs.Length != 1)
                throw new CnnException($"{path} has {model.Inputs.Length} inputs; one for pictures is needed");
            var shape = new Shape(batch, data.Channels, data.Height, data.Width);
            var graph = model.Bind(new BindOptions { Shapes = new Dictionary<string, Shape> { [model.Inputs[0].Name] = shape } });
            // A training that goes on has its own.
            if (graph.Variables.Any(variable => !variables.Contains(variable.Name)))
                variables.Write(model.Variables.Published);
            var output = graph.Outputs[0];
            var logits = output.Op is Softmax ? output.Inputs[0] : output;
            if (logits.Shape != new Shape(batch, data.Classes))
                throw new CnnException($"{path} answers with {logits.Shape} for {batch} pictures; {data.Classes} classes are to be learnt");
            return new Network(graph.Inputs[0], logits, output.Op is Softmax ? output : new Node(new Softmax(), [logits], "probabilities"));
        });
    }

    private static string Read(string path)
    {
        const int most = 1 << 20;
        try
        {
            FileKinds.RefuseEndless(path);
            if (new FileInfo(path) is { Exists: true, Length: > most })
                throw new CnnException($"{path}: a file of layers is text of at most {most} bytes; a model's name ends in .onnx");
            return File.ReadAllText(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new CnnException($"--arch {path}: neither '{Digits}' nor a file that can be read: {e.Message}", e);
        }
    }
}
