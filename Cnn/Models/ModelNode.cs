using System.Collections.Immutable;

namespace Cnn.Models;

/// <summary>A node as it stands in a model file, whatever its format: names only, nothing checked against the operator yet.</summary>
/// <param name="name">Its name.</param>
/// <param name="type">The operator, as the format calls it.</param>
/// <param name="inputs">The values read; an empty name is an optional input that is absent.</param>
/// <param name="outputs">The values made; an empty name is an output that nobody wants.</param>
internal abstract class ModelNode(string name, string type, ImmutableArray<string> inputs, ImmutableArray<string> outputs)
{
    public string Name { get; } = name;

    public string Type { get; } = type;

    public ImmutableArray<string> Inputs { get; } = inputs;

    public ImmutableArray<string> Outputs { get; } = outputs;

    public override string ToString() => $"node {ModelException.Quote(Name)} ({ModelException.Unquoted(Type)})";
}
