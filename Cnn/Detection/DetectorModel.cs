using System.Collections.Immutable;

namespace Cnn.Detection;

/// <summary>What a decoder is recognised by: a model's outputs, the size of the picture that it takes, and what its sidecar says.</summary>
/// <param name="Outputs">The outputs, in the model's order.</param>
/// <param name="Height">The input's height in pixels.</param>
/// <param name="Width">The input's width in pixels.</param>
/// <param name="LabelCount">How many names of classes there are; 0 if they are not known.</param>
/// <param name="Settings">What the sidecar says.</param>
public sealed record DetectorModel(ImmutableArray<Node> Outputs, int Height, int Width, int LabelCount, DecoderSettings Settings)
{
    /// <summary>The outputs of numbers that may be boxes or scores.</summary>
    internal IEnumerable<Node> Floats => Outputs.Where(output => output.Type == DataType.Float32);

    /// <summary>The grids of the strides that the sidecar names, else of these.</summary>
    internal ImmutableArray<Grid> Grids(params ReadOnlySpan<int> usual)
    {
        var strides = Settings.Strides.IsEmpty ? [.. usual] : Settings.Strides;
        return [.. strides.Select(stride => new Grid(stride, Height, Width))];
    }

    /// <summary>The outputs with a row of values for each of so many candidates.</summary>
    internal IEnumerable<Head> Heads(int candidates) =>
        Floats.Select(output => Head.Of(output, candidates)).Where(head => head is not null).Select(head => head!);

    /// <summary>The outputs that are lists, not maps, with a row for each of so many candidates: all strides' behind each other.</summary>
    internal IEnumerable<Head> Lists(int candidates) =>
        Heads(candidates).Where(head => head.Output.Shape.Count(length => length > 1) <= 2);

    /// <summary>As many numbers as there are classes behind the box's own, if that is what the sidecar or nobody says.</summary>
    internal bool MayBeClasses(int count) => count > 0 && (LabelCount == 0 || count == LabelCount);
}
