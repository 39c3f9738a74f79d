using Cnn.Backends;
using Cnn.Explain;
using Cnn.Ops;
using Cnn.Preprocessing;
using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;
using NUnit.Framework;
using DemoNetwork = Demo.Models.NetworkFile;

namespace Cnn.Tests.Explain;

/// <summary>What fools the network of digits fools ONNX Runtime's too, and no smaller step does.</summary>
[Parallelizable]
public class FastGradientSignTests
{
    private const float Most = 0.5f;
    private const int Steps = 32;

    private static readonly string Model = ArchitectureTests.PathOf("content/models/digits.onnx");

    [TestCase(0), TestCase(3), TestCase(8)]
    public void The_smallest_step_that_fools_it_fools_onnx_runtime_too(int digit)
    {
        var parts = new DemoNetwork(Model, null).PartsFor(drawn: false);
        var method = new FastGradientSign(new ExplainedScore(parts.Preprocessing.Output, parts.Output.Scores));
        using var backend = new global::Cnn.Cpu.CpuBackend(threads: 1);
        using var session = backend.CompileNow(method.Graph, parts.Variables);
        var picture = Enter(parts, digit);
        var fooled = method.Search(session, picture, 0, 1, Most, Steps);
        using var peer = new InferenceSession(Model);
        Assert.That((fooled.From, Said(peer, picture)), Is.EqualTo((digit, digit)));
        Assert.That(fooled.To, Is.Not.EqualTo(digit));
        Assert.That(Said(peer, fooled.Picture), Is.EqualTo(fooled.To));
        int step = (int)MathF.Round(fooled.By / Most * Steps);
        for (int i = 0; i < picture.Floats.Length; i++)
            Assert.That(fooled.Picture.Floats[i], Is.InRange(0, 1).And.EqualTo(picture.Floats[i]).Within(fooled.By + 1e-6f));
        // One step less does not.
        session.Write(method.Score.Picture, picture);
        session.Run();
        var less = FastGradientSign.Moved(picture, session.Read(method.Gradient), Most * (step - 1) / Steps, 0, 1);
        Assert.That(Said(peer, less), Is.EqualTo(digit), $"{step - 1} of {Steps}");
    }

    [Test]
    public void Each_number_goes_against_its_gradient_and_stays_in_its_bounds()
    {
        var picture = Tensor.From([1, 1, 1, 5], [0.5f, 0.5f, 0.5f, 0.1f, 0.5f]);
        var gradient = Tensor.From([1, 1, 1, 5], [3f, -0.1f, 0, 9, float.NaN]);
        Assert.That(
            FastGradientSign.Moved(picture, gradient, 0.25f, 0, 1).Floats.ToArray(), Is.EqualTo(new[] { 0.25f, 0.75f, 0.5f, 0, 0.5f }));
    }

    [Test]
    public void Several_pictures_and_bounds_without_sense_are_refused()
    {
        var several = new ExplainedNetwork().Score;
        Assert.That(() => new FastGradientSign(several), Throws.TypeOf<CnnException>().With.Message.Contains("2 pictures"));
        var parts = new DemoNetwork(Model, null).PartsFor(drawn: false);
        var method = new FastGradientSign(new ExplainedScore(parts.Preprocessing.Output, parts.Output.Scores));
        using var session = new ReferenceBackend().CompileNow(method.Graph, parts.Variables);
        var picture = new Tensor(method.Score.Picture.Shape);
        Assert.That(() => method.Search(session, picture, 1, 1, 0.5f), Throws.TypeOf<CnnException>());
        Assert.That(() => method.Search(session, picture, 0, 1, 0), Throws.TypeOf<CnnException>());
        Assert.That(() => method.Search(session, picture, 0, 1, 0.5f, 0), Throws.TypeOf<CnnException>());
    }

    // What enters the network of a picture of this digit.
    private static Tensor Enter(global::Demo.Ui.NetworkParts parts, int digit)
    {
        var pixels = global::Demo.Sources.Picture.Load(ArchitectureTests.PathOf($"content/images/{digit}-28x28.png"));
        using var run = new global::Demo.Companions.PictureRun(parts, new ReferenceBackend(), parts.Preprocessing.Output);
        return run.Run(pixels.Pixels, pixels.Width, pixels.Height).Read(parts.Preprocessing.Output)!;
    }

    private static int Said(InferenceSession peer, Tensor picture)
    {
        var input = new DenseTensor<float>(picture.Floats.ToArray(), [1, 1, 28, 28]);
        using var results = peer.Run([NamedOnnxValue.CreateFromTensor(peer.InputMetadata.Keys.Single(), input)]);
        float[] scores = [.. results[0].AsEnumerable<float>()];
        return Array.IndexOf(scores, scores.Max());
    }
}
