using Cnn.Backends;
using Cnn.Cpu;
using Cnn.Networks;
using Cnn.Training;
using NUnit.Framework;

namespace Cnn.Tests.Training;

/// <summary>The small network learns shapes from a few pictures, and its features then serve a head as any others.</summary>
public class SmallCnnTests
{
    [Test]
    public void Its_features_tell_stripes_apart_that_it_never_saw()
    {
        using var backend = new CpuBackend();
        var variables = new VariableSet();
        using (var training = new SmallCnnTraining(backend, variables, Stripes(seed: 1, count: 12), seed: 1))
            while (training.Step()) { }
        var picture = new Node(new Input([1, 3, SmallCnn.Side, SmallCnn.Side]), "picture");
        var features = SmallCnn.Apply(variables, picture);
        using var session = backend.CompileNow(new Graph(features), variables);
        using var head = new HeadTraining(backend, new VariableSet(), Features(session, picture, features, Stripes(1, 12)), seed: 1);
        while (head.Step()) { }
        Assert.That(head.Accuracy(Features(session, picture, features, Stripes(seed: 2, count: 10))), Is.EqualTo(1));
    }

    [Test]
    public void Pictures_of_another_size_are_refused() =>
        Assert.That(() => new SmallCnnTraining(new ReferenceBackend(), new VariableSet(), new DataSet(2, 3, 2, new byte[18], [1], 3), 1),
            Throws.TypeOf<CnnException>().With.Message.EqualTo("pictures are 3×2×3; the small network takes 3×64×64"));

    // Horizontal stripes of class 0, vertical ones of class 1; place, width and colours vary.
    private static DataSet Stripes(int seed, int count)
    {
        var random = new Random(seed);
        var (pictures, labels) = (new List<byte>(), new List<byte>());
        for (int i = 0; i < 2 * count; i++)
        {
            int width = random.Next(4, 8), phase = random.Next(16), label = i % 2;
            byte[] pixels = new byte[3 * SmallCnn.Side * SmallCnn.Side];
            int[] colours = [random.Next(100), random.Next(120, 256)];
            for (int at = 0; at < pixels.Length; at++)
            {
                int along = (label == 0 ? at / SmallCnn.Side % SmallCnn.Side : at % SmallCnn.Side) + phase;
                pixels[at] = (byte)colours[along / width % 2];
            }
            pictures.AddRange(pixels);
            labels.Add((byte)label);
        }
        return new DataSet(SmallCnn.Side, SmallCnn.Side, 2, [.. pictures], [.. labels], channels: 3);
    }

    private static FeatureSet Features(ISession session, Node picture, Node features, DataSet pictures)
    {
        var rows = new FeatureSet(SmallCnn.Features, 2);
        for (int i = 0; i < pictures.Count; i++)
        {
            session.Write(picture, Tensor.From(picture.Shape, [.. pictures.Image(i).ToArray().Select(p => p / 255f)]));
            session.Run();
            rows.Add(session.Read(features).Floats.ToArray(), pictures.Label(i));
        }
        return rows;
    }
}
