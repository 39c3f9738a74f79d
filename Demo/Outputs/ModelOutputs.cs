using System.Collections.Immutable;
using Cnn;
using Cnn.Detection;
using Cnn.Preprocessing;
using Demo.Models;

namespace Demo.Outputs;

/// <summary>What a kind of output is recognised by: all outputs of the model, and the picture that it takes.</summary>
/// <param name="file">The model's name, for errors.</param>
/// <param name="outputs">The outputs in the model's order.</param>
/// <param name="input">The picture that the model takes.</param>
internal sealed class ModelOutputs(string file, IReadOnlyList<Node> outputs, PictureInput input)
{
    private readonly Decoder? _certain = input.DecoderOf(file, outputs, asked: false);

    public ImmutableArray<OutputNode> Nodes { get; } = [.. outputs.Select(node => new OutputNode(node, input))];

    public Recipe Recipe => input.Recipe;

    /// <summary>What makes boxes or points of the outputs; null if nothing does.</summary>
    /// <param name="asked">Whether a person says that there are such.</param>
    public Decoder? Decoder(bool asked) => _certain ?? (asked ? input.DecoderOf(file, outputs, asked: true) : null);

    /// <summary>The names of a decoder's classes: the recipe's, else the usual ones.</summary>
    public ImmutableArray<string> Names(Decoder decoder) => Recipe.Labels.IsEmpty ? decoder.Labels : Recipe.Labels;

    /// <summary>An output as it is, among <see cref="Nodes"/>.</summary>
    public OutputNode Of(Node output) => Nodes.First(node => node.Node == output);

    /// <summary>Whether all maps are of one size; maps of several sizes are a detector's.</summary>
    public bool OneSize => Nodes.Where(n => n.Shape.Rank == 4).Select(n => (n.Rows, n.Columns)).Distinct().Count() == 1;
}
