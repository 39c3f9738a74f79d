using Cnn.Ops;

namespace Cnn.Surgery;

/// <summary>What a pool yields of its window.</summary>
public enum PoolKind
{
    /// <summary>The largest value.</summary>
    Max,
    /// <summary>The mean.</summary>
    Average,
}

/// <summary>
/// Lets a pool yield the mean of its windows in place of the largest value, or the other way round; windows, strides and pads stay. A mean
/// is that of the values inside the input: whether one counted its padding too is lost on the way to the largest value and back.
/// </summary>
/// <param name="Layer">A MaxPool, AveragePool, GlobalMaxPool or GlobalAveragePool.</param>
/// <param name="Kind">What it shall yield.</param>
public sealed record ChangePool(Node Layer, PoolKind Kind) : Cut(Layer)
{
    private protected override (Graph Graph, IReadOnlyDictionary<Node, Node> Map) Apply(Graph graph, Weights weights)
    {
        var op = Changed();
        return Replace(graph, inputs => new Node(op, inputs.AsSpan(), Layer.Name));
    }

    private Op Changed() => (Layer.Op, Kind) switch
    {
        (MaxPool { Output: not 0 }, _) =>
            throw new CnnException($"'{Layer.Name}' yields where the largest values are; a mean is nowhere, so that it stays a MaxPool"),
        (MaxPool, PoolKind.Average) when Layer.Type != DataType.Float32 =>
            throw new CnnException($"'{Layer.Name}' pools {Layer.Type}; only a pool of Float32 has a mean"),
        (MaxPool p, PoolKind.Average) =>
            new AveragePool(p.Kernel, p.Strides, p.Pads, p.Dilations, p.CeilMode, CountIncludePad: false, p.AutoPad),
        (AveragePool p, PoolKind.Max) => new MaxPool(p.Kernel, p.Strides, p.Pads, p.Dilations, p.CeilMode, p.AutoPad),
        (GlobalMaxPool, PoolKind.Average) => new GlobalAveragePool(),
        (GlobalAveragePool, PoolKind.Max) => new GlobalMaxPool(),
        (MaxPool or AveragePool or GlobalMaxPool or GlobalAveragePool, _) =>
            throw new CnnException($"'{Layer.Name}' is a {Layer.Op.Name} already"),
        _ => throw new CnnException($"'{Layer.Name}' is a {Layer.Op.Name}, not a pool"),
    };
}
