using System.Collections.Immutable;
using System.Text;
using Cnn;
using Cnn.Networks;
using Cnn.Onnx;
using Cnn.Ops;
using Cnn.Preprocessing;
using Demo.Files;
using Demo.Models;
using Demo.Outputs;
using Demo.Ui;

namespace Demo.Teaching;

/// <summary>A backbone and the head that was taught on it: one network like any other, which runs in the window and is exported.</summary>
internal sealed class TaughtNetwork
{
    private readonly Recipe _recipe;
    private readonly TaughtHead _head;

    /// <param name="backbone">The backbone; its weights are shared, not copied.</param>
    /// <param name="labels">The classes' names; two at least.</param>
    public TaughtNetwork(Backbone backbone, ImmutableArray<string> labels)
    {
        (Backbone, Labels) = (backbone, labels);
        Variables.Write(backbone.Variables.Published);
        _head = TaughtHead.On(backbone.Features, labels.Length);
        Model = new Graph(_head.Probabilities, _head.Distances!);
        _recipe = backbone.Preprocessing.Recipe! with { Labels = labels, Output = ClassesOutput.Word };
        var (whole, map) = backbone.Preprocessing.Before(Model, backbone.Input);
        (Probabilities, Distances) = (map[_head.Probabilities], map[_head.Distances!]);
        var seen = _recipe.Layout == ChannelLayout.Nhwc
            ? new Node(new Transpose([0, 3, 1, 2]), [backbone.Preprocessing.Output], "seen") : backbone.Preprocessing.Output;
        var output = OutputKinds.Of("what was taught", [Probabilities], new PictureInput(backbone.Input, _recipe, Guessed: false));
        Parts = new NetworkParts
        {
            Title = $"taught on {backbone.Name}",
            Model = Model,
            Graph = new Graph([.. whole.Outputs.Union([.. output.Reads, seen])], whole.Updates),
            Variables = Variables,
            Preprocessing = backbone.Preprocessing,
            Seen = seen,
            Output = output,
        };
    }

    public Backbone Backbone { get; }

    public ImmutableArray<string> Labels { get; }

    /// <summary>The backbone's weights and the head's, which training writes.</summary>
    public VariableSet Variables { get; } = new();

    /// <summary>From the backbone's input to probabilities and distances.</summary>
    public Graph Model { get; }

    /// <summary>With the preprocessing in front, for the window.</summary>
    public NetworkParts Parts { get; }

    /// <summary>[1, classes] in <see cref="Parts"/>.</summary>
    public Node Probabilities { get; }

    /// <summary>[1, classes] in <see cref="Parts"/>; see <see cref="TaughtHead.Distances"/>.</summary>
    public Node Distances { get; }

    /// <summary>Writes one file with backbone and head, and the sidecar beside it.</summary>
    /// <exception cref="CnnException">A file cannot be written, or the name is none of a network.</exception>
    public void Export(string path)
    {
        if (!Path.GetExtension(path).Equals(".onnx", StringComparison.OrdinalIgnoreCase))
            throw new CnnException($"{path}: networks are written as ONNX; end the name with .onnx");
        OutputFile.Write(path, stream => OnnxWriter.Write(Model, Variables, stream));
        byte[] recipe = Encoding.UTF8.GetBytes(RecipeFile.Format(_recipe));
        OutputFile.Write(RecipeFile.PathFor(path), stream => stream.Write(recipe));
    }
}
