using Cnn.Backends;
using Cnn.Explain;
using Cnn.Onnx;
using Cnn.Tests.Onnx;
using NUnit.Framework;
using SkiaSharp;

namespace Cnn.Tests.Explain;

/// <summary>
/// Explanations of real networks on real photos: what speaks for an animal lies on the animal. The material is no part of this
/// project: without the folder that REALTIMECNN_TESTDATA names these tests prove nothing.
/// </summary>
public class PhotoExplanationTests
{
    private static string? Folder => Environment.GetEnvironmentVariable("REALTIMECNN_TESTDATA");

    private const string V2 = "mobilenet_v2_1.0_224_f32.onnx", V1 = "mobilenet_v1_0.5_160_f32.onnx";

    // Drawn by hand, in pixels of the photo: left, top, right, bottom.
    [TestCase(V2, 224, "parrot.jpg", "macaw", 130, 100, 468, 720)]
    [TestCase(V2, 224, "cat_720p.jpg", "tabby, tabby cat", 455, 75, 905, 720)]
    [TestCase(V2, 224, "dog_test_0.jpg", "miniature poodle", 137, 108, 430, 340)]
    [TestCase(V1, 160, "parrot.jpg", "macaw", 130, 100, 468, 720)]
    [TestCase(V1, 160, "cat_720p.jpg", "tabby, tabby cat", 455, 75, 905, 720)]
    public void Grad_CAM_lies_on_the_animal(
        string file, int size, string photo, string label, int left, int top, int right, int bottom)
    {
        var (model, picture, chosen) = Open(file, size, photo, label);
        var box = InSquare(photo, left, top, right, bottom);
        foreach (var make in (Func<ExplainedScore, Attribution>[])[s => new GradCam(s), s => new GradCamPlusPlus(s)])
        {
            var map = Explain(model, make, picture, chosen);
            var even = new Tensor(map.Shape);
            even.Floats.Fill(1);
            double share = Share(map, box);
            Assert.That(share, Is.GreaterThan(0.6));
            Assert.That(share, Is.GreaterThan(Share(even, box) + 0.05), "more than lies there of anything");
        }
    }

    // Two dogs in one photo, a breed each.
    [Test]
    public void Each_of_two_classes_has_its_own_animal()
    {
        var (model, picture, terrier) = Open(V2, 224, "pets.jpg", "Boston bull, Boston terrier");
        int greyhound = Open(V2, 224, "pets.jpg", "Italian greyhound").Class;
        var (right, left) = (InSquare("pets.jpg", 345, 160, 496, 366), InSquare("pets.jpg", 106, 6, 262, 296));
        foreach (var make in (Func<ExplainedScore, Attribution>[])[s => new GradCam(s), s => new Occlusion(s, rounds: 1)])
        {
            Tensor ofTerrier = Explain(model, make, picture, terrier), ofGreyhound = Explain(model, make, picture, greyhound);
            Assert.That(Share(ofTerrier, right), Is.GreaterThan(1.3 * Share(ofGreyhound, right)));
            Assert.That(Share(ofGreyhound, left), Is.GreaterThan(1.3 * Share(ofTerrier, left)));
        }
    }

    [TestCase("cat_720p.jpg", "Egyptian cat", false)]
    [TestCase("parrot.jpg", "macaw", false)]
    [TestCase("parrot.jpg", "macaw", true)]
    public void Integrated_gradients_of_a_large_network_sum_to_the_difference_of_the_logits(string photo, string label, bool mean)
    {
        var (model, picture, chosen) = Open(V2, 224, photo, label);
        var graph = model.Bind();
        var why = new IntegratedGradients(new ExplainedScore(graph.Inputs[0], graph.Outputs));
        var black = Baselines.OfColour(picture.Shape, 1, [-1, -1, -1]);
        using var session = ExplainBackends.Get("cpu").CompileNow(why.Graph, model.Variables, Attribution.Options);
        session.Write(why.Score.Picture, picture);
        session.Write(why.Baseline, mean ? Baselines.OfMean(picture, 1) : black);
        why.Score.Choose(session, 0, chosen);
        while (!why.Step(session)) { }
        double difference = why.AtPicture[0] - why.AtBaseline[0];
        Assert.That(difference, Is.GreaterThan(5));
        Assert.That(why.Map.Floats.ToArray().Sum(v => (double)v), Is.EqualTo(difference).Within(0.02 * difference));
    }

    private static Tensor Explain(OnnxModel model, Func<ExplainedScore, Attribution> make, Tensor picture, int chosen)
    {
        var graph = model.Bind();
        var why = make(new ExplainedScore(graph.Inputs[0], graph.Outputs));
        using var session = ExplainBackends.Get("cpu").CompileNow(why.Graph, model.Variables, Attribution.Options);
        session.Write(why.Score.Picture, picture);
        if (why is Occlusion occlusion)
            session.Write(occlusion.Fill, Baselines.OfMean(picture, 1));
        why.Score.Choose(session, 0, chosen);
        while (!why.Step(session)) { }
        return why.Map;
    }

    private static double Share(Tensor map, (double Left, double Top, double Right, double Bottom) box) =>
        MapShare.In(map, 0, box.Left, box.Top, box.Right, box.Bottom);

    // In 0…1 of the square in the middle, which the networks see.
    private static (double Left, double Top, double Right, double Bottom) InSquare(
        string photo, int left, int top, int right, int bottom)
    {
        using var codec = SKCodec.Create(Path.Combine(Folder!, "photos", photo));
        var (width, height) = (codec.Info.Width, codec.Info.Height);
        double side = Math.Min(width, height), x = (width - side) / 2, y = (height - side) / 2;
        return ((left - x) / side, (top - y) / side, (right - x) / side, (bottom - y) / side);
    }

    private static (OnnxModel Model, Tensor Picture, int Class) Open(string file, int size, string photo, string label)
    {
        string path = Path.Combine(Folder ?? "", "models", file);
        if (string.IsNullOrEmpty(Folder) || !File.Exists(path))
            Assert.Inconclusive("REALTIMECNN_TESTDATA names no folder with models and photos");
        int chosen = Array.IndexOf(File.ReadAllLines(Path.Combine(Folder, "models", "imagenet_labels_1001.txt")), label);
        Assert.That(chosen, Is.GreaterThan(0), label);
        return (OnnxModel.Load(path), PhotoTests.Picture(Path.Combine(Folder, "photos", photo), size), chosen);
    }
}
