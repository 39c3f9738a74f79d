using Cnn.Backends;
using Cnn.Onnx;
using NUnit.Framework;
using SkiaSharp;

namespace Cnn.Tests.Onnx;

/// <summary>
/// Real networks on real photos. The material is no part of this project: the environment variable REALTIMECNN_TESTDATA names
/// the folder that has it, and without it these tests prove nothing.
/// </summary>
public class PhotoTests
{
    private static readonly (string Photo, string[] Labels)[] Photos =
    [
        ("parrot.jpg", ["macaw"]),
        ("hot_dog.jpg", ["hotdog, hot dog, red hot"]),
        ("cat_720p.jpg", ["Egyptian cat", "tabby, tabby cat", "tiger cat"]),
    ];

    [TestCase("mobilenet_v1_0.5_160_f32.onnx", 160)]
    [TestCase("mobilenet_v2_1.0_224_f32.onnx", 224)]
    public void Photos_are_recognised_as_ONNX_Runtime_does(string file, int size)
    {
        string? folder = Environment.GetEnvironmentVariable("REALTIMECNN_TESTDATA");
        string path = Path.Combine(folder ?? "", "models", file);
        if (string.IsNullOrEmpty(folder) || !File.Exists(path))
            Assert.Inconclusive("REALTIMECNN_TESTDATA names no folder with models and photos");
        string[] labels = File.ReadAllLines(Path.Combine(folder, "models", "imagenet_labels_1001.txt"));
        var bytes = File.ReadAllBytes(path);
        var model = OnnxModel.Load(path);
        var graph = model.Bind();
        var sessions = OnnxBackends.All.Select(b => (b.Name, Session: b.CompileNow(graph, model.Variables))).ToList();
        foreach (var (photo, expected) in Photos)
        {
            var picture = Picture(Path.Combine(folder, "photos", photo), size);
            var theirs = OnnxRuntimeOracle.Run(bytes, (graph.Inputs[0].Name, picture))[0];
            foreach (var (backend, session) in sessions)
            {
                session.Write(graph.Inputs[0], picture);
                session.Run();
                var ours = session.Read(graph.Outputs[0]);
                Assert.That(ConformanceCase.Difference(ours, theirs, relative: 0, absolute: 1e-4), Is.Null, $"{photo} on {backend}");
                Assert.That(Best(ours, 5), Is.EqualTo(Best(theirs, 5)), $"{photo} on {backend}");
                Assert.That(labels[Best(ours, 1)[0]], Is.AnyOf(expected), $"{photo} on {backend}");
            }
        }
        sessions.ForEach(s => s.Session.Dispose());
    }

    private static int[] Best(Tensor scores, int count) =>
        [.. Enumerable.Range(0, scores.Count).OrderByDescending(i => scores.Floats[i]).Take(count)];

    // The centre square at the network's size, RGB, −1 … 1: what these networks were trained with.
    internal static Tensor Picture(string path, int size)
    {
        using var photo = SKBitmap.Decode(path);
        int side = Math.Min(photo.Width, photo.Height);
        int left = (photo.Width - side) / 2, top = (photo.Height - side) / 2;
        using var square = new SKBitmap(size, size, SKColorType.Rgba8888, SKAlphaType.Opaque);
        using (var canvas = new SKCanvas(square))
        using (var image = SKImage.FromBitmap(photo))
            canvas.DrawImage(image, SKRect.Create(left, top, side, side), SKRect.Create(size, size),
                new SKSamplingOptions(SKFilterMode.Linear, SKMipmapMode.Linear));
        var tensor = new Tensor([1, 3, size, size]);
        for (int y = 0; y < size; y++)
            for (int x = 0; x < size; x++)
            {
                var colour = square.GetPixel(x, y);
                byte[] channels = [colour.Red, colour.Green, colour.Blue];
                for (int c = 0; c < 3; c++)
                    tensor.Floats[(c * size + y) * size + x] = channels[c] / 127.5f - 1;
            }
        return tensor;
    }
}
