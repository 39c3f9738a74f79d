using Cnn;
using Cnn.Ops;
using Cnn.Preprocessing;
using Demo.Models;

namespace Demo.Outputs;

/// <summary>One output of a model as a picture may lie in it, and how that stands to the picture that the model takes.</summary>
/// <param name="node">The output.</param>
/// <param name="input">The picture that the model takes.</param>
internal sealed class OutputNode(Node node, PictureInput input)
{
    // Segmenters leave out at most three doublings; coarser scores are a detector's.
    private const int CoarsestPixel = 8;

    public Node Node => node;

    public Shape Shape => node.Shape;

    public bool IsFloat => node.Type == DataType.Float32;

    /// <summary>Whether it is one image of maps that are not empty.</summary>
    public bool IsMaps => Shape.Rank is 3 or 4 && Shape[0] == 1 && Shape.Count > 0;

    /// <summary>Whether its channels are the last axis.</summary>
    public bool IsLast { get; } = LiesLast(node.Shape, input);

    /// <summary>The axis of the channels.</summary>
    public int Axis => IsLast ? 3 : 1;

    public int Channels => Shape.Rank == 4 ? Shape[Axis] : 1;

    /// <summary>The maps' height and width; only of three or four axes.</summary>
    public int Rows => IsLast ? Shape[1] : Shape[Shape.Rank - 2];

    public int Columns => IsLast ? Shape[2] : Shape[Shape.Rank - 1];

    /// <summary>Whether the maps have the picture's proportions.</summary>
    public bool KeepsProportions => Keeps(Rows, Columns, input);

    /// <summary>Whether a cell of the maps is at most as large as the coarsest that segmenters leave.</summary>
    public bool IsFine => Rows * CoarsestPixel >= input.Height && Columns * CoarsestPixel >= input.Width;

    /// <summary>Whether the values come from an operator, perhaps in another shape.</summary>
    public bool EndsIn<T>() where T : Op => node.Origin.Op is T;

    /// <summary>The values as maps with the channels in front, 1×C×H×W, floats as every backend draws them.</summary>
    public Node Maps()
    {
        var maps = IsLast ? new Node(new Transpose([0, 3, 1, 2]), [node], "picture") : Reshaped(node, [1, Channels, Rows, Columns]);
        return Floats(maps);
    }

    /// <summary>The same values in another shape.</summary>
    public static Node Reshaped(Node node, Shape shape) =>
        node.Shape == shape ? node : new Node(new Reshape(Ints.Create(shape.AsSpan())), [node], node.Name);

    /// <summary>The same values as floats.</summary>
    public static Node Floats(Node node) =>
        node.Type == DataType.Float32 ? node : new Node(new Cast(DataType.Float32), [node], "shown");

    // The axes that keep the input's proportions are height and width; where both or none do, the output is laid out as the input.
    private static bool LiesLast(Shape shape, PictureInput input)
    {
        if (shape.Rank != 4)
            return false;
        bool first = Keeps(shape[2], shape[3], input), last = Keeps(shape[1], shape[2], input);
        return first == last ? input.Recipe.Layout == ChannelLayout.Nhwc : last;
    }

    // Within a cell, by which rounding may be off.
    private static bool Keeps(int rows, int columns, PictureInput input) =>
        Math.Abs((long)rows * input.Width - (long)columns * input.Height) <= input.Width + input.Height;
}
