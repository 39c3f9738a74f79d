using System.Collections.Immutable;
using Cnn;

namespace Demo.Ui;

/// <summary>One layer as it is shown.</summary>
/// <param name="index">Its place among the layers; 0 is the picture that enters.</param>
/// <param name="node">Whose activation it is.</param>
/// <param name="word">The operator in a person's words: <c>conv</c>.</param>
/// <param name="ordinal">The how-many-th layer of this word it is, from 1.</param>
/// <param name="inputs">The layers that it is computed from.</param>
internal sealed class Layer(int index, Node node, string word, int ordinal, ImmutableArray<Layer> inputs)
{
    public int Index => index;

    public Node Node => node;

    /// <summary>The layers that it is computed from.</summary>
    public ImmutableArray<Layer> Inputs => inputs;

    /// <summary>For people: <c>conv2</c>; without a number where there is only one. Known once all layers are.</summary>
    public string Name { get; private set; } = "";

    /// <summary>What it is, in a line: name, operator with its parameters, shape, and the node's full name.</summary>
    public string About => field ??= $"{Name}: {Kind} · {Extent} · {node.Name}";

    /// <summary>The operator with its parameters.</summary>
    public string Kind => field ??= index == 0 ? "the picture that enters" : OperatorText.Of(node);

    /// <summary>Multiply-accumulates of one run.</summary>
    public long Work { get; } = index == 0 ? 0 : node.MultiplyAccumulates;

    public int Channels { get; } = MapExtent.Of(node.Shape).Channels;

    public int Rows { get; } = MapExtent.Of(node.Shape).Rows;

    public int Columns { get; } = MapExtent.Of(node.Shape).Columns;

    /// <summary>Whether it is a list of numbers rather than maps.</summary>
    public bool IsVector => Rows == 1 && Columns == 1;

    /// <summary>For people: <c>8×28×28</c>, or <c>10</c>.</summary>
    public string Extent { get; } = MapExtent.Of(node.Shape) is var (_, c, h, w) && h * w == 1 ? $"{c}" : $"{c}×{h}×{w}";

    /// <summary>Whether its values can be below zero, which decides the colours.</summary>
    public bool Signed { get; } = Signs.CanBeNegative(node);

    /// <summary>The colours that <see cref="ColourMap.Auto"/> means here.</summary>
    public ColourMap Colours(ColourMap chosen) => chosen != ColourMap.Auto ? chosen
        : index == 0 ? ColourMap.Grey : Signed ? ColourMap.Diverging : ColourMap.Viridis;

    /// <summary>Numbers the name if the word occurs more than once.</summary>
    public void NameAmong(IReadOnlyDictionary<string, int> counts) => Name = counts[word] > 1 ? word + ordinal : word;
}
