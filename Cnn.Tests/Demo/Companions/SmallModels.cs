using Cnn.Networks;
using Cnn.Onnx;
using Cnn.Ops;
using SkiaSharp;

namespace Cnn.Tests.Demo.Companions;

/// <summary>
/// Small models in a folder: one finds cells that are red, one says whether a red thing is plain or yellow, one cuts out what is blue.
/// </summary>
internal sealed class SmallModels
{
    private const int Cell = 8;

    private readonly string _folder = Directory.CreateTempSubdirectory("companions").FullName;

    public SmallModels()
    {
        // Per cell: middle 0.5, two cells large, whether anything is there and whether it is red: means over the cell.
        float[] weights = new float[6 * 3 * Cell * Cell], bias = [0.5f, 0.5f, MathF.Log(2), MathF.Log(2), 0, 0];
        weights.AsSpan(4 * 3 * Cell * Cell, Cell * Cell).Fill(1f / (Cell * Cell));
        weights.AsSpan(5 * 3 * Cell * Cell, Cell * Cell).Fill(1f / (Cell * Cell));
        Write("finder", [1, 3, 40, 48], weights, bias, [6, 3, Cell, Cell],
            (b, x) => new Node(new Reshape([1, 6, 30]), [b.Conv(x, 6, Cell, "head", stride: Cell)], "y"),
            """{ "fit": "letterbox", "output": "boxes", "decoder": "yolox", "strides": 8, "labels": ["red"], "threshold": 0.4 }""");

        // A tenth against the mean of green.
        float[] mood = new float[2 * 3 * 6 * 10];
        mood.AsSpan(4 * 6 * 10, 6 * 10).Fill(10f / 60);
        Write("mood", [1, 3, 6, 10], mood, [1, 0], [2, 180], (b, x) => b.Softmax(b.Gemm(b.Flatten(x), 2, "head")),
            """{ "fit": "stretch", "of": "red", "output": "classes", "labels": ["plain", "yellow"] }""");

        Write("mask", [1, 3, 24, 20], [-8, -8, 12], [-2], [1, 3, 1, 1],
            (b, x) => new Node(new Sigmoid(), [b.Conv(x, 1, 1, "head")], "mask"), """{ "fit": "stretch", "output": "mask" }""");
    }

    public string this[string name] => Path.Combine(_folder, name);

    /// <summary>Paints a picture: rectangles on black.</summary>
    public string Paint(string name, int width, int height, params (SKColor Colour, int X, int Y, int Width, int Height)[] parts)
    {
        using var bitmap = new SKBitmap(new SKImageInfo(width, height, SKColorType.Rgba8888, SKAlphaType.Opaque));
        bitmap.Erase(SKColors.Black);
        foreach (var part in parts)
            bitmap.Erase(part.Colour, SKRectI.Create(part.X, part.Y, part.Width, part.Height));
        using var data = bitmap.Encode(SKEncodedImageFormat.Png, 90);
        File.WriteAllBytes(this[name], data.ToArray());
        return this[name];
    }

    public void Remove() => Directory.Delete(_folder, recursive: true);

    private void Write(
        string name, Shape input, float[] weights, float[] bias, Shape shape, Func<GraphBuilder, Node, Node> build, string recipe)
    {
        var variables = new VariableSet();
        variables.Write("head.weight", Tensor.From(shape, weights));
        variables.Write("head.bias", Tensor.From([shape[0]], bias));
        var b = new GraphBuilder(variables);
        var x = b.Input("input", input);
        OnnxWriter.Write(new Graph(build(b, x)), variables, this[$"{name}.onnx"]);
        File.WriteAllText(this[$"{name}.json"], recipe);
    }
}
