using System.Text.Json;
using Cnn.Detection;
using Cnn.Onnx;
using Cnn.Ops;
using Cnn.Tests.Platform;
using Demo.Models;
using Demo.Outputs;
using NUnit.Framework;

namespace Cnn.Tests.Onnx;

/// <summary>
/// Real networks of others: each is shown as what it is, and detectors find what is in a photo. They are no part of this project: the
/// environment variable REALTIMECNN_TESTDATA names the folder that has them, and without it these tests prove nothing.
/// </summary>
public class OtherModelsTests
{
    private static readonly Box Face = new(0, 1, 174, 130, 358, 338);

    [TestCase("blazeface-back-256", "boxes", "blazeface")]
    [TestCase("blazeface-front-128", "boxes", "blazeface")]
    [TestCase("bodypix-050-s16", "points", "posenet")]
    [TestCase("burn-mnist", "classes", "")]
    [TestCase("ext-ia-number-detector", "classes", "")]
    [TestCase("facemesh", "points", "landmarks")]
    [TestCase("fastestdet", "boxes", "fastestdet")]
    [TestCase("keras-tract", "", "")]
    [TestCase("mesonet", "score", "")]
    [TestCase("mnist-12", "classes", "")]
    [TestCase("mnist-cntk", "classes", "")]
    [TestCase("netkit-import_convnextv2_block", "", "")]
    [TestCase("netkit-import_mobilenet_uib", "", "")]
    [TestCase("netkit-import_mobilenet_uib_skip", "", "")]
    [TestCase("netkit-import_resnet_basic_block", "", "")]
    [TestCase("netkit-mnist_cnn", "classes", "")]
    [TestCase("ppocr-cls", "classes", "")]
    [TestCase("ppocr-v3-det", "mask", "")]
    [TestCase("selfie-landscape", "mask", "")]
    [TestCase("super-color", "maps", "")]
    [TestCase("tiny-cnn", "classes", "")]
    [TestCase("ultraface-rfb-320", "boxes", "ultraface")]
    [TestCase("ultraface-slim-320-simplified", "boxes", "ultraface")]
    [TestCase("winml-cifar", "classes", "")]
    [TestCase("wonnx-opt-mnist", "classes", "")]
    [TestCase("yunet-n-320", "boxes", "yunet")]
    [TestCase("yunet-n-dynamic", "boxes", "yunet")]
    public void A_network_is_shown_as_what_it_is(string name, string kind, string decoder)
    {
        string file = FileOf($"cases/models/{name}/model.onnx");
        var graph = OpenSizes.Bind(OnnxModel.Load(file), null, out _);
        // A part of a network, or one for rows of numbers, takes no picture.
        if (kind.Length == 0)
            Assert.That(() => PictureInput.Of(file, graph, []), Throws.TypeOf<CnnException>().With.Message.Contains("a picture"));
        else
        {
            var output = OutputKinds.Of(file, graph.Outputs, PictureInput.Of(file, graph, []));
            Assert.That(output.Kind, Is.EqualTo(kind));
            Assert.That(output.Decoding, Does.StartWith(decoder.Length > 0 ? $"decoder {decoder}: " : ""));
        }
    }

    [TestCase("ultraface-rfb-320")]
    [TestCase("ultraface-slim-320-simplified")]
    [TestCase("yunet-n-320")]
    [TestCase("yunet-n-dynamic")]
    [TestCase("blazeface-front-128")]
    [TestCase("blazeface-back-256")]
    public void A_face_is_found_where_it_is(string name)
    {
        var run = Demonstration.Run(
            "classify", "--json", "--model", FileOf($"cases/models/{name}/model.onnx"), FileOf("photos/grace_hopper.jpg"));
        var box = JsonDocument.Parse(run.Output).RootElement.GetProperty("boxes").EnumerateArray().Single();
        Assert.That(box.GetProperty("label").GetString(), Is.EqualTo("face"));
        float[] edges = [.. box.GetProperty("box").EnumerateArray().Select(edge => edge.GetSingle())];
        Assert.That(new Box(0, 1, edges[0], edges[1], edges[2], edges[3]).Overlap(Face), Is.GreaterThan(0.75f), run.Output);
    }

    // The best of all candidates, by a plain computation of its own on what ONNX Runtime and TensorFlow.js yielded for a photo.
    [TestCase("models/ultraface-rfb-320", 240, 320)]
    [TestCase("models/yunet-n-dynamic", 224, 352)]
    [TestCase("models/blazeface-front-128", 128, 128)]
    [TestCase("models/blazeface-back-256", 256, 256)]
    [TestCase("models/fastestdet", 352, 352)]
    [TestCase("tfjs/blazeface-front", 128, 128)]
    [TestCase("tfjs/nanodet", 416, 416)]
    public void The_best_candidate_of_a_photo_is_the_one_that_plain_loops_find(string name, int height, int width)
    {
        string folder = FileOf($"cases/{name}/test_data_set_0");
        Tensor[] values =
        [
            .. Enumerable.Range(0, Directory.GetFiles(folder, "output_*.pb").Length)
                .Select(i => TensorFile.Read(Path.Combine(folder, $"output_{i}.pb"))),
        ];
        Node[] outputs = [.. values.Select((value, i) => new Node(new Input(value.Shape), $"y{i}"))];
        var decoder = Decoders.Find(new DetectorModel([.. outputs], height, width, 0, new()))!;
        var found = new Detections();
        decoder.Decode([.. decoder.Reads.Select(read => values[Array.IndexOf(outputs, read)])], 0, found);
        var best = PlainDetectors.Best(decoder.Name, values, height, width);
        var ours = found.Boxes[0];
        Assert.That(ours.Label, Is.EqualTo(best.Label));
        Assert.That(new[] { ours.Score, ours.Left * width, ours.Top * height, ours.Right * width, ours.Bottom * height },
            Is.EqualTo(new[] { best.Score, best.Left, best.Top, best.Right, best.Bottom }).Within(1e-2f));
    }

    private static string FileOf(string name)
    {
        string? data = Environment.GetEnvironmentVariable("REALTIMECNN_TESTDATA");
        string path = Path.Combine(data ?? "", name);
        if (string.IsNullOrEmpty(data) || (!File.Exists(path) && !Directory.Exists(path)))
            Assert.Inconclusive($"REALTIMECNN_TESTDATA names no folder with {name}");
        return path;
    }
}
