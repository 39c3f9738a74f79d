using Cnn.Backends;
using NUnit.Framework;
using static Cnn.Tests.Onnx.ProtoModel;

namespace Cnn.Tests.Onnx;

/// <summary>Where ONNX Runtime is no oracle, because it does otherwise than the standard or refuses: worked out by hand.</summary>
public class StandardTests
{
    [Test]
    public void An_antialiased_resize_repeats_the_edge()
    {
        // Scale 0.6 of 4: the first output lies at 0.5/0.6 − 0.5 = 1/3; the taps −1…2 weigh 0.2, 0.8, 0.6, 0 (of 1.6), and −1 is 0
        // again. So the first is (1 · 1 + 0.6 · 2)/1.6 = 1.375 along a row of 1 2 3 4; by symmetry the last is 3.
        var model = Single(18, "Resize", [[1, 1, 4, 4]], Text("mode", "linear"), Int("antialias", 1));
        model.Graph.Node[0].Input.Add(["", "scales"]);
        model.Graph.Initializer.Add(Floats("scales", [4], i => i < 2 ? 1 : 0.6f));
        var values = Run(model, Enumerable.Range(1, 16).Select(i => (float)i).ToArray());
        Assert.That(values, Is.EqualTo(new[] { 2.875f, 4.5f, 9.375f, 11f }).Within(1e-5f));
    }

    [Test]
    public void Automatic_padding_counts_the_dilated_kernel()
    {
        // Kernel 3 dilated by 2 reaches over 5: of 4 missing elements SAME_UPPER puts 2 before and 2 after.
        var model = Single(13, "Conv", [[1, 1, 1, 6]], Text("auto_pad", "SAME_UPPER"), Ints("dilations", 1, 2));
        model.Graph.Node[0].Input.Add("w");
        model.Graph.Initializer.Add(Floats("w", [1, 1, 1, 3], i => i + 1));
        Assert.That(Run(model, [1, 2, 3, 4, 5, 6]), Is.EqualTo(new[] { 2 + 9f, 4 + 12, 1 + 6 + 15, 2 + 8 + 18, 3 + 10, 4 + 12 }));
    }

    [Test]
    public void Old_broadcasting_starts_at_the_axis()
    {
        var model = Single(6, "Add", [[1, 2, 3]], Int("broadcast", 1), Int("axis", 1));
        model.Graph.Node[0].Input.Add("b");
        model.Graph.Initializer.Add(Floats("b", [2], i => 10 * (i + 1)));
        Assert.That(Run(model, [1, 2, 3, 4, 5, 6]), Is.EqualTo(new float[] { 11, 12, 13, 24, 25, 26 }));
    }

    [Test]
    public void Old_slopes_belong_to_channels()
    {
        var model = Single(6, "PRelu", [[1, 2, 1, 2]]);
        model.Graph.Node[0].Input.Add("slope");
        model.Graph.Initializer.Add(Floats("slope", [2], i => i + 2));
        Assert.That(Run(model, [-1, 1, -1, -2]), Is.EqualTo(new float[] { -2, 1, -3, -6 }));
    }

    private static float[] Run(Cnn.Onnx.Proto.ModelProto proto, float[] x)
    {
        var model = Load(proto);
        var graph = model.Bind();
        using var session = new ReferenceBackend().CompileNow(graph, model.Variables);
        session.Write(graph.Inputs[0], Tensor.From(graph.Inputs[0].Shape, x));
        session.Run();
        return session.Read(graph.Outputs[0]).Floats.ToArray();
    }
}
