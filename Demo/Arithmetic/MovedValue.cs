using Cnn;
using Cnn.Ops;

namespace Demo.Arithmetic;

/// <summary>A value that only comes from another place: one of joined maps, of a slice, of pixels that were channels.</summary>
internal sealed class MovedValue : Terms
{
    private float _value;
    private ValuePlace _place;

    public override double Result => _value;

    /// <summary>Which of the source's values it is.</summary>
    public int Index { get; private set; }

    /// <summary>Where it comes from.</summary>
    public Node Source { get; private set; } = null!;

    /// <summary>Which of the node's inputs that is.</summary>
    public int Input { get; private set; }

    public override bool Take(in Unit unit)
    {
        if (unit.Node.Type != DataType.Float32 || unit.Node.Op is not (Concat or StridedCopy or SameElements))
            return false;
        var place = new ValuePlace(unit.Node, unit.Index);
        if (place != _place)
            (Source, Index) = place.Source is var (node, index) ? (node, index) : (unit.Node, unit.Index);
        _place = place;
        Input = unit.Node.Inputs.IndexOf(Source);
        if ((unit.Network.WeightOf(Source) ?? unit.Values(Source)) is not { } values)
            return false;
        _value = values.Floats[Index];
        return true;
    }
}
