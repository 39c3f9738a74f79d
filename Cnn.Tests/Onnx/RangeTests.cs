using Cnn.Backends;
using Cnn.Models;
using Cnn.Onnx;
using Cnn.Onnx.Proto;
using Google.Protobuf;
using NUnit.Framework;

namespace Cnn.Tests.Onnx;

/// <summary>Range of integers is exact, however large they are: no value passes through a float.</summary>
public class RangeTests
{
    private static IEnumerable<(long Start, long Limit, long Delta)> Ranges() =>
    [
        (1_000_000_001, 1_000_000_009, 2), (-1_000_000_001, -1_000_000_010, -3), (2_147_483_640, 2_147_483_647, 3), (3, 3, 1), (5, 2, 1),
            (2, 5, -1),
    ];

    private static IEnumerable<(long Start, long Limit, long Delta)> Long() =>
    [
        (9_007_199_254_740_993, 9_007_199_254_740_999, 2), (long.MaxValue - 3, long.MaxValue, 1),
            (long.MinValue, long.MaxValue, long.MaxValue),
        (1L << 40, (1L << 40) - 7, -3),
    ];

    private static ModelProto Model(long start, long limit, long delta, bool narrow)
    {
        var model = ProtoModel.Empty(17);
        foreach (var (name, value) in new[] { ("start", start), ("limit", limit), ("delta", delta) })
            model.Graph.Initializer.Add(TensorWriter.Write(narrow ? Tensor.Scalar((int)value) : Tensor.Scalar(value), name));
        model.Graph.Node.Add(ProtoModel.Node("Range", "range", ["start", "limit", "delta"], ["y"]));
        model.Graph.Output.Add(ProtoModel.Value("y"));
        return model;
    }

    private static long[] Expected(long start, long limit, long delta)
    {
        var values = new List<long>();
        for (Int128 value = start; delta > 0 ? value < limit : value > limit; value += delta)
            values.Add((long)value);
        return [.. values];
    }

    private static long[] Run(IBackend backend, ModelProto proto)
    {
        var model = OnnxModel.Load(new MemoryStream(proto.ToByteArray()), "range.onnx");
        var graph = model.Bind();
        using var session = backend.CompileNow(graph, model.Variables);
        session.Run();
        return session.Read(graph.Outputs[0]).ToInt64();
    }

    [TestCaseSource(nameof(Ranges))]
    public void Integers_that_fit_in_32_bits_are_exact_on_both_backends((long Start, long Limit, long Delta) range)
    {
        var (start, limit, delta) = range;
        foreach (var backend in OnnxBackends.All)
            foreach (bool narrow in new[] { false, true })
                Assert.That(Run(backend, Model(start, limit, delta, narrow)), Is.EqualTo(Expected(start, limit, delta)),
                    $"{backend.Name}, {narrow}");
    }

    [TestCaseSource(nameof(Long))]
    public void Larger_integers_are_exact_on_the_reference_and_refused_by_name_on_gl((long Start, long Limit, long Delta) range)
    {
        var (start, limit, delta) = range;
        var model = Model(start, limit, delta, narrow: false);
        Assert.That(Run(OnnxBackends.All.Single(b => b.Name == "reference"), model), Is.EqualTo(Expected(start, limit, delta)));
        // "To the end" is the largest Int64, and as much in 32 bits.
        if (Int128.Abs(start) < long.MaxValue - int.MaxValue)
            Assert.That(() => Run(OnnxBackends.All.Single(b => b.Name == "gl"), model),
                Throws.InstanceOf<CnnException>().With.Message.Contains("'y'").And.Message.Contains("does not fit in 32 bits"));
    }

    [Test]
    public void A_range_of_more_values_than_may_be_computed_ahead_is_refused() =>
        Assert.That(() =>
            OnnxModel.Load(new MemoryStream(Model(long.MinValue, long.MaxValue, 1, narrow: false).ToByteArray()), "range.onnx").Bind(),
            Throws.InstanceOf<ModelException>().With.Message.Contains("18446744073709551615 values"));
}
