using Cnn.Ops;

namespace Cnn.Networks;

/// <summary>
/// Tiny YOLOv2, which finds objects: for each cell of 32 × 32 pixels, five boxes of four coordinates, a confidence and the
/// classes' scores, all before their activations. After Redmon and Farhadi 2016, "YOLO9000: Better, faster, stronger",
/// with the small backbone of its authors.
/// </summary>
public static class TinyYolo
{
    private const int Boxes = 5;

    /// <summary>
    /// Builds it for pictures [batch, 3, height, width], both at least 32; its one output is "maps",
    /// [batch, 5 · (5 + classes), height / 32, width / 32].
    /// </summary>
    /// <param name="variables">Where the weights are kept; those it already has are used.</param>
    /// <param name="height">Rows of a picture.</param>
    /// <param name="width">Columns of a picture.</param>
    /// <param name="batch">The batch size.</param>
    /// <param name="classes">The number of classes.</param>
    /// <param name="seed">Seeds new weights.</param>
    public static Graph Build(
        VariableSet variables, int height = 416, int width = 416, int batch = 1, int classes = 20, int seed = 1)
    {
        var b = new GraphBuilder(variables, seed);
        var x = b.Input("input", [batch, 3, height, width]);
        int[] maps = [16, 32, 64, 128, 256, 512];
        for (int i = 0; i < maps.Length; i++)
        {
            x = Layer(b, x, maps[i], i + 1);
            // The last pool keeps the size: its windows overlap, and the padding is at the right and the bottom only.
            int stride = i < maps.Length - 1 ? 2 : 1;
            var pad = stride == 2 ? AutoPad.NotSet : AutoPad.SameUpper;
            x = new Node(new MaxPool([2, 2], [stride, stride], AutoPad: pad), [x], $"pool{i + 1}");
        }
        x = Layer(b, x, 1024, 7);
        x = Layer(b, x, 1024, 8);
        return new Graph(b.Conv(x, Boxes * (5 + classes), 1, "maps"));
    }

    private static Node Layer(GraphBuilder b, Node x, int maps, int number) => new(
        new LeakyRelu(0.1f), [b.ConvNormalized(x, maps, 3, $"conv{number}")], $"leaky{number}");
}
