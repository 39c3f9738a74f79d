using System.Runtime.CompilerServices;
using Cnn;
using Cnn.Ops;

namespace Demo.Ui;

/// <summary>Integers and Bool as floats, so that whoever shows numbers knows one type; the copies are used again.</summary>
internal sealed class FloatCopies
{
    private static readonly Cast ToFloats = new(DataType.Float32);

    private readonly ConditionalWeakTable<Node, Tensor> _copies = [];

    /// <summary>The value as floats: itself, or a copy that the next call overwrites.</summary>
    public Tensor Of(Node node, Tensor value)
    {
        if (value.Type == DataType.Float32)
            return value;
        var copy = _copies.GetValue(node, static node => new Tensor(node.Shape));
        ToFloats.Evaluate([value], copy);
        return copy;
    }
}
