using Cnn.Backends;
using Cnn.Gl;
using Demo.Views.Filters;
using NUnit.Framework;

namespace Cnn.Tests.Demo.Filters;

/// <summary>A row that runs on a small random frame, and what it must yield.</summary>
internal sealed class LabSession : IDisposable
{
    public const int Width = 23, Height = 17;

    private readonly ISession _session;

    public LabSession(IBackend backend, LabRow row, int shift = 0, int seed = 1)
    {
        var random = new Random(seed);
        Pixels = [.. Enumerable.Range(0, Width * Height).Select(_ => random.Next(1 << 24))];
        Lab = new LabGraph(row, Width, Height);
        _session = backend.CompileNow(Lab.Parts.Graph, Lab.Parts.Variables);
        Lab.Parts.Preprocessing.WriteDefaults(_session);
        Lab.Parts.Preprocessing.WriteFrame(_session, Pixels, Height, Width);
        Run(row, shift);
    }

    public LabGraph Lab { get; }

    public int[] Pixels { get; }

    public static IBackend Open(string backend) => backend == "gl" ? GlBackend.OpenHeadless() : new ReferenceBackend();

    /// <summary>A kernel of random numbers.</summary>
    public static FilterKernel RandomKernel(int seed, int size, int maps = 1, int channels = 1)
    {
        var random = new Random(seed);
        float[] numbers = [.. Enumerable.Range(0, maps * channels * size * size).Select(_ => random.NextSingle() * 2 - 1)];
        return new FilterKernel("random", "random", size, Floats.Create(numbers), channels, maps, 0.5f, 0.125f);
    }

    public void Run(LabRow row, int shift)
    {
        Lab.Turn(row, shift);
        foreach (var dial in Lab.Parts.Dials)
            _session.Write(dial.Input, dial.Value);
        _session.Run();
    }

    public Tensor Read(Node node) => _session.Read(node);

    public float Scalar(Node node) => Read(node).Floats[0];

    /// <summary>What is wrong with a node's value, or null.</summary>
    public string? Difference(Node node, double[][,] expected)
    {
        Shape shape = [1, expected.Length, expected[0].GetLength(0), expected[0].GetLength(1)];
        if (node.Shape != shape)
            return $"expected {shape}, got {node.Shape}";
        double[] values = [.. expected.SelectMany(map => map.Cast<double>())];
        var actual = Read(node).Floats;
        for (int i = 0; i < values.Length; i++)
            // NaN is no number that is near enough.
            if (!(Math.Abs(actual[i] - values[i]) <= 1e-5 * Math.Max(1, Math.Abs(values[i]))))
                return $"element {i} of {shape}: expected {values[i]:R}, got {actual[i]:R}";
        return null;
    }

    /// <summary>Holds every stage, the comparison of pools and their shares to the plain computation.</summary>
    public void Check(LabRow row, int shift)
    {
        var picture = PlainFilters.Picture(Pixels, Width, Height, row.Colours);
        var values = PlainFilters.Row(row, picture);
        Assert.That(Difference(Lab.Picture, picture), Is.Null, "picture");
        for (int i = 0; i < row.Stages.Length; i++)
            Assert.That(Difference(Lab.Stages[i].Output, values[i + 1]), Is.Null, $"{i}: {row.Stages[i]} {row.Colours}");
        var (window, before) = PoolComparison.In(row);
        var moved = PlainFilters.Row(row, PlainFilters.Shifted(picture, shift));
        foreach (var way in Lab.Pools.Ways)
        {
            var (plain, shifted) = (Pooled(values[before]), Pooled(moved[before]));
            Assert.That(Difference(way.Value, plain), Is.Null, $"{way.Kind}");
            Assert.That(Difference(way.Shifted, shifted), Is.Null, $"{way.Kind} shifted");
            double[][,] change = [.. plain.Zip(shifted, Change)];
            double[][,] size = [.. plain.Select(map => Change(map, new double[map.GetLength(0), map.GetLength(1)]))];
            Assert.That(Difference(way.Change, change), Is.Null, $"{way.Kind} change");
            double changed = PlainFilters.MeanOf(change), share = changed == 0 ? 0 : changed / PlainFilters.MeanOf(size);
            Assert.That(Scalar(way.Share), Is.EqualTo(share).Within(1e-5), $"{way.Kind} share");

            double[][,] Pooled(double[][,] maps) =>
                way.Kind is { } kind ? PlainFilters.Pooled(window with { Kind = kind }, maps) : maps;
        }
    }

    public void Dispose() => _session.Dispose();

    private static double[,] Change(double[,] a, double[,] b)
    {
        var change = new double[a.GetLength(0), a.GetLength(1)];
        for (int y = 0; y < a.GetLength(0); y++)
            for (int x = 0; x < a.GetLength(1); x++)
                change[y, x] = Math.Abs(b[y, x] - a[y, x]);
        return change;
    }
}
