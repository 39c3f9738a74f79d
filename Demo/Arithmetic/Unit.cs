using Cnn;
using Demo.Ui;

namespace Demo.Arithmetic;

/// <summary>One value of a layer, and where the values are that it is computed from.</summary>
/// <param name="Network">The network.</param>
/// <param name="Layer">The layer, whose first image counts.</param>
/// <param name="Channel">The map, or the number of a list.</param>
/// <param name="X">The column of the map.</param>
/// <param name="Y">The row.</param>
/// <param name="Values">The newest floats of a node; null while there are none.</param>
internal readonly record struct Unit(Network Network, Layer Layer, int Channel, int X, int Y, Func<Node, Tensor?> Values)
{
    public Node Node => Layer.Node;

    /// <summary>Which of the node's values it is, in row-major order.</summary>
    public int Index => (Channel * Layer.Rows + Y) * Layer.Columns + X;

    /// <summary>The value; null while there is none.</summary>
    public float? Value => Values(Node) is { } value ? value.Floats[Index] : null;

    /// <summary>An input of the node: what was computed, what is learnt or what is fixed; null while there is none.</summary>
    public Tensor? Input(int index) => Network.WeightOf(Node.Inputs[index]) ?? Values(Node.Inputs[index]);

    /// <summary>Which element of an input, which repeats along axes of length 1, meets this value (ONNX's broadcasting).</summary>
    public int Met(Shape input)
    {
        int index = Index, met = 0, step = 1;
        for (int i = 1; i <= input.Rank; i++)
        {
            (index, int at) = Math.DivRem(index, Node.Shape[Node.Shape.Rank - i]);
            met += input[input.Rank - i] == 1 ? 0 : at * step;
            step *= input[input.Rank - i];
        }
        return met;
    }
}

/// <summary>One value taken apart: the terms that it is made of, and what they come to.</summary>
internal abstract class Terms
{
    /// <summary>What the terms come to; the layer's value, but for rounding.</summary>
    public abstract double Result { get; }

    /// <summary>Takes a value apart; nothing is allocated once it has seen a layer.</summary>
    /// <returns>False where the layer is of another kind, or values are not there yet.</returns>
    public abstract bool Take(in Unit unit);
}
