using Cnn;
using Cnn.Ops;
using Cnn.Preprocessing;
using Demo.Models;

namespace Demo.Outputs;

/// <summary>Which of a model's outputs is shown, and as what: an ONNX file does not say.</summary>
/// <param name="Node">The output.</param>
/// <param name="Kind">What it is shown as.</param>
/// <param name="Last">Whether its channels are the last axis.</param>
internal sealed record ShownOutput(Node Node, OutputKind Kind, bool Last)
{
    // Segmenters leave out at most three doublings; coarser scores are a detector's.
    private const int CoarsestPixel = 8;

    /// <summary>The number of classes; null where class numbers lie in the file, which have no count.</summary>
    public int? Classes => Kind switch
    {
        OutputKind.Classes => (int)Node.Shape.Count,
        OutputKind.Labels when Node.Type == DataType.Float32 && Channels > 1 => Channels,
        _ => null,
    };

    private int Channels => ChannelsOf(Node.Shape, Last);

    /// <summary>
    /// What the recipe says, else the likeliest: class scores before pictures and labels before maps.
    /// </summary>
    /// <exception cref="CnnException">No output can be shown as the recipe says.</exception>
    public static ShownOutput Of(string file, Graph graph, PictureInput input)
    {
        var outputs = graph.Outputs.Select(o => new ShownOutput(o, OutputKind.Maps, IsLast(o.Shape, input))).ToArray();
        if (input.Recipe.Output is { } kind)
            return outputs.FirstOrDefault(o => o.CanBe(kind)) is { } first
                ? first with { Kind = kind }
                : throw new CnnException($"{file}: no output can be shown as {kind.ToString().ToLowerInvariant()}; there {(outputs.Length == 1 ? "is" : "are")} {string.Join(", ", graph.Outputs.Select(o => $"'{o.Name}' {o.Info}"))}");
        bool oneSize = outputs.Where(o => o.Node.Shape.Rank == 4).Select(o => RowsColumns(o.Node.Shape, o.Last)).Distinct().Count() == 1;
        return outputs.Select(o => o with { Kind = o.Likeliest(input, oneSize) }).OrderBy(o => o.Kind switch
        {
            OutputKind.Classes => EndsIn<Softmax>(o.Node) || EndsIn<Sigmoid>(o.Node) ? 0 : 1,
            OutputKind.Maps => 3,
            _ => 2,
        }).First();
    }

    /// <summary>
    /// What a run is read from, as floats so that every backend draws it. Classes: probabilities 1×K. Labels: the class
    /// number of each pixel, 1×1×H×W. A picture: 1×C×H×W. Else the output itself.
    /// </summary>
    /// <param name="output">The node that stands for <see cref="Node"/>.</param>
    public Node ToRead(Node output)
    {
        var (rows, columns) = Kind is OutputKind.Picture or OutputKind.Labels ? RowsColumns(output.Shape, Last) : default;
        switch (Kind)
        {
            case OutputKind.Classes:
                var scores = output.Shape.Rank > 1 && output.Shape[1] == output.Shape.Count ? output : Reshaped(output, [1, (int)output.Shape.Count]);
                return EndsIn<Softmax>(scores) || EndsIn<Sigmoid>(scores) ? scores : new Node(new Softmax(Axis: 1), [scores], "probabilities");
            case OutputKind.Labels:
                if (Channels > 1)
                    output = new Node(new ArgMax(Last ? 3 : 1, KeepDims: true, SelectLast: false), [output], "class");
                output = Reshaped(output, [1, 1, rows, columns]);
                break;
            case OutputKind.Picture:
                output = Last ? new Node(new Transpose([0, 3, 1, 2]), [output], "picture") : Reshaped(output, [1, Channels, rows, columns]);
                break;
        }
        return output.Type == DataType.Float32 ? output : new Node(new Cast(DataType.Float32), [output], "shown");
    }

    private OutputKind Likeliest(PictureInput input, bool oneSize)
    {
        var (shape, type) = (Node.Shape, Node.Type);
        bool scores = type == DataType.Float32;
        if (scores && CanBe(OutputKind.Classes))
            return OutputKind.Classes;
        if (!CanBe(OutputKind.Labels) && !CanBe(OutputKind.Picture))
            return OutputKind.Maps;
        var (rows, columns) = RowsColumns(shape, Last);
        if (!scores && Channels == 1)
            return Keeps(rows, columns, input) ? OutputKind.Labels : OutputKind.Maps;
        if (scores && Channels > 1)
        {
            bool named = Channels == input.Recipe.Labels.Length;
            bool chosen = Node.Op is Softmax softmax && shape.Axis(softmax.Axis) == (Last ? 3 : 1);
            if (named || chosen)
                return OutputKind.Labels;
            if (Channels != 3)
                return oneSize && rows * CoarsestPixel >= input.Height && columns * CoarsestPixel >= input.Width ? OutputKind.Labels : OutputKind.Maps;
        }
        return Channels == 3 && (scores || type == DataType.UInt8) ? OutputKind.Picture : OutputKind.Maps;
    }

    private bool CanBe(OutputKind kind)
    {
        var shape = Node.Shape;
        bool maps = shape.Rank is 3 or 4 && shape[0] == 1 && shape.Count > 0;
        return kind switch
        {
            // One score is no choice between classes.
            OutputKind.Classes => Node.Type == DataType.Float32 && shape.Count > 1 && shape.Max() == shape.Count,
            OutputKind.Picture => maps && Channels is 1 or 3,
            OutputKind.Labels => maps && (Channels == 1 || Node.Type == DataType.Float32),
            _ => true,
        };
    }

    private static Node Reshaped(Node node, Shape shape) =>
        node.Shape == shape ? node : new Node(new Reshape(Ints.Create(shape.AsSpan())), [node], node.Name);

    // The axes that keep the input's proportions are height and width; where both or none do, the output is laid out as the input.
    private static bool IsLast(Shape shape, PictureInput input)
    {
        bool layout = input.Recipe.Layout == ChannelLayout.Nhwc;
        if (shape.Rank != 4)
            return false;
        bool first = Keeps(shape[2], shape[3], input), last = Keeps(shape[1], shape[2], input);
        return first == last ? layout : last;
    }

    // Within a cell, by which rounding may be off.
    private static bool Keeps(int rows, int columns, PictureInput input) =>
        Math.Abs((long)rows * input.Width - (long)columns * input.Height) <= input.Width + input.Height;

    private static int ChannelsOf(Shape shape, bool last) => shape.Rank == 4 ? shape[last ? 3 : 1] : 1;

    private static (int Rows, int Columns) RowsColumns(Shape shape, bool last) =>
        last ? (shape[1], shape[2]) : (shape[shape.Rank - 2], shape[shape.Rank - 1]);

    // Whether the values come from an operator, perhaps in another shape.
    private static bool EndsIn<T>(Node node) where T : Op
    {
        while (node.Op is Identity or Reshape or Flatten or Squeeze or Transpose)
            node = node.Inputs[0];
        return node.Op is T;
    }
}
