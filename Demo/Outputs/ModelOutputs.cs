using System.Collections.Immutable;
using Cnn;
using Cnn.Preprocessing;
using Demo.Models;

namespace Demo.Outputs;

/// <summary>What a kind of output is recognised by: all outputs of the model, and the picture that it takes.</summary>
/// <param name="outputs">The outputs in the model's order.</param>
/// <param name="input">The picture that the model takes.</param>
internal sealed class ModelOutputs(IEnumerable<Node> outputs, PictureInput input)
{
    public ImmutableArray<OutputNode> Nodes { get; } = [.. outputs.Select(node => new OutputNode(node, input))];

    public Recipe Recipe => input.Recipe;

    /// <summary>Whether all maps are of one size; maps of several sizes are a detector's.</summary>
    public bool OneSize => Nodes.Where(n => n.Shape.Rank == 4).Select(n => (n.Rows, n.Columns)).Distinct().Count() == 1;
}
