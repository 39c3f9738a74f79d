using Cnn;
using Cnn.Ops;

namespace Demo.Ui;

/// <summary>Which cells of the picture that enters the network one value depends on, from kernels, strides and pads alone.</summary>
internal static class ReceptiveField
{
    /// <summary>Columns and rows, the last ones included; cut off at the picture's edge.</summary>
    public readonly record struct Box(int Left, int Top, int Right, int Bottom);

    /// <summary>Walks from a value down to the picture and widens the box at each layer.</summary>
    public static Box Of(Network network, Layer layer, int x, int y)
    {
        var input = network.Layers[0];
        if (layer.IsVector)
            return new Box(0, 0, input.Columns - 1, input.Rows - 1);
        Span<Box> boxes = stackalloc Box[layer.Index + 1];
        boxes.Fill(new Box(int.MaxValue, int.MaxValue, int.MinValue, int.MinValue));
        boxes[layer.Index] = new Box(x, y, x, y);
        // Layers come in the order of computation, so every consumer is done before what it reads.
        for (int i = layer.Index; i > 0; i--)
        {
            var here = boxes[i];
            if (here.Right < here.Left)
                continue;
            foreach (var below in network.Layers[i].Inputs)
                boxes[below.Index] = Join(boxes[below.Index], Below(network.Layers[i].Node, here, below));
        }
        return boxes[0];
    }

    private static Box Below(Node node, in Box box, Layer below)
    {
        Window? window = node.Op switch
        {
            Conv conv => conv.Window(node.Inputs[0].Shape, node.Inputs[1].Shape),
            MaxPool max => max.Window(node.Inputs[0].Shape),
            AveragePool average => average.Window(node.Inputs[0].Shape),
            _ => null,
        };
        if (window is { } w && node.Shape.Rank == 4)
            return Clip(new Box(w.W.At(box.Left, 0), w.H.At(box.Top, 0), w.W.At(box.Right, w.W.Kernel - 1), w.H.At(box.Bottom, w.H.Kernel - 1)), below);
        bool sameSize = node.Shape.Rank == 4 && node.Shape[2] == below.Rows && node.Shape[3] == below.Columns;
        return sameSize ? box : new Box(0, 0, below.Columns - 1, below.Rows - 1);
    }

    private static Box Clip(in Box box, Layer layer) => new(
        Math.Clamp(box.Left, 0, layer.Columns - 1), Math.Clamp(box.Top, 0, layer.Rows - 1),
        Math.Clamp(box.Right, 0, layer.Columns - 1), Math.Clamp(box.Bottom, 0, layer.Rows - 1));

    private static Box Join(in Box a, in Box b) => new(
        Math.Min(a.Left, b.Left), Math.Min(a.Top, b.Top), Math.Max(a.Right, b.Right), Math.Max(a.Bottom, b.Bottom));
}
