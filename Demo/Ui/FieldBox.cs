using Cnn;
using Cnn.Ops;

namespace Demo.Ui;

/// <summary>
/// Which cells of the picture that enters the network one value depends on, from kernels, strides and pads alone; cut off at the
/// picture's edge. Its receptive field at this place.
/// </summary>
/// <param name="Left">First column.</param>
/// <param name="Top">First row.</param>
/// <param name="Right">Last column.</param>
/// <param name="Bottom">Last row.</param>
internal readonly record struct FieldBox(int Left, int Top, int Right, int Bottom)
{
    /// <summary>Walks from a value down to the picture and widens the box at each layer.</summary>
    public static FieldBox Of(Network network, Layer layer, int x, int y)
    {
        var input = network.Layers[0];
        if (layer.IsVector)
            return new FieldBox(0, 0, input.Columns - 1, input.Rows - 1);
        Span<FieldBox> boxes = stackalloc FieldBox[layer.Index + 1];
        boxes.Fill(new FieldBox(int.MaxValue, int.MaxValue, int.MinValue, int.MinValue));
        boxes[layer.Index] = new FieldBox(x, y, x, y);
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

    private static FieldBox Below(Node node, in FieldBox box, Layer below)
    {
        Window? window = node.Op switch
        {
            Conv conv => conv.Window(node.Inputs[0].Shape, node.Inputs[1].Shape),
            MaxPool max => max.Window(node.Inputs[0].Shape),
            AveragePool average => average.Window(node.Inputs[0].Shape),
            _ => null,
        };
        if (window is { } w && node.Shape.Rank == 4)
        {
            int right = w.W.At(box.Right, w.W.Kernel - 1), bottom = w.H.At(box.Bottom, w.H.Kernel - 1);
            return Clip(new FieldBox(w.W.At(box.Left, 0), w.H.At(box.Top, 0), right, bottom), below);
        }
        bool sameSize = node.Shape.Rank == 4 && node.Shape[2] == below.Rows && node.Shape[3] == below.Columns;
        return sameSize ? box : new FieldBox(0, 0, below.Columns - 1, below.Rows - 1);
    }

    private static FieldBox Clip(in FieldBox box, Layer layer) => new(
        Math.Clamp(box.Left, 0, layer.Columns - 1), Math.Clamp(box.Top, 0, layer.Rows - 1),
        Math.Clamp(box.Right, 0, layer.Columns - 1), Math.Clamp(box.Bottom, 0, layer.Rows - 1));

    private static FieldBox Join(in FieldBox a, in FieldBox b) => new(
        Math.Min(a.Left, b.Left), Math.Min(a.Top, b.Top), Math.Max(a.Right, b.Right), Math.Max(a.Bottom, b.Bottom));
}
